import type { DownloadFormat } from '#api/datasets.ts';
import type { Rights } from '#api/rights.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { StoredRows } from '../snapshots/snapshot.ts';

/** What a download holds; plain JSON, since it travels to another process. */
export interface ExportContent {
  readonly format: DownloadFormat;
  readonly schema: DatasetSchema;
  readonly rights: Rights;
  /** Null: the dataset has no snapshot yet. */
  readonly rows: StoredRows | null;
  /** Of csv and xlsx: field names or Vietnamese labels. */
  readonly header: 'names' | 'labels';
  /** Fields that place a row on the map; without them there is no geojson. */
  readonly location?: { readonly latitude: string; readonly longitude: string };
}

/** How an answer with the file names its kind. */
export const contentTypes: Readonly<Record<DownloadFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  geojson: 'application/geo+json; charset=utf-8',
};
