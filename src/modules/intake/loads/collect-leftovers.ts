import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '#platform/files/index.ts';
import type { Log } from '#platform/log/log.ts';
import { uploadsName } from '../uploads/upload-folder.ts';
import type { LoadStore } from './load-store.ts';

export interface CollectLeftoversDeps {
  readonly store: LoadStore;
  readonly folder: DataFolder;
  readonly log: Log;
}

/**
 * Removes what an ended process left behind: working files, and landed files whose load was never acknowledged. Only
 * before loads are taken up: then nothing of it belongs to anybody.
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
  if (removed > 0) log.info({ folders: removed }, 'leftovers removed');
}
