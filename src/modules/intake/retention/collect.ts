import { join } from 'node:path';
import type { Contract } from '#modules/catalog/index.ts';
import { declaredOn } from '#modules/catalog/index.ts';
import { removeSnapshots, strikeFiles, sweepFiles } from '#modules/warehouse/index.ts';
import { vietnamDay, type Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { listNeededSnapshots } from './needed-snapshots.ts';
import { removeLanded, removeRejects } from './remove-of-loads.ts';
import { sweepLoadFolders } from './sweep-load-folders.ts';

export interface CollectDeps {
  readonly database: Database;
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Ids in their order, those after the given one; none after the last. */
  readonly listDatasets: (after: string) => Promise<readonly string[]>;
  readonly findContract: (dataset: string) => Promise<Pick<Contract, 'retention'> | undefined>;
}

/** One thing that is gone, or that nobody may read any more. */
export type Removal =
  | { readonly what: 'snapshot'; readonly dataset: string; readonly snapshot: string; readonly rows: number }
  | { readonly what: 'landing' | 'rejects'; readonly dataset: string; readonly load: string }
  | { readonly what: 'file'; readonly path: string; readonly bytes: number };

const day = 24 * 3_600_000;
/** A copy of the folder may follow a copy of the database by so long, and whoever reads something goes on reading. */
export const grace = 7 * day;
/** What nothing names may be on its way to being named. */
const unnamedFor = day;
const loadsAtATime = 500;

/**
 * Removes what contracts declare to be over: first out of everybody's sight, with the row that says when; after a time of
 * grace from the records, and what no record names from the disk. Every step is one transaction or one file, so that
 * whoever stops between two of them leaves nothing half done, and the next collection goes on from what stands.
 */
export async function* collect(deps: CollectDeps): AsyncGenerator<Removal> {
  const now = deps.clock();
  let after = '';
  for (;;) {
    const datasets = await deps.listDatasets(after);
    for (const dataset of datasets) yield* collectDataset(deps, dataset, now);
    const last = datasets.at(-1);
    if (last === undefined) break;
    after = last;
  }
  const before = new Date(now.getTime() - unnamedFor);
  for await (const { path, bytes } of sweepFiles({
    database: deps.database,
    snapshotsFolder: join(deps.dataFolder, 'snapshots'),
    before,
  })) {
    yield { what: 'file', path: `snapshots/${path}`, bytes };
  }
  const removedBefore = new Date(now.getTime() - grace);
  const { database, dataFolder } = deps;
  for await (const { part, load, bytes } of sweepLoadFolders({ database, dataFolder, removedBefore, before })) {
    yield { what: 'file', path: `${part}/${load}`, bytes };
  }
}

async function* collectDataset(deps: CollectDeps, dataset: string, now: Date): AsyncGenerator<Removal> {
  const { database } = deps;
  const contract = await deps.findContract(dataset);
  const today = vietnamDay(now);
  const snapshots = declaredOn(contract?.retention, 'snapshots', today);
  const ago = (days: number) => new Date(now.getTime() - days * day);
  if (snapshots !== undefined) {
    const removed = await removeSnapshots({
      database,
      dataset,
      keep: snapshots.keep,
      before: ago(snapshots.days),
      listNeeded: (transaction) => listNeededSnapshots(transaction, dataset),
      now,
    });
    for (const { id, rows } of removed) yield { what: 'snapshot', dataset, snapshot: id, rows };
  }
  await strikeFiles(database, dataset, new Date(now.getTime() - grace));
  for (const [part, remove] of [
    ['landing', removeLanded],
    ['rejects', removeRejects],
  ] as const) {
    const declared = declaredOn(contract?.retention, part, today);
    if (declared === undefined) continue;
    const options = { database, dataset, keep: declared.keep, before: ago(declared.days), now, atMost: loadsAtATime };
    for (let removed = await remove(options); removed.length > 0; removed = await remove(options)) {
      for (const load of removed) yield { what: part, dataset, load };
    }
  }
}
