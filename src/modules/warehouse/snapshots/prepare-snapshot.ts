import { rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LoadMode } from '#api/loads.ts';
import type { RowRestriction } from '#api/rights.ts';
import { makeFolder, renameDurably, syncFolder } from '#platform/files/index.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import { incomingRelation } from './accepted-rows.ts';
import { assertCastable } from './assert-castable.ts';
import type { ChangeCounts } from './find-changes.ts';
import { createMerge } from './merge-rows.ts';
import type { NextParts } from './next-parts.ts';
import { nextSchema } from './next-schema.ts';
import { prepareKeyed } from './prepare-keyed.ts';
import { prepareKeyless } from './prepare-keyless.ts';
import type { PreparedSnapshot, SnapshotSchema, StandingRows } from './snapshot.ts';
import { standingStretches } from './standing-stretches.ts';
import { writeParts, type PartWriter } from './write-parts.ts';

export interface PrepareSnapshotOptions {
  /** Sees the accepted rows, the current snapshot's files and the output folder. */
  readonly connection: DuckDBConnection;
  /** Parquet with at least the schema's columns, in types that cast to the schema's; together they have each key once. */
  readonly accepted: readonly string[];
  /** Null: the dataset has no snapshot yet. */
  readonly current: StandingRows | null;
  readonly schema: DatasetSchema;
  readonly mode: LoadMode;
  /** Rows of the current snapshot outside stay, whatever partitions the accepted rows name. */
  readonly partitions?: RowRestriction;
  /** What `compareAhead` counted of these very rows and this very current snapshot; undefined: they are compared here. */
  readonly compared?: readonly ChangeCounts[] | undefined;
  /** Absolute. It must not exist; what an earlier run left half done beside it is removed. */
  readonly outputFolder: string;
  /** The most rows of a part that is written; two neighbours are together more, or one was not touched. */
  readonly rowsPerPart?: number;
  /** In rows of the next snapshot. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Merges the accepted rows with the current snapshot into the parts of the next one, sorted by key, and counts the
 * difference. Parts in whose range no row is added, changed or removed stay as they are, and the next snapshot names them
 * where they lie. Touches no database: what it leaves is a folder that nobody names until `publishSnapshot`, complete and
 * synced once it has its final name; none where nothing had to be written. The current files are only read.
 */
export async function prepareSnapshot(options: PrepareSnapshotOptions): Promise<PreparedSnapshot> {
  const { connection, schema, current, mode, accepted } = options;
  if (mode === 'upsert' && schema.key.length === 0) {
    throw fail('snapshot-key-missing', 'The dataset has no primary key, so that there is nothing to upsert by');
  }
  const next = nextSchema(schema, current?.schema ?? null);
  const stretches = standingStretches(current, next);
  const stored = { files: stretches.flatMap(({ paths }) => paths), columns: current?.schema.columns ?? [] };
  await assertCastable(connection, stored, schema);
  const merge = await createMerge({
    connection,
    schema: next,
    mode,
    accepted,
    stretches,
    columns: stored.columns,
    ...(options.partitions === undefined ? {} : { partitions: options.partitions }),
  });
  return writeFolder(options, next, async (writer) =>
    schema.key.length > 0 ? prepareKeyed(merge, writer, options.compared) : prepareKeyless(merge, writer),
  );
}

async function writeFolder(
  options: PrepareSnapshotOptions,
  schema: SnapshotSchema,
  write: (writer: PartWriter) => Promise<NextParts>,
): Promise<PreparedSnapshot> {
  const { connection, outputFolder, rowsPerPart = 500_000 } = options;
  const preparing = `${outputFolder}.preparing`;
  await rm(preparing, { recursive: true, force: true });
  await makeFolder(preparing);
  let parts = 0;
  let done = 0;
  let total = 0;
  const writer: PartWriter = {
    connection,
    schema,
    rowsPerPart,
    folder: preparing,
    nextName: () => `part-${String((parts += 1)).padStart(4, '0')}.parquet`,
    expect: (rows) => {
      total = rows;
    },
    onPart: (rows) => {
      done += rows;
      options.onProgress?.(done, total);
    },
  };
  const { files, ...counts } = await write(writer);
  if (done !== total) throw new Error(`The next snapshot should have ${total} rows, its parts have ${done}`);
  const none = `select * from ${incomingRelation(options.accepted, schema)} limit 0`;
  const named = files.length > 0 ? files : await writeParts(writer, none, 0);
  if (parts === 0) await rm(preparing, { recursive: true });
  else {
    await syncFolder(preparing);
    await renameDurably(preparing, outputFolder);
  }
  return { schema, files: named, rows: named.reduce((sum, file) => sum + file.rows, 0), ...counts };
}
