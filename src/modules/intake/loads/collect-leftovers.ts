import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '#platform/files/index.ts';
import type { Log } from '#platform/log/log.ts';
import { uploadsName } from '../uploads/upload-folder.ts';
import { dropAccepted } from './drop-accepted.ts';
import type { LoadStore } from './load-store.ts';

export interface CollectLeftoversDeps {
  readonly store: LoadStore;
  readonly folder: DataFolder;
  readonly log: Log;
}

/** More than one process can have brought to rest between two of its breaths. */
const lastEnded = 1000;

/**
 * Removes what an ended process left behind: working files, landed files whose load was never acknowledged, and accepted rows
 * of loads that came to rest in its last moment. Only before loads are taken up: then nothing of it belongs to anybody.
 */
export async function collectLeftovers({ store, folder, log }: CollectLeftoversDeps): Promise<void> {
  let removed = 0;
  for (const name of await readdir(folder.staging)) {
    await rm(join(folder.staging, name), { recursive: true, force: true });
    removed += 1;
  }
  for (const parent of [folder.landing, folder.rejects]) {
    const names = await readdir(parent);
    const named = await store.listKnown(names);
    for (const name of names.filter((one) => !named.has(one) && one !== uploadsName)) {
      await rm(join(parent, name), { recursive: true, force: true });
      removed += 1;
    }
  }
  for (const id of await store.listLastEnded(lastEnded)) await dropAccepted({ store, dataFolder: folder.path }, id);
  if (removed > 0) log.info({ folders: removed }, 'leftovers removed');
}
