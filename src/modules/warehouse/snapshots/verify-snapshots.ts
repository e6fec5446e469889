import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from '#platform/database/database.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { hashFile } from '#platform/files/index.ts';
import { namedFolders } from './named-folders.ts';
import { listSnapshotFolders, type SnapshotFolder } from './snapshot-folders.ts';
import { parquetScan } from './stored-relation.ts';
import type { WarehouseTables } from './tables.ts';

export interface VerifySnapshotsOptions {
  readonly database: Database;
  /** Absolute. */
  readonly snapshotsFolder: string;
  /** Folders that nobody names are told only if they are older: a load may be at work. */
  readonly orphansBefore: Date;
  readonly onProgress?: (done: number, total: number) => void;
}

export type SnapshotProblemKind = 'missing' | 'size' | 'edited' | 'rows' | 'pointer' | 'orphan';

export interface SnapshotProblem {
  readonly kind: SnapshotProblemKind;
  readonly dataset: string;
  readonly snapshot: string | null;
  /** Relative to the folder of snapshots. */
  readonly file: string | null;
  readonly what: string;
}

export interface SnapshotsVerdict {
  readonly ok: boolean;
  /** Files whose bytes were read. */
  readonly checked: number;
  readonly problems: readonly SnapshotProblem[];
}

/** Reads every file of every snapshot and holds it against what was written down when it was published. Changes nothing. */
export async function verifySnapshots(options: VerifySnapshotsOptions): Promise<SnapshotsVerdict> {
  const { database, snapshotsFolder, orphansBefore } = options;
  const folders = await listSnapshotFolders(snapshotsFolder);
  const files = await listFiles(database);
  const problems: SnapshotProblem[] = [
    ...(await verifyRecords(database)),
    ...(await findOrphans(database, folders, orphansBefore)),
  ];
  const duckdb = await openDuckdb({
    threads: 1,
    memoryLimit: '128MB',
    temporaryDirectory: snapshotsFolder,
    allowedDirectories: [snapshotsFolder],
  });
  try {
    const { checked, found } = await verifyFiles(await duckdb.connect(), files, options);
    problems.push(...found);
    return { ok: problems.length === 0, checked, problems };
  } finally {
    duckdb.close();
  }
}

type ListedFile = Awaited<ReturnType<typeof listFiles>>[number];

/** A file of which several snapshots consist is read once, and what is wrong with it is told of each of them. */
async function verifyFiles(
  connection: DuckDBConnection,
  files: readonly ListedFile[],
  { snapshotsFolder, onProgress }: VerifySnapshotsOptions,
): Promise<{ readonly checked: number; readonly found: readonly SnapshotProblem[] }> {
  const found: SnapshotProblem[] = [];
  const problemsOf = new Map<string, Omit<SnapshotProblem, 'dataset' | 'snapshot'>[]>();
  const paths = new Set(files.map((file) => file.path));
  for (const file of files) {
    const known = problemsOf.get(file.path) ?? (await verifyFile(connection, snapshotsFolder, file));
    problemsOf.set(file.path, known);
    onProgress?.(problemsOf.size, paths.size);
    const { dataset, snapshot } = file;
    for (const problem of known) found.push({ dataset, snapshot, ...problem });
  }
  return { checked: paths.size, found };
}

function listFiles(database: Database) {
  return (
    database
      .withTables<WarehouseTables>()
      .selectFrom('warehouse.snapshot_files as f')
      .innerJoin('warehouse.snapshots as s', (join) =>
        join.onRef('s.dataset', '=', 'f.dataset').onRef('s.id', '=', 'f.snapshot'),
      )
      .select(['f.dataset', 'f.snapshot', 'f.path', 'f.bytes', 'f.sha256', 'f.rows'])
      // Files of one that was removed go one by one.
      .where('s.removed_at', 'is', null)
      .orderBy('f.dataset')
      .orderBy('f.snapshot')
      .orderBy('f.position')
      .execute()
  );
}

async function verifyFile(
  connection: DuckDBConnection,
  snapshotsFolder: string,
  file: ListedFile,
): Promise<Omit<SnapshotProblem, 'dataset' | 'snapshot'>[]> {
  const path = join(snapshotsFolder, file.path);
  const status = await stat(path).catch(() => undefined);
  if (status === undefined) return [{ kind: 'missing', file: file.path, what: 'The file is not there' }];
  if (status.size !== file.bytes) {
    return [{ kind: 'size', file: file.path, what: `The file has ${status.size} bytes; ${file.bytes} were published` }];
  }
  const { sha256 } = await hashFile(path);
  if (sha256 !== file.sha256) {
    return [{ kind: 'edited', file: file.path, what: `The file's SHA-256 is ${sha256}; ${file.sha256} was published` }];
  }
  const rows = await countRows(connection, path);
  if (rows === file.rows) return [];
  return [{ kind: 'rows', file: file.path, what: `The file has ${rows} rows; ${file.rows} are on record` }];
}

async function countRows(connection: DuckDBConnection, path: string): Promise<number> {
  const reader = await connection.runAndReadAll(`select count(*) from ${parquetScan([path])}`);
  return Number(reader.getRowsJson()[0]?.[0]);
}

/** What the records say of each other: counts that do not add up, pointers and snapshots that lead to nothing. */
async function verifyRecords(database: Database): Promise<SnapshotProblem[]> {
  const tables = database.withTables<WarehouseTables>();
  const counts = await tables
    .selectFrom('warehouse.snapshots as s')
    .leftJoin('warehouse.snapshot_files as f', (join) =>
      join.onRef('f.dataset', '=', 's.dataset').onRef('f.snapshot', '=', 's.id'),
    )
    .select(['s.dataset', 's.id', 's.rows'])
    .select((builder) => [
      builder.fn.count<number>('f.path').as('files'),
      builder.fn.sum<string | null>('f.rows').as('found'),
    ])
    .where('s.removed_at', 'is', null)
    .groupBy(['s.dataset', 's.id', 's.rows'])
    .orderBy('s.dataset')
    .orderBy('s.id')
    .execute();
  const lost = await tables
    .selectFrom('warehouse.pointers as p')
    .leftJoin('warehouse.snapshots as s', (join) =>
      join.onRef('s.dataset', '=', 'p.dataset').onRef('s.id', '=', 'p.snapshot'),
    )
    .select(['p.dataset', 'p.snapshot'])
    .where('s.id', 'is', null)
    .orderBy('p.dataset')
    .execute();
  return [
    ...counts.flatMap(({ dataset, id, rows, files, found }): SnapshotProblem[] => {
      const where = { dataset, snapshot: id, file: null };
      if (files === 0) return [{ kind: 'missing', ...where, what: 'The snapshot has no file on record' }];
      if (Number(found) === rows) return [];
      return [{ kind: 'rows', ...where, what: `The snapshot has ${rows} rows on record, its files ${found}` }];
    }),
    ...lost.map(({ dataset, snapshot }): SnapshotProblem => ({
      kind: 'pointer',
      dataset,
      snapshot,
      file: null,
      what: 'The current snapshot is not on record',
    })),
  ];
}

async function findOrphans(
  database: Database,
  folders: readonly SnapshotFolder[],
  before: Date,
): Promise<SnapshotProblem[]> {
  const named = await namedFolders(database);
  return folders
    .filter((folder) => folder.changedAt < before && !named.has(`${folder.dataset}/${folder.snapshot}`))
    .map(({ dataset, snapshot }) => ({
      kind: 'orphan',
      dataset,
      snapshot,
      file: `${dataset}/${snapshot}`,
      what: 'No snapshot consists of what is in this folder',
    }));
}
