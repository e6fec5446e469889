import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetColumn, DatasetSchema } from '../dataset-schema.ts';

/** From a key on, up to before another; null: without end on that side. Each a key as `SnapshotFile` has it. */
export interface KeyRange {
  readonly from: string | null;
  readonly before: string | null;
}

/** A condition for rows within; the first column's own comparison lets whole row groups be passed over. */
export function keyRangeSql(schema: DatasetSchema, { from, before }: KeyRange): string {
  const key = keyColumns(schema);
  const first = key.slice(0, 1).map(({ name }) => quoteName(name));
  const conditions = [
    ...(from === null ? [] : [...first.map((column) => `${column} >= ${keyValues(key, from)[0]}`), atLeast(key, from)]),
    ...(before === null
      ? []
      : [...first.map((column) => `${column} <= ${keyValues(key, before)[0]}`), `not ${atLeast(key, before)}`]),
  ];
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

/**
 * A condition for the keys that lie in these of all stretches, or would; `last` is the first where it is not given. `from` of a
 * stretch is its first key, null where nobody knows.
 */
export function stretchRangeSql(
  schema: DatasetSchema,
  stretches: readonly Pick<KeyRange, 'from'>[],
  first: number,
  last = first,
): string {
  return keyRangeSql(schema, {
    from: first === 0 ? null : (stretches[first]?.from ?? null),
    before: stretches[last + 1]?.from ?? null,
  });
}

/** The key as one value that can be compared: its column, or a row of them. */
export function keySql(schema: DatasetSchema): string {
  return asOneValue(schema.key.map(quoteName));
}

/** False for a key with a null in it, which has no place among the others, or a NUL, which no SQL text can hold. */
export function isWholeKey(key: string | null): key is string {
  return key !== null && parseKey(key).every((value) => value !== null && !value.includes('\0'));
}

function asOneValue(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `row(${values.join(', ')})`;
}

function keyColumns({ columns, key }: DatasetSchema): readonly DatasetColumn[] {
  return key.map((name) => {
    const column = columns.find((each) => each.name === name);
    if (column === undefined) throw new Error(`The key's ${name} is no column`);
    return column;
  });
}

function keyValues(columns: readonly DatasetColumn[], key: string): readonly string[] {
  const values = parseKey(key);
  return columns.map(({ type }, place) => `cast(${quoteText(values[place] ?? '')} as ${type})`);
}

function atLeast(columns: readonly DatasetColumn[], key: string): string {
  const values = keyValues(columns, key);
  const alternatives = columns.map(({ name }, place) => {
    const equal = columns.slice(0, place).map((each, at) => `${quoteName(each.name)} = ${values[at]}`);
    const last = place === columns.length - 1;
    return [...equal, `${quoteName(name)} ${last ? '>=' : '>'} ${values[place]}`].join(' and ');
  });
  return `(${alternatives.join(' or ')})`;
}

/** Written by `describePart`: an array of texts, and of nulls where a key had them. */
function parseKey(key: string): readonly (string | null)[] {
  return JSON.parse(key) as readonly (string | null)[];
}
