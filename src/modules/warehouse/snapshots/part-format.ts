import { quoteName } from '#platform/duckdb/quote.ts';
import type { SnapshotSchema } from './snapshot.ts';

/** Smaller groups make the footer slow to read, larger ones make a look-up read more than it needs. */
const rowGroupSize = 50_000;

/** How a part is written, as the options of a copy. Rows that are written so, in their order, can become a part as they are. */
export function partFormat({ columns }: Pick<SnapshotSchema, 'columns'>): string {
  const ids = columns.map(({ name, fieldId }) => `${quoteName(name)}: ${fieldId}`).join(', ');
  return `(format parquet, compression zstd, row_group_size ${rowGroupSize}, field_ids {${ids}})`;
}
