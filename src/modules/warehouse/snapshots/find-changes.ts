import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { PublishedCounts } from './snapshot.ts';

export type ChangeCounts = Omit<PublishedCounts, 'rows'>;

/** Rows of one range of keys. */
export interface RangeOfRows {
  readonly incoming: string;
  /** Rows of the current snapshot that the incoming ones may take the place of; null: none. */
  readonly replaced: string | null;
  /** They may share a key, which was not theirs when they were published. */
  readonly mayShareKeys: boolean;
}

export interface ChangesInput {
  readonly connection: DuckDBConnection;
  /** With a key. */
  readonly schema: DatasetSchema;
  /** Rows of `replaced` that no incoming one meets are removed. */
  readonly removes: boolean;
  /** Ranges without a key in common, one after the other: memory holds the rows of one of them. */
  readonly ranges: readonly RangeOfRows[];
}

/**
 * What the incoming rows add, change and remove in each of the ranges; the incoming ones have each key once. Rows are matched by
 * key, of several that stand with the same one all but one are removed; their contents compared by 64 bits of hash, null being equal to null. Memory does not grow with the number of
 * rows.
 */
export async function findChanges(input: ChangesInput): Promise<readonly ChangeCounts[]> {
  const counts: ChangeCounts[] = [];
  for (const range of input.ranges) {
    const reader = await input.connection.runAndReadAll(countsSql(input, range));
    const [added = 0, changed = 0, removed = 0] = (reader.getRowsJson()[0] ?? []).map(Number);
    counts.push({ added, changed, removed });
  }
  return counts;
}

/** Of the rows that stand only keys and hashes are held, and no row that only one side has is gone over by itself. */
function countsSql({ schema, removes }: ChangesInput, { incoming, replaced, mayShareKeys }: RangeOfRows): string {
  if (replaced === null) return `select count(*), 0, 0 from ${incoming}`;
  const key = schema.key.map(quoteName);
  const rowsOf = (relation: string) => `(select ${key.join(', ')}, ${sayingSql(schema)} as _said from ${relation})`;
  const standing = mayShareKeys
    ? `(select distinct on (${key.join(', ')}) * from ${rowsOf(replaced)})`
    : rowsOf(replaced);
  const gone = removes ? `(select count(*) from ${replaced}) - met` : '0';
  return `
    select (select count(*) from ${incoming}) - met, met - same, ${gone}
    from (select count(*) as met, count(*) filter (n._said = o._said) as same
      from ${rowsOf(incoming)} as n join ${standing} as o on ${key.map((name) => `n.${name} = o.${name}`).join(' and ')})`;
}

/** Of a row what it says besides its key, in 64 bits. */
export function sayingSql(schema: DatasetSchema): string {
  const rest = schema.columns.filter(({ name }) => !schema.key.includes(name)).map(({ name }) => quoteName(name));
  return rest.length === 0 ? '0' : `hash(${rest.join(', ')})`;
}
