import { z } from 'zod';
import { accessClasses, themes, type AccessClass, type Theme } from './contract-words.ts';
import { bands } from './quality.ts';

export { accessClasses, themes, type AccessClass, type Theme };

export const downloadFormats = ['csv', 'xlsx', 'json', 'ndjson', 'parquet', 'geojson'] as const;
export type DownloadFormat = (typeof downloadFormats)[number];

/** An item of `GET /api/v1/datasets`. `title` and `description` are in the language of the request. */
export const DatasetItem = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    owner: z.object({ code: z.string(), name: z.string() }),
    access: z.enum(accessClasses),
    theme: z.enum(themes).nullable(),
    rows: z.number().int().nullable(),
    updatedAt: z.string().nullable(),
    score: z.object({ overall: z.number().nullable(), band: z.enum(bands).nullable() }).nullable(),
    synthetic: z.boolean(),
  })
  .meta({ id: 'DatasetItem' });
export type DatasetItem = Readonly<z.infer<typeof DatasetItem>>;

export const SnapshotItem = z
  .object({
    id: z.string(),
    createdAt: z.string(),
    rows: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    removed: z.number().int(),
    loads: z.array(z.string()),
    current: z.boolean(),
    /** Why it was made, by whoever took the dataset back to an earlier state. */
    note: z.string().nullable(),
    /** The earlier snapshot whose state it is again. */
    restores: z.string().nullable(),
  })
  .meta({ id: 'Snapshot' });
export type SnapshotItem = Readonly<z.infer<typeof SnapshotItem>>;
