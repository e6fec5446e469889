import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { restingStates } from '#api/loads.ts';
import { acceptedFile, loadFolders } from './load-folders.ts';
import type { LoadStore } from './load-store.ts';

/** Once a load rests for good, nobody needs the rows that its check accepted any more: they are in a snapshot, or nowhere. */
export async function dropAccepted(
  { store, dataFolder }: { readonly store: Pick<LoadStore, 'find'>; readonly dataFolder: string },
  id: string,
): Promise<void> {
  const accepted = acceptedFile(loadFolders(dataFolder, id));
  if (!existsSync(accepted)) return;
  const load = await store.find(id);
  if (load === undefined || load.state === 'held' || !restingStates.includes(load.state)) return;
  await rm(accepted, { force: true });
}
