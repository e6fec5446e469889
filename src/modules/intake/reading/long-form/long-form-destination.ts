import type { Cell } from '../read-outcome.ts';
import type { Destination, NamedTable, OpenTable } from '../reader.ts';
import { fitContract } from './fit-contract.ts';
import { createLongFormSink, type LongFormSink } from './long-form-sink.ts';
import { longColumns, offerOf, type LongForm } from './long-form.ts';
import { createPlanner } from './plan-long-form.ts';

/** Rows that are looked at before it is said what a table is. */
const sampleRows = 200;

export interface LongFormOptions {
  /** true: every crosstab becomes long. undefined: if the expected headings ask for it; else it is offered. */
  readonly longForm: true | undefined;
  readonly expectedHeadings: readonly (readonly string[])[] | undefined;
  /** Of all the long rows of a table. */
  readonly mostCharacters: number;
  /** Told of a table that became long because the expected headings ask for it. */
  readonly onTurned: (table: string | null, form: LongForm) => void;
}

interface Decision {
  readonly form: LongForm;
  readonly applied: boolean;
}

type Decide = (columns: readonly string[], sample: readonly (readonly Cell[])[]) => Decision | undefined;

/**
 * Stands before a destination and hands crosstabs on as their long form, where that is asked for; else they pass as they
 * are, with the offer. Streams: a wide row is its long rows at once.
 */
export function longFormDestination<T>(destination: Destination<T>, options: LongFormOptions): Destination<T> {
  const plan = createPlanner();
  const decide: Decide = (columns, sample) => {
    const form = plan(columns, sample);
    if (form === undefined) return undefined;
    const fitting = fitContract(form, options.expectedHeadings ?? []);
    if (fitting !== undefined) return { form: fitting, applied: true };
    return { form, applied: options.longForm === true };
  };
  return {
    open: async () =>
      longFormTable(await destination.open(), {
        decide,
        mayBe: (columns) => plan(columns, []) !== undefined,
        ...options,
      }),
    streams: async (columns, firstRows) => {
      if (plan(columns, []) === undefined) return false;
      const first = await firstRows(sampleRows);
      return (
        decide(
          columns,
          first.map(({ cells }) => cells),
        )?.applied === true
      );
    },
    inPlace: async (table, storage, firstRows) => {
      if (plan(table.columns, []) === undefined) return destination.inPlace(table, storage, firstRows);
      const first = await firstRows(sampleRows);
      const found = decide(
        table.columns,
        first.map(({ cells }) => cells),
      );
      const offered = found === undefined ? table : { ...table, longForm: offerOf(found.form, false) };
      return destination.inPlace(offered, storage, firstRows);
    },
  };
}

interface Deciding {
  readonly decide: Decide;
  /** By the headings alone. */
  readonly mayBe: (columns: readonly string[]) => boolean;
}

interface HeldRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  readonly shape: string | null;
}

function longFormTable<T>(
  opened: OpenTable<T>,
  { decide, mayBe, longForm, mostCharacters, onTurned }: LongFormOptions & Deciding,
): OpenTable<T> {
  const { sink } = opened;
  let wide: readonly string[] | undefined;
  let held: HeldRow[] | undefined = [];
  let decision: Decision | undefined;
  let long: LongFormSink | undefined;

  const settle = (): void => {
    if (held === undefined || wide === undefined) return;
    const rows = held;
    held = undefined;
    decision = decide(
      wide,
      rows.map(({ cells }) => cells),
    );
    if (decision?.applied === true) long = createLongFormSink(decision.form, sink, mostCharacters);
    (long ?? sink).begin(wide);
    for (const { row, cells, shape } of rows) (long ?? sink).write(row, cells, shape);
  };

  return {
    ...opened,
    sink: {
      ...(sink.look === undefined ? {} : { look: sink.look }),
      begin: (columns) => {
        wide = columns;
        // Most tables are no crosstab by their headings alone and need not wait.
        if (!mayBe(columns)) settle();
      },
      write: (row, cells, shape) => {
        if (held === undefined) (long ?? sink).write(row, cells, shape);
        else if (held.push({ row, cells, shape }) >= sampleRows) settle();
      },
    },
    close: (table) => {
      settle();
      if (decision?.applied === true && longForm === undefined) onTurned(table.name, decision.form);
      return opened.close(described(table, decision, long));
    },
  };
}

function described(table: NamedTable, decision: Decision | undefined, long: LongFormSink | undefined): NamedTable {
  if (decision === undefined) return table;
  const { form, applied } = decision;
  const longForm = offerOf(form, applied);
  if (long === undefined) return { ...table, longForm };
  const typed = (index: number): boolean => table.typedNumbers[index] === true;
  return {
    ...table,
    longForm,
    columns: longColumns(form),
    typedNumbers: [
      ...form.kept.map(typed),
      ...form.dimensions.map(() => false),
      form.turned.every(({ index }) => typed(index)),
      false,
    ],
    rowCount: long.rowCount(),
    firstRow: long.firstRow(),
    lastRow: long.lastRow(),
    skipped: [...table.skipped, ...long.emptyRows().map((row) => ({ row, why: 'blank' as const }))].toSorted(
      (a, b) => a.row - b.row,
    ),
  };
}
