import type { Automaton } from '#platform/patterns/automaton/build-automaton.ts';

/** What a step leads to besides states. */
export const refused = -1;
export const emptyCell = -2;
export const endedCell = -3;

const [lineFeed, carriageReturn, quote, apostrophe] = [0x0a, 0x0d, 0x22, 0x27];

/**
 * The steps of an automaton over a cell and the sign that ends it. `steps[place + byte]` is the next place, or below 0; it begins in 0,
 * and 256 × (n + 1) is the automaton's state n. A cell with a quote, and one that begins as our guard against formulas does, is refused.
 */
export function cellSteps(
  { steps, accepts, settled }: Automaton,
  cell: { readonly delimiter: number; readonly last: boolean; readonly nullable: boolean },
): Int32Array {
  const count = accepts.length;
  const table = new Int32Array((count + 1) * 256);
  for (let state = 0; state <= count; state += 1) {
    const own = Math.max(0, state - 1);
    for (let byte = 0; byte < 256; byte += 1) {
      const next = steps[own * 256 + byte] ?? 0;
      const hopeless = settled[next] === true && accepts[next] !== true;
      table[state * 256 + byte] = hopeless ? refused : (next + 1) * 256;
    }
    const ending = state === 0 ? (cell.nullable ? emptyCell : refused) : accepts[own] === true ? endedCell : refused;
    const enders = cell.last ? [lineFeed, carriageReturn] : [cell.delimiter];
    for (const byte of [0, lineFeed, carriageReturn, quote, cell.delimiter]) table[state * 256 + byte] = refused;
    for (const byte of enders) table[state * 256 + byte] = ending;
  }
  table[apostrophe] = refused;
  return table;
}

/** The steps of all cells of a row, laid so close that they stay in the processor's nearest memory. */
export interface RowSteps {
  /** `classes[column * 256 + byte]`: bytes that no step of a column tells apart are of one class. */
  readonly classes: Uint8Array;
  /** `steps[place + class]` is the next place, or below 0. */
  readonly steps: Int32Array;
  /** By column: the place where its cell begins. A state further on is as many places behind it as there are classes. */
  readonly begins: Int32Array;
  readonly classCounts: Int32Array;
}

/** `columns`: what `cellSteps` gives for each. */
export function rowSteps(columns: readonly Int32Array[]): RowSteps {
  const classes = new Uint8Array(columns.length * 256);
  const begins = new Int32Array(columns.length);
  const classCounts = new Int32Array(columns.length);
  const steps: number[] = [];
  for (const [column, table] of columns.entries()) {
    const count = table.length / 256;
    /** By class: one of its bytes. */
    const samples: number[] = [];
    for (let byte = 0; byte < 256; byte += 1) {
      const found = samples.findIndex((sample) => areAlike(table, sample, byte));
      classes[column * 256 + byte] = found < 0 ? samples.push(byte) - 1 : found;
    }
    const begin = steps.length;
    begins[column] = begin;
    classCounts[column] = samples.length;
    for (let state = 0; state < count; state += 1) {
      for (const byte of samples) {
        const next = table[state * 256 + byte] ?? refused;
        steps.push(next < 0 ? next : begin + (next / 256) * samples.length);
      }
    }
  }
  return { classes, steps: Int32Array.from(steps), begins, classCounts };
}

function areAlike(table: Int32Array, one: number, other: number): boolean {
  for (let row = 0; row < table.length; row += 256) if (table[row + one] !== table[row + other]) return false;
  return true;
}

/** Finds what the other does not. */
export function complementOf({ steps, accepts, settled }: Automaton): Automaton {
  return { steps, accepts: accepts.map((accepted) => !accepted), settled };
}

export function accepts(automaton: Automaton, bytes: Uint8Array, start: number, end: number): boolean {
  return automaton.accepts[lastState(automaton, bytes, start, end)] === true;
}

export function lastState({ steps }: Automaton, bytes: Uint8Array, start: number, end: number): number {
  let state = 0;
  for (let at = start; at < end; at += 1) state = steps[state * 256 + (bytes[at] ?? 0)] ?? 0;
  return state;
}
