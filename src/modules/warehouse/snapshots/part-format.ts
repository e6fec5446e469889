import type { LoadMode } from '#api/loads.ts';
import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { nextSchema } from './next-schema.ts';
import type { SnapshotSchema, StoredRows } from './snapshot.ts';

/** Smaller groups make the footer slow to read, larger ones make a look-up read more than it needs. */
const rowGroupSize = 50_000;
/** A writer holds a whole group, every column of it: groups of a wide table are smaller. */
const cellsOfAGroup = 5_000_000;

/** How a part is written, as the options of a copy. Rows that are written so, in their order, can become a part as they are. */
export function partFormat({ columns }: Pick<SnapshotSchema, 'columns'>): string {
  const ids = columns.map(({ name, fieldId }) => `${quoteName(name)}: ${fieldId}`).join(', ');
  const rows = Math.min(rowGroupSize, Math.floor(cellsOfAGroup / Math.max(1, columns.length)));
  return `(format parquet, compression zstd, compression_level 1, row_group_size ${rows}, field_ids {${ids}})`;
}

/**
 * The same for rows on their way to `prepareSnapshot`: what it can take as it is should look like a part, the rest is
 * written once more and should be quick to write. Only speed depends on it.
 */
export function acceptedFormat(
  mode: LoadMode,
  schema: DatasetSchema,
  current: Pick<StoredRows, 'columns' | 'retired'> | null,
): string {
  const { key, partitionBy } = schema;
  const isMerged = current !== null && key.length > 0 && (mode !== 'replace' || partitionBy.length > 0);
  return isMerged ? '(format parquet, compression snappy)' : partFormat(nextSchema(schema, current));
}
