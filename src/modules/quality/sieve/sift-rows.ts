import type { ParquetFile } from '#platform/parquet/parquet-file.ts';
import { chainsOf } from './cell-chains.ts';
import { cellSteps, lastState, rowSteps } from './cell-steps.ts';
import { hashOn, hashStart, settledHash } from './key-table.ts';
import type { SievePlan } from './plan-sieve.ts';
import { layMemory, windowSize } from './row-memory.ts';
import { waysOf } from './cell-code.ts';
import type { RowProgram } from './program-frame.ts';
import { assembleRowProgram } from './row-program.ts';
import { monthLengths } from './typed-cells.ts';

/**
 * Looks at rows of one table, byte by byte. It looks at several, numbered from 0 and `rowsTogether` at most, before it must
 * be said which of them are kept: what it found of each stands until `drain`, or until it looks at one that is not near.
 */
export interface RowTest {
  /** The row that begins there can be looked at while others wait. */
  readonly isNear: (start: number) => boolean;
  /** Where the next row begins if this one is surely fine, else -1. `buffer` may not change before `drain`. */
  readonly test: (row: number, buffer: Uint8Array, start: number, end: number) => number;
  /** Of a row that was fine. */
  readonly keyHash: (row: number) => number;
  /** Counts a row that was fine, and takes its values. */
  readonly keep: (row: number) => void;
  /** Of any row, as its cells stand. */
  readonly rawKeyHash: (buffer: Uint8Array, start: number, stop: number) => number;
  /** Hands over the values that were taken. */
  readonly drain: () => void;
  readonly applies: () => ReadonlyMap<string, number>;
}

/** Looks at the rows of one table after the other, as long as their columns are the same. */
export interface RowTester {
  /** Only once nobody looks at another table with it. `accepted`: where the values go; undefined: they are not wanted. */
  readonly begin: (accepted: ParquetFile | undefined) => RowTest;
}

