import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { historySince } from '#modules/warehouse/index.ts';
import type { Database } from '#platform/database/database.ts';
import { failLoad } from '../loads/errors.ts';
import { loadFolders } from '../loads/load-folders.ts';
import type { Correction } from './correction-records.ts';
import { demandRejects } from '../loads/read-outcome-files.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { LoadStore } from '../loads/load-store.ts';
import { sourceFileIn } from '../worker/source-file.ts';

/** A first load with what its corrections have taken in since, and with what was published besides. */
export interface Family {
  readonly root: LoadRow;
  /** Those whose rows stand, in the order of their publication. */
  readonly corrections: readonly Correction[];
  /** `taken` files of these. */
  readonly taken: readonly string[];
  /** What became part of the dataset's state after the first load and is no correction of it. */
  readonly others: readonly Pick<LoadRow, 'id' | 'mode' | 'partitions'>[];
  /** Whether the first load was taken back since. */
  readonly gone: boolean;
}

export interface FamilyDeps {
  readonly database: Database;
  readonly store: Pick<LoadStore, 'find' | 'listCorrections' | 'listGatheredAfter' | 'listPartitions'>;
  readonly dataFolder: string;
}

/** The family of a published load that a correction is for. */
export async function findFamily(deps: FamilyDeps, load: LoadRow): Promise<Family> {
  const root = load.root === null ? load : await deps.store.find(load.root);
  if (root?.state !== 'published' || root.snapshot === null || load.state !== 'published') {
    throw failLoad('load-not-published', `The load ${load.id} is ${load.state}: there is nothing to add its rows to.`);
  }
  demandRejects(root);
  demandRejects(load);
  if (!existsSync(sourceFileIn(loadFolders(deps.dataFolder, load.id).outcome))) {
    throw failLoad('load-unchecked', `What the check of ${load.id} left does not say what its columns were.`);
  }
  const history = await historySince(deps.database, root.dataset, root.snapshot);
  const published = await deps.store.listCorrections(root.id);
  const own = new Set([root.id, ...published.map(({ id }) => id)]);
  const later = [...(await deps.store.listGatheredAfter(root)), ...history.loads];
  const others = await deps.store.listPartitions(later.filter((id) => !own.has(id)));
  const corrections = published.filter(({ snapshot }) => snapshot !== null && history.lineage.has(snapshot));
  return { root, corrections, taken: takenFiles(deps, corrections), others, gone: !history.stands };
}

export const takenFileOf = (dataFolder: string, load: string): string =>
  join(loadFolders(dataFolder, load).outcome, 'taken.parquet');

export function takenFiles(
  deps: Pick<FamilyDeps, 'dataFolder'>,
  corrections: readonly Pick<LoadRow, 'id'>[],
): readonly string[] {
  return corrections.map(({ id }) => takenFileOf(deps.dataFolder, id));
}
