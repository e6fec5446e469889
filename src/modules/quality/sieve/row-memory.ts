import type { RowSteps } from './cell-steps.ts';
import type { SievePlan } from './plan-sieve.ts';

/** Bytes of the csv that are looked at together, with what becomes of them: they stay in the processor's second memory. */
export const windowSize = 65_536;
/** Sixteen bytes are read and written at once, whatever is needed of them. */
const overrun = 16;

/** Rows that are looked at before it is decided which of them are kept. */
export const rowsTogether = 64;

/** Where in the program's memory what lies. */
export interface RowMemory {
  /** What was found of each of `rowsTogether` rows: `rowSize` bytes, in which cells, values and hash have their places. */
  readonly rows: number;
  readonly rowSize: number;
  /** By column: start and end of its cell, and the place of the steps before its end, four bytes each. */
  readonly cells: number;
  /** By field: the day or whole number of its cell. */
  readonly values: number;
  /** By field: where its next value is written. */
  readonly heads: number;
  /** By field: rows without a value. */
  readonly nulls: number;
  /** By condition: rows to which it applies. */
  readonly applied: number;
  readonly keyHash: number;
  /** Rows that were kept of this window. */
  readonly kept: number;
  /** By month: its days in a common year. */
  readonly monthLengths: number;
  readonly classes: number;
  readonly steps: number;
  /** By place of the steps: where the text that ends there is listed. */
  readonly listed: number;
  /** By place of the steps, four bytes: a bit for each set of the text that ends there. Behind the steps. */
  readonly sets: number;
  /** By field: a table of two bytes a step, for each automaton besides the first, and a byte a state behind. */
  readonly also: readonly (readonly { readonly steps: number; readonly accepts: number }[])[];
  /** By field: a byte a row, whether it has a value. */
  readonly present: readonly number[];
  /** By field: the values as Parquet has them. */
  readonly outputs: readonly number[];
  readonly window: number;
  readonly size: number;
}

export function layMemory({ fields, conditions, sets }: SievePlan, steps: RowSteps): RowMemory {
  let size = 0;
  const room = (bytes: number): number => {
    const start = size;
    size += Math.ceil(bytes / 16) * 16;
    return start;
  };
  const [cells, values, keyHash] = [0, steps.begins.length * 12, steps.begins.length * 12 + fields.length * 8];
  const rowSize = Math.ceil((keyHash + 4) / 16) * 16;
  return {
    cells,
    values,
    keyHash,
    rowSize,
    rows: room(rowSize * rowsTogether),
    heads: room(fields.length * 4),
    nulls: room(fields.length * 4),
    applied: room(conditions.length * 4),
    kept: room(4),
    monthLengths: room(13),
    classes: room(steps.classes.length),
    steps: room(steps.steps.length * 4),
    listed: room(steps.steps.length),
    sets: room(sets.some((own) => own.length > 0) ? steps.steps.length * 4 : 0),
    also: fields.map(({ also }) =>
      also.map((automaton) => ({
        steps: room(automaton.steps.length * 2),
        accepts: room(automaton.accepts.length),
      })),
    ),
    present: fields.map(() => room(windowSize + overrun)),
    // A value stands in the csv with a sign that ends it: eight bytes come from two, four and a text from one more.
    outputs: fields.map(() => room(windowSize * 4 + overrun)),
    window: room(windowSize + overrun),
    size,
  };
}
