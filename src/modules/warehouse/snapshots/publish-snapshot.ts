import type { Database } from '#platform/database/database.ts';
import { fail } from '../errors.ts';
import { lockState } from './lock-state.ts';
import { placedFiles } from './placed-files.ts';
import type { PreparedSnapshot } from './snapshot.ts';
import type { WarehouseTables } from './tables.ts';

export interface PublishSnapshotInput {
  readonly dataset: string;
  /** The name of the folder that was prepared. */
  readonly id: string;
  readonly prepared: PreparedSnapshot;
  readonly contractVersion: string;
  readonly createdAt: Date;
  /** Ids of the loads whose rows it gathers. */
  readonly loads: readonly string[];
  readonly note?: string;
  /** The earlier snapshot whose state this one is again. */
  readonly restores?: { readonly id: string; readonly stateAt: Date };
  /** The snapshot that was current when this one was prepared; null: there was none. */
  readonly expectedCurrent: string | null;
}

/**
 * Makes a prepared snapshot the dataset's current state, in the transaction that the caller opened: readers see the state
 * before until it commits, and the one after from then on. Throws `snapshot-superseded` where another snapshot became
 * current since this one was prepared, and `snapshot-removed` where files of an earlier one that it names were given up since.
 */
export async function publishSnapshot(transaction: Database, input: PublishSnapshotInput): Promise<void> {
  const tables = transaction.withTables<WarehouseTables>();
  const { dataset, id, prepared, expectedCurrent } = input;
  await lockState(transaction, dataset);
  await demandNamed(transaction, dataset, prepared);
  await tables
    .insertInto('warehouse.snapshots')
    .values({
      id,
      dataset,
      created_at: input.createdAt,
      rows: prepared.rows,
      added: prepared.added,
      changed: prepared.changed,
      removed: prepared.removed,
      schema: JSON.stringify(prepared.schema),
      contract_version: input.contractVersion,
      previous: expectedCurrent,
      note: input.note ?? null,
      restores: input.restores?.id ?? null,
      state_at: input.restores?.stateAt ?? null,
    })
    .execute();
  await tables
    .insertInto('warehouse.snapshot_files')
    .values(
      placedFiles(prepared.files, `${dataset}/${id}`).map((file, position) => ({
        dataset,
        snapshot: id,
        position,
        path: file.path,
        bytes: file.bytes,
        sha256: file.sha256,
        rows: file.rows,
        min_key: file.minKey,
        max_key: file.maxKey,
      })),
    )
    .execute();
  if (input.loads.length > 0) {
    await tables
      .insertInto('warehouse.snapshot_loads')
      .values(input.loads.map((load) => ({ dataset, snapshot: id, load })))
      .execute();
  }
  if (!(await flipPointer(transaction, dataset, id, expectedCurrent))) {
    throw fail('snapshot-superseded', `The current snapshot of ${dataset} is no longer ${expectedCurrent ?? 'none'}`);
  }
}

/** A file that nothing names any more may go any moment; whoever removes snapshots has the same lock. */
async function demandNamed(transaction: Database, dataset: string, { files }: PreparedSnapshot): Promise<void> {
  const paths = [...new Set(files.filter(({ path }) => path.includes('/')).map(({ path }) => path))];
  if (paths.length === 0) return;
  const { named } = await transaction
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.snapshot_files as f')
    .innerJoin('warehouse.snapshots as s', (join) =>
      join.onRef('s.dataset', '=', 'f.dataset').onRef('s.id', '=', 'f.snapshot'),
    )
    .select(({ fn }) => fn.count<number>('f.path').distinct().as('named'))
    .where((where) => where('f.path', '=', where.fn.any(where.val(paths))))
    .where('s.removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (named < paths.length) {
    throw fail('snapshot-removed', `Files that the next snapshot of ${dataset} names were removed`);
  }
}

/** False where the pointer does not stand where it was expected. */
async function flipPointer(
  transaction: Database,
  dataset: string,
  snapshot: string,
  expected: string | null,
): Promise<boolean> {
  const tables = transaction.withTables<WarehouseTables>();
  if (expected === null) {
    const inserted = await tables
      .insertInto('warehouse.pointers')
      .values({ dataset, snapshot })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const updated = await tables
    .updateTable('warehouse.pointers')
    .set({ snapshot })
    .where('dataset', '=', dataset)
    .where('snapshot', '=', expected)
    .executeTakeFirst();
  return updated.numUpdatedRows === 1n;
}
