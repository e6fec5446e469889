import { DuckDBStructType, DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { quoteName } from '#platform/duckdb/quote.ts';

/** A column as it becomes one of a table, and how the engine is asked for it as text. */
export interface LeafColumn {
  readonly heading: string;
  readonly expression: string;
  readonly kind: 'number' | 'float' | 'moment' | 'other';
  /** Of a column of bytes: the value itself. */
  readonly bytes?: string;
}

const deepest = 20;

const kinds: ReadonlyMap<DuckDBTypeId, LeafColumn['kind']> = new Map([
  ...[
    DuckDBTypeId.TINYINT,
    DuckDBTypeId.SMALLINT,
    DuckDBTypeId.INTEGER,
    DuckDBTypeId.BIGINT,
    DuckDBTypeId.HUGEINT,
    DuckDBTypeId.UTINYINT,
    DuckDBTypeId.USMALLINT,
    DuckDBTypeId.UINTEGER,
    DuckDBTypeId.UBIGINT,
    DuckDBTypeId.UHUGEINT,
    DuckDBTypeId.DECIMAL,
  ].map((typeId) => [typeId, 'number'] as const),
  ...[DuckDBTypeId.FLOAT, DuckDBTypeId.DOUBLE].map((typeId) => [typeId, 'float'] as const),
  ...[
    DuckDBTypeId.TIMESTAMP,
    DuckDBTypeId.TIMESTAMP_S,
    DuckDBTypeId.TIMESTAMP_MS,
    DuckDBTypeId.TIMESTAMP_NS,
    DuckDBTypeId.TIMESTAMP_TZ,
  ].map((typeId) => [typeId, 'moment'] as const),
]);

/** Written as JSON; a structure is only where it lies deeper than columns go. */
const nested: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.LIST,
  DuckDBTypeId.ARRAY,
  DuckDBTypeId.MAP,
  DuckDBTypeId.STRUCT,
  DuckDBTypeId.UNION,
]);

/** Members of structures become columns of their own, under dotted names. */
export function leafColumns(
  names: readonly string[],
  headings: readonly string[],
  types: readonly DuckDBType[],
): readonly LeafColumn[] {
  return names.flatMap((name, index) => {
    const type = types[index];
    return type === undefined ? [] : leavesOf(headings[index] ?? name, quoteName(name), type, 1);
  });
}

function leavesOf(heading: string, value: string, type: DuckDBType, depth: number): readonly LeafColumn[] {
  if (type instanceof DuckDBStructType && type.entryNames.length > 0 && depth < deepest) {
    return type.entryNames.flatMap((name, index) => {
      const inner = type.entryTypes[index];
      return inner === undefined ? [] : leavesOf(`${heading}.${name}`, `${value}.${quoteName(name)}`, inner, depth + 1);
    });
  }
  return [{ heading, ...asText(value, type) }];
}

/** Old writers do not say that their bytes are text: what can be text from the first row to the last is. */
export function bytesAreText(value: string): string {
  return `bool_and(${value} is null or coalesce(try(not regexp_matches(decode(${value}), '[\\x00-\\x08\\x0e-\\x1f]')), false))`;
}

/** A column of bytes as the text that they are, or as digits of hexadecimal. */
export function readBytesAs(leaf: LeafColumn, isText: boolean): LeafColumn {
  if (leaf.bytes === undefined) return leaf;
  return { ...leaf, expression: isText ? `decode(${leaf.bytes})` : `lower(hex(${leaf.bytes}))` };
}

function asText(value: string, { typeId }: DuckDBType): Omit<LeafColumn, 'heading'> {
  if (nested.has(typeId)) return { expression: `to_json(${value})::varchar`, kind: 'other' };
  if (typeId === DuckDBTypeId.BLOB) return { expression: `lower(hex(${value}))`, kind: 'other', bytes: value };
  return { expression: `${value}::varchar`, kind: kinds.get(typeId) ?? 'other' };
}
