import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { ReadWarning } from '../read-outcome.ts';
import type { ReadOptions } from '../read-options.ts';
import type { Destination } from '../reader.ts';
import { longFormDestination } from './long-form-destination.ts';
import { crosstabTurned, tableTransposed } from './long-form-warning.ts';
import { transposedDestination } from './transposed-destination.ts';

/** A destination to which tables come as rows of records, however they lie in the sheet. */
export function turnedDestination<T>(
  destination: Destination<T>,
  { longForm, everyRow, expectedHeadings }: Pick<ReadOptions, 'longForm' | 'everyRow' | 'expectedHeadings'>,
  { inflatedBytes }: Pick<ReadLimits, 'inflatedBytes'>,
  onWarning: (warning: ReadWarning) => void,
): Destination<T> {
  if (everyRow === true || longForm === false) return destination;
  return transposedDestination(
    longFormDestination(destination, {
      longForm,
      expectedHeadings,
      mostCharacters: inflatedBytes,
      onTurned: (table, form) => onWarning(crosstabTurned(table, form)),
    }),
    { expectedHeadings, onTransposed: (table, plan) => onWarning(tableTransposed(table, plan)) },
  );
}
