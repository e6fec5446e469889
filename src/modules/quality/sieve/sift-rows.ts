import type { ColumnValues } from '#platform/parquet/column-values.ts';
import { accepts, cellSteps, lastState, refused, rowSteps } from './cell-steps.ts';
import { hashOn, hashStart, settledHash } from './key-table.ts';
import type { SieveComparison, SieveField, SievePlan } from './plan-sieve.ts';
import { daysOf, integerOf, lengthInCharacters, noDay } from './typed-cells.ts';

/** Looks at rows of one table, byte by byte. What it found of the last one that was fine stands until the next. */
export interface RowTest {
  /** Where the next row begins if this one is surely fine, else -1. */
  readonly test: (buffer: Uint8Array, start: number, end: number) => number;
  /** Of the row that was fine. */
  readonly keyHash: (buffer: Uint8Array) => number;
  /** Counts the row that was fine, and adds its values to the columns of the contract. */
  readonly keep: (buffer: Uint8Array, values: readonly ColumnValues[] | undefined) => void;
  /** Of any row, as its cells stand. */
  readonly rawKeyHash: (buffer: Uint8Array, start: number, stop: number) => number;
  readonly applies: () => ReadonlyMap<string, number>;
}

/** `places`: by the contract's fields, the column of the source. */
export function createRowTest(
  plan: SievePlan,
  source: { readonly width: number; readonly delimiter: number; readonly places: readonly (number | undefined)[] },
): RowTest {
  const { fields, comparisons } = plan;
  const { width, delimiter, places } = source;
  const fieldOf = Array.from({ length: width }, (_, column) => fields[places.indexOf(column)]);
  const { classes, steps, begins, states } = rowSteps(
    fieldOf.map((field, column) =>
      cellSteps(field?.automaton ?? anything, {
        delimiter,
        last: column === width - 1,
        nullable: field?.required !== true,
      }),
    ),
  );
  const columns = places.map((place) => place ?? -1);
  const checks = fields.flatMap((field, index) => {
    const column = places[index];
    return column !== undefined && wantsCheck(field) ? [{ field, index, column }] : [];
  });
  const keyColumns = plan.key.map((index) => columns[index] ?? -1);
  const listedPlaces = fields.map((field) => placesByState(field));
  const starts = new Int32Array(width);
  const ends = new Int32Array(width);
  /** In which of the steps a cell ended. */
  const lasts = new Int32Array(width);
  const values = new Float64Array(fields.length);
  const nulls = new Float64Array(fields.length);
  const compared = new Float64Array(comparisons.length);
  let taken = 0;

  const test = (buffer: Uint8Array, start: number, end: number): number => {
    let at = start;
    for (let column = 0; column < width; column += 1) {
      const own = column * 256;
      let last = 0;
      let place = begins[column] ?? 0;
      starts[column] = at;
      do {
        last = place;
        place = steps[place + (classes[own + (buffer[at++] ?? 0)] ?? 0)] ?? refused;
      } while (place >= 0);
      if (place === refused) return -1;
      ends[column] = at - 1;
      lasts[column] = last;
    }
    // The line feed behind the buffer ends no row.
    if (at > end) return -1;
    if (buffer[at - 1] === 0x0d && (at >= end || buffer[at++] !== 0x0a)) return -1;
    for (const check of checks) {
      const cell = starts[check.column] ?? 0;
      const stop = ends[check.column] ?? 0;
      if (cell === stop) continue;
      if (check.field.kind === 'text') {
        if (!fitsField(check.field, buffer, cell, stop)) return -1;
      } else {
        const { kind, least, most, multipleOf } = check.field;
        const value = kind === 'date' ? daysOf(buffer, cell) : integerOf(buffer, cell, stop);
        if (value === noDay && kind === 'date') return -1;
        if (value < least || value > most || (multipleOf !== 1 && value % multipleOf !== 0)) return -1;
        values[check.index] = value;
      }
    }
    for (const comparison of comparisons) {
      if (isThere(comparison.left) && isThere(comparison.right) && !holds(comparison, values)) return -1;
    }
    return at;
  };

  const isThere = (field: number): boolean => {
    const column = columns[field] ?? -1;
    return column >= 0 && starts[column] !== ends[column];
  };

  return {
    test,
    keyHash: (buffer) => {
      let hash = hashStart;
      for (const column of keyColumns) hash = hashOn(hash, buffer, starts[column] ?? 0, ends[column] ?? 0);
      return settledHash(hash);
    },
    keep: (buffer, gathered) => {
      taken += 1;
      for (let index = 0; index < comparisons.length; index += 1) {
        const comparison = comparisons[index];
        if (comparison !== undefined && isThere(comparison.left) && isThere(comparison.right)) {
          compared[index] = (compared[index] ?? 0) + 1;
        }
      }
      for (let index = 0; index < fields.length; index += 1) {
        const target = gathered?.[index];
        if (!isThere(index)) {
          nulls[index] = (nulls[index] ?? 0) + 1;
          target?.addNull();
        } else if (target !== undefined) {
          const column = columns[index] ?? 0;
          const listed = listedPlaces[index];
          if (listed !== undefined) target.addListed(listed[states[lasts[column] ?? 0] ?? 0] ?? 0);
          else if (target.type === 'text') target.addText(buffer, starts[column] ?? 0, ends[column] ?? 0);
          else if (target.type === 'date') target.addInt32(values[index] ?? 0);
          else target.addInt64(values[index] ?? 0);
        }
      }
    },
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
    applies: () =>
      new Map(
        [...plan.applies].map(([rule, to]) => {
          if (to === 'all') return [rule, taken];
          return [rule, 'field' in to ? taken - (nulls[to.field] ?? 0) : (compared[to.comparison] ?? 0)];
        }),
      ),
  };
}

/** Of a column that no field has. */
const anything = { steps: new Uint16Array(256), accepts: [true], settled: [true] };

function wantsCheck({ kind, also, shortest, longest }: SieveField): boolean {
  return kind !== 'text' || also.length > 0 || shortest > 1 || longest < Infinity;
}

function fitsField({ also, shortest, longest }: SieveField, buffer: Uint8Array, start: number, end: number): boolean {
  for (const automaton of also) if (!accepts(automaton, buffer, start, end)) return false;
  // A character is at least one byte, and at most four.
  if (end - start <= longest && end - start >= shortest * 4) return true;
  const length = lengthInCharacters(buffer, start, end);
  return length >= shortest && length <= longest;
}

function holds({ left, right, op }: SieveComparison, values: Float64Array): boolean {
  const [first, second] = [values[left] ?? 0, values[right] ?? 0];
  switch (op) {
    case '<':
      return first < second;
    case '<=':
      return first <= second;
    case '>':
      return first > second;
    case '>=':
      return first >= second;
    case '==':
      return first === second;
    case '!=':
      return first !== second;
  }
}

/** Where a listed text stands, by the state that its cell ends in. */
function placesByState({ listed, automaton }: SieveField): Int16Array | undefined {
  if (listed === undefined) return undefined;
  const places = new Int16Array(automaton.accepts.length);
  for (const [place, value] of listed.entries()) {
    const bytes = Buffer.from(value);
    places[lastState(automaton, bytes, 0, bytes.length)] = place;
  }
  return places;
}
