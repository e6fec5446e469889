import type { DatasetSchema } from '../dataset-schema.ts';
import type { StandingRows, StoredRows } from '../snapshots/snapshot.ts';
import type { Predicate, RawValue } from './query.ts';
import { isStoredAs, type StoredOrder } from './stored-order.ts';

/** Files one after the other, of which `first` is the first. */
export interface FileRange {
  readonly first: number;
  readonly files: readonly string[];
  /** Read the last one first. */
  readonly lastFirst?: boolean;
}

/**
 * The files that can hold a row of which the predicate is true, by what is on record of their keys: a file that is not
 * named is not opened. Only for a key that begins with a text, whose order is that of its bytes.
 */
export function filesFor(
  where: Predicate | undefined,
  rows: StoredRows | StandingRows,
  schema: DatasetSchema,
): FileRange {
  const all = { first: 0, files: rows.files };
  if (where === undefined || !('parts' in rows)) return all;
  const [field] = rows.schema.key;
  const column = schema.columns.find(({ name }) => name === field);
  if (column?.type !== 'VARCHAR' || !isStoredAs(column.name, rows, schema)) return all;
  const bounds = boundsOn(column.name, where);
  if (bounds.length === 0) return all;
  const held = rows.parts.map(({ minKey, maxKey }) => {
    const [least, most] = [firstValueOf(minKey), firstValueOf(maxKey)];
    // Without a record, or beside a null, there is no telling.
    return least === undefined || most === undefined || bounds.every(({ holds }) => holds(least, most));
  });
  const [first, last] = [held.indexOf(true), held.lastIndexOf(true)];
  return first < 0 ? { first: 0, files: [] } : { first, files: rows.files.slice(first, last + 1) };
}

/**
 * The files in which a page goes on after a row, whose file that is. In the opposite order the last of them is read first:
 * the engine passes over what cannot be better than what it has. `nearest`: only that one.
 */
export function filesAfter(range: FileRange, stored: StoredOrder, { after, nearest }: PageStart): FileRange {
  const { first, files } = range;
  if (stored === 'same') {
    const start = Math.max(first, after?.file ?? 0);
    return { first: start, files: files.slice(start - first) };
  }
  if (stored === 'other') return range;
  const held = after === undefined ? files : files.slice(0, Math.max(0, after.file - first + 1));
  const from = nearest === true ? Math.max(0, held.length - 1) : 0;
  return { first: first + from, files: held.slice(from), lastFirst: true };
}

export interface PageStart {
  readonly after?: { readonly file: number };
  readonly nearest?: boolean;
}

interface Bound {
  /** Whether a value from `least` to `most` can meet it. */
  readonly holds: (least: Buffer, most: Buffer) => boolean;
}

/** What every row that the predicate is true of meets. */
function boundsOn(field: string, where: Predicate): readonly Bound[] {
  if (where.kind === 'and') return where.operands.flatMap((operand) => boundsOn(field, operand));
  if (where.kind === 'in' && where.field === field) {
    const values = where.values.map(bytesOf);
    return [{ holds: (least, most) => values.some((value) => isWithin(value, least, most)) }];
  }
  if (where.kind !== 'compare' || where.field !== field) return [];
  const value = bytesOf(where.value);
  switch (where.operator) {
    case 'eq':
      return [{ holds: (least, most) => isWithin(value, least, most) }];
    case 'gt':
    case 'gte':
      return [{ holds: (_least, most) => Buffer.compare(value, most) <= 0 }];
    case 'lt':
    case 'lte':
      return [{ holds: (least) => Buffer.compare(least, value) <= 0 }];
    case 'neq':
    case 'isdistinct':
      return [];
  }
}

function isWithin(value: Buffer, least: Buffer, most: Buffer): boolean {
  return Buffer.compare(least, value) <= 0 && Buffer.compare(value, most) <= 0;
}

/** As `literalSql` writes a text. */
function bytesOf(value: RawValue): Buffer {
  return Buffer.from(String(value).normalize('NFC'));
}

function firstValueOf(key: string | null): Buffer | undefined {
  if (key === null) return undefined;
  // Written by whoever describes a part: an array of texts and nulls.
  const [value] = JSON.parse(key) as readonly (string | null)[];
  return typeof value === 'string' ? Buffer.from(value) : undefined;
}
