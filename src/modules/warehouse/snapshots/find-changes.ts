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
 * What the incoming rows add, change and remove in each of the ranges. Rows are matched by key and compared whole, null
 * being equal to null. Memory does not grow with the number of rows.
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

function countsSql({ schema, removes }: ChangesInput, { incoming, replaced }: RangeOfRows): string {
  if (replaced === null) return `select count(*), 0, 0 from ${incoming}`;
  const matches = schema.key.map(quoteName).map((name) => `n.${name} = o.${name}`);
  const rest = schema.columns.filter((column) => !schema.key.includes(column.name));
  const differs = rest.map(({ name }) => `n.${quoteName(name)} is distinct from o.${quoteName(name)}`);
  return `
    select count(*) filter (_old is null), count(*) filter (_old and _new and (${differs.join(' or ') || 'false'})),
      count(*) filter (_new is null)
    from (select *, true as _new from ${incoming}) as n
    ${removes ? 'full' : 'left'} join (select *, true as _old from ${replaced}) as o on ${matches.join(' and ')}`;
}
