import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { ReadWarning } from '../read-outcome.ts';
import type { ReadOptions } from '../read-options.ts';
import type { Destination, Turns } from '../reader.ts';

/** One thing and two columns of figures for it are the least of a crosstab. */
const fewestColumns = 3;

/** A destination to which tables come as rows of records, however they lie in the sheet. */
export function turnedDestination<T>(
  destination: Destination<T>,
  { longForm, everyRow, expectedHeadings }: Pick<ReadOptions, 'longForm' | 'everyRow' | 'expectedHeadings'>,
  { inflatedBytes }: Pick<ReadLimits, 'inflatedBytes'>,
  onWarning: (warning: ReadWarning) => void,
): Destination<T> {
  if (everyRow === true || longForm === false) return destination;
  const turning = new Map<Turns | undefined, Promise<Destination<T>>>();
  // What tells and turns tables is loaded when there is a table that may have to be turned.
  const turned = (turns?: Turns): Promise<Destination<T>> => {
    const made =
      turning.get(turns) ??
      import('./turning.ts').then(({ turningDestination }) =>
        turningDestination(destination, {
          longForm,
          expectedHeadings: turns === 'asked' ? undefined : expectedHeadings,
          transposes: turns === undefined,
          mostCharacters: inflatedBytes,
          onWarning,
        }),
      );
    turning.set(turns, made);
    return made;
  };
  const staysAsItIs = (columns: readonly string[]): boolean =>
    expectedHeadings === undefined && columns.length < fewestColumns;
  return {
    open: async (turns) => (await turned(turns)).open(),
    streams: async (columns, firstRows) =>
      (await (staysAsItIs(columns) ? destination : await turned()).streams?.(columns, firstRows)) ?? false,
    inPlace: async (table, storage, firstRows) =>
      (staysAsItIs(table.columns) ? destination : await turned()).inPlace(table, storage, firstRows),
  };
}
