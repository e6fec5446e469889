import { datasetSchemaOf, type Catalog } from '#modules/catalog/index.ts';
import { listLargeDatasets, type KeyTables, type SnapshotFinder } from '#modules/warehouse/index.ts';
import type { Changes } from '#platform/database/changes.ts';
import type { Database } from '#platform/database/database.ts';
import type { Log } from '#platform/log/log.ts';
import { masksOf } from './masks-of.ts';

export interface KeepKeysDeps {
  readonly database: Database;
  readonly changes: Changes;
  readonly catalog: Pick<Catalog, 'findContract'>;
  readonly snapshots: Pick<SnapshotFinder, 'current'>;
  readonly keyTables: Pick<KeyTables, 'fromRows' | 'prepare'>;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Makes what look-ups go by anew whenever a dataset has another current snapshot or another contract, and for every large dataset
 * when it is called. What is missed here, since the database could not be heard, is made at the first look-up.
 */
export async function keepKeys(deps: KeepKeysDeps): Promise<void> {
  const prepare = async (dataset: string) => {
    const contract = await deps.catalog.findContract(dataset);
    const snapshot = await deps.snapshots.current(dataset);
    if (contract === undefined || snapshot === undefined) return;
    deps.keyTables.prepare({ dataset, schema: datasetSchemaOf(contract), masks: masksOf(contract), snapshot });
  };
  const prepareQuietly = (dataset: string) =>
    prepare(dataset).catch((error: unknown) => deps.log.warn({ dataset, error }, 'keys not asked for'));
  for (const topic of ['pointer', 'contract']) {
    deps.changes.onChange(topic, (dataset) => {
      // Others forget in the same round, and must have done so before anything is asked for.
      if (dataset !== undefined) setImmediate(() => void prepareQuietly(dataset));
    });
  }
  for (const dataset of await listLargeDatasets(deps.database, deps.keyTables.fromRows)) await prepareQuietly(dataset);
}
