import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { fail } from '../errors.ts';
import type { Snapshot, SnapshotFile, StandingRows } from './snapshot.ts';
import type { WarehouseTables } from './tables.ts';

/** What the list of a dataset's versions shows; without files and schema. */
export type SnapshotSummary = Omit<Snapshot, 'files' | 'schema'>;

export async function findSnapshot(database: Database, dataset: string, id: string): Promise<Snapshot | undefined> {
  const [summary] = await summaries(database, dataset).where('s.id', '=', id).limit(1).execute();
  if (summary === undefined) return undefined;
  const tables = database.withTables<WarehouseTables>();
  const { schema } = await tables
    .selectFrom('warehouse.snapshots')
    .select('schema')
    .where('dataset', '=', dataset)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { ...presentSummary(summary), schema, files: await listFiles(database, dataset, id) };
}

/** Throws `snapshot-unknown` or `snapshot-removed`. */
export async function getSnapshot(database: Database, dataset: string, id: string): Promise<Snapshot> {
  const snapshot = await findSnapshot(database, dataset, id);
  if (snapshot !== undefined) return snapshot;
  const removed = await database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.snapshots')
    .select('removed_at')
    .where('dataset', '=', dataset)
    .where('id', '=', id)
    .executeTakeFirst();
  if (removed === undefined) throw fail('snapshot-unknown', `${dataset} has no snapshot ${id}`);
  throw fail(
    'snapshot-removed',
    `The snapshot ${id} of ${dataset} was removed on ${removed.removed_at?.toISOString()}, as its contract declares.`,
  );
}

/** Undefined until the dataset's first snapshot. */
export async function currentSnapshot(database: Database, dataset: string): Promise<Snapshot | undefined> {
  const pointer = await database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.pointers')
    .select('snapshot')
    .where('dataset', '=', dataset)
    .executeTakeFirst();
  return pointer === undefined ? undefined : findSnapshot(database, dataset, pointer.snapshot);
}

export interface SnapshotsPage {
  readonly limit: number;
  readonly offset: number;
}

/** Newest first. */
export async function listSnapshots(
  database: Database,
  dataset: string,
  { limit, offset }: SnapshotsPage,
): Promise<{ readonly items: readonly SnapshotSummary[]; readonly total: number }> {
  const items = await summaries(database, dataset).orderBy('s.ordinal', 'desc').limit(limit).offset(offset).execute();
  const { total } = await database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.snapshots')
    .select((builder) => builder.fn.countAll<number>().as('total'))
    .where('dataset', '=', dataset)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { items: items.map(presentSummary), total };
}

/** The current snapshots of many datasets at once, by dataset; those without one are missing. */
export async function currentSummaries(
  database: Database,
  datasets: readonly string[],
): Promise<ReadonlyMap<string, SnapshotSummary>> {
  if (datasets.length === 0) return new Map();
  const rows = await selectSummaries(database)
    .where('s.dataset', 'in', datasets)
    .where('p.snapshot', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.dataset, presentSummary(row)]));
}

/** Datasets whose current snapshot has at least so many rows. */
export async function listLargeDatasets(database: Database, fromRows: number): Promise<readonly string[]> {
  const found = await database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.pointers as p')
    .innerJoin('warehouse.snapshots as s', (join) =>
      join.onRef('s.dataset', '=', 'p.dataset').onRef('s.id', '=', 'p.snapshot'),
    )
    .select('p.dataset')
    .where('s.rows', '>=', fromRows)
    .orderBy('p.dataset')
    .execute();
  return found.map(({ dataset }) => dataset);
}

/** The snapshot's files as a query reads them; `snapshotsFolder` is absolute. */
export function storedRowsOf(snapshot: Pick<Snapshot, 'files' | 'schema'>, snapshotsFolder: string): StandingRows {
  const { columns, retired } = snapshot.schema;
  return {
    files: snapshot.files.map((file) => join(snapshotsFolder, file.path)),
    parts: snapshot.files,
    schema: snapshot.schema,
    columns,
    ...(retired === undefined ? {} : { retired }),
  };
}

function summaries(database: Database, dataset: string) {
  return selectSummaries(database).where('s.dataset', '=', dataset).where('s.removed_at', 'is', null);
}

function selectSummaries(database: Database) {
  return database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.snapshots as s')
    .leftJoin('warehouse.pointers as p', (join) =>
      join.onRef('p.dataset', '=', 's.dataset').onRef('p.snapshot', '=', 's.id'),
    )
    .select([
      's.id',
      's.dataset',
      's.created_at',
      's.rows',
      's.added',
      's.changed',
      's.removed',
      's.contract_version',
      's.previous',
      's.note',
      's.restores',
      's.state_at',
      'p.snapshot as pointer',
      sql<string[]>`array(
        select l.load from warehouse.snapshot_loads as l where l.dataset = s.dataset and l.snapshot = s.id order by l.load
      )`.as('loads'),
    ]);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof selectSummaries>['execute']>>[number];

function presentSummary(row: SummaryRow): SnapshotSummary {
  const { created_at: createdAt, state_at, contract_version: contractVersion, pointer, ...rest } = row;
  return { ...rest, createdAt, stateAt: state_at ?? createdAt, contractVersion, current: pointer !== null };
}

async function listFiles(database: Database, dataset: string, snapshot: string): Promise<readonly SnapshotFile[]> {
  return database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.snapshot_files')
    .select(['path', 'bytes', 'sha256', 'rows', 'min_key as minKey', 'max_key as maxKey'])
    .where('dataset', '=', dataset)
    .where('snapshot', '=', snapshot)
    .orderBy('position')
    .execute();
}