/** `places`: by the contract's fields, the column of the source. */
export function createRowTester(
  plan: SievePlan,
  source: {
    readonly width: number;
    readonly delimiter: number;
    readonly places: readonly (number | undefined)[];
    readonly keepsValues: boolean;
  },
): RowTester {
  const { fields } = plan;
  const { width, delimiter, places, keepsValues } = source;
  const cells = Array.from({ length: width }, (_, column) => {
    const field = fields[places.indexOf(column)];
    return cellSteps(field?.automaton ?? anything, {
      delimiter,
      last: column === width - 1,
      nullable: field?.required !== true,
    });
  });
  const steps = rowSteps(cells);
  const memory = layMemory(plan, steps);
  const program = {
    plan,
    steps,
    chains: cells.map(chainsOf),
    columns: places,
    memory,
    keepsValues,
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assembleRowProgram(program)));
  // What `assembleRowProgram` says of them.
  const { test, keep, memory: whole } = exports as unknown as RowExports;
  const bytes = new Uint8Array(whole.buffer);
  const numbers = new Int32Array(whole.buffer, 0, memory.classes >> 2);
  fillMemory(program, bytes);
  const reset = (): void => {
    bytes.fill(0, 0, memory.monthLengths);
    for (const present of memory.present) bytes.fill(0, present, present + windowSize);
    for (const [index, output] of memory.outputs.entries()) numbers[(memory.heads >> 2) + index] = output;
  };

  const begin = (accepted: ParquetFile | undefined): RowTest => {
    reset();
    const keyColumns = plan.key.map((index) => places[index] ?? -1);
    const starts = new Int32Array(width);
    const ends = new Int32Array(width);
    let [from, until] = [0, 0];
    let taken = 0;
    const drained = fields.map(() => 0);

    const isNear = (start: number): boolean => start >= from && start < until;
    const numberAt = (address: number): number => numbers[address >> 2] ?? 0;
    const drain = (): void => {
      from = 0;
      until = 0;
      const rows = numberAt(memory.kept);
      if (rows === 0) return;
      taken += rows;
      numbers[memory.kept >> 2] = 0;
      for (const [index, column] of (accepted?.values ?? []).entries()) {
        const output = memory.outputs[index] ?? 0;
        const present = memory.present[index] ?? 0;
        const nulls = numberAt(memory.nulls + index * 4);
        column.addRows(bytes.subarray(output, numberAt(memory.heads + index * 4)), {
          present: bytes.subarray(present, present + rows),
          nulls: nulls - (drained[index] ?? 0),
        });
        drained[index] = nulls;
        numbers[(memory.heads >> 2) + index] = output;
        bytes.fill(0, present, present + rows);
      }
      accepted?.endRows(rows);
    };
    /** Whole lines, as many as the window holds; false: not even the first. */
    const look = (buffer: Uint8Array, start: number, end: number): boolean => {
      drain();
      const feed = buffer.lastIndexOf(0x0a, Math.min(end, start + windowSize) - 1);
      if (feed < start) return false;
      bytes.set(buffer.subarray(start, feed + 1), memory.window);
      from = start;
      until = feed + 1;
      return true;
    };

    return {
      isNear,
      test: (row, buffer, start, end) => {
        if (!isNear(start) && !look(buffer, start, end)) return -1;
        const next = test(memory.rows + row * memory.rowSize, start - from + memory.window);
        return next < 0 ? -1 : next - memory.window + from;
      },
      keyHash: (row) => settledHash(numberAt(memory.rows + row * memory.rowSize + memory.keyHash)),
      keep: (row) => keep(memory.rows + row * memory.rowSize),
      rawKeyHash: (buffer, start, stop) => {
        let column = 0;
        let cell = start;
        for (let at = start; at <= stop; at += 1) {
          if (at < stop && buffer[at] !== delimiter) continue;
          if (column < width) {
            starts[column] = cell;
            ends[column] = at;
          }
          column += 1;
          cell = at + 1;
        }
        let hash = hashStart;
        for (const key of keyColumns) hash = hashOn(hash, buffer, starts[key] ?? 0, ends[key] ?? 0);
        return settledHash(hash);
      },
      drain,
      applies: () =>
        new Map(
          [...plan.applies].map(([rule, to]) => {
            if (to === 'all') return [rule, taken];
            const { nulls, applied } = memory;
            return [
              rule,
              'field' in to ? taken - numberAt(nulls + to.field * 4) : numberAt(applied + to.condition * 4),
            ];
          }),
        ),
    };
  };
  return { begin };
}

interface RowExports {
  readonly test: (row: number, start: number) => number;
  readonly keep: (row: number) => void;
  readonly memory: WebAssembly.Memory;
}

/** Of a column that no field has. */
const anything = { steps: new Uint16Array(256), accepts: [true], settled: [true] };

function fillMemory(program: RowProgram, bytes: Uint8Array): void {
  const { plan, steps, memory, columns } = program;
  const ways = waysOf(program);
  const put = (values: Int32Array | Uint16Array, address: number): void => {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), address);
  };
  bytes.set(monthLengths, memory.monthLengths);
  bytes.set(steps.classes, memory.classes);
  put(ways.table, memory.steps);
  put(Int32Array.from(memory.outputs), memory.heads);
  for (const [index, { also, texts = [], automaton }] of plan.fields.entries()) {
    for (const [which, { steps: table, accepts }] of also.entries()) {
      const there = memory.also[index]?.[which];
      if (there === undefined) continue;
      put(table, there.steps);
      bytes.set(accepts.map(Number), there.accepts);
    }
    const column = columns[index];
    if (column === undefined) continue;
    const sets = plan.sets[index] ?? [];
    for (const [place, value] of texts.entries()) {
      const text = Buffer.from(value);
      const state = ways.placeOf(column, lastState(automaton, text, 0, text.length) + 1) - memory.steps;
      // More texts than a byte tells apart are written as they stand.
      bytes[memory.listed + state / 4] = place;
      if (sets.length === 0) continue;
      put(
        Int32Array.of(sets.reduce((bits, set, bit) => bits | (set.has(value) ? 1 << bit : 0), 0)),
        memory.sets + state,
      );
    }
  }
}
