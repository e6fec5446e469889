import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnownCaller } from '#api/caller.ts';

/** Within `landing/`; no load's id is called so. */
export const uploadsName = 'uploads';

/** What is left of an upload after it is given up, in milliseconds. */
export const uploadLife = 24 * 3_600_000;

/** What the ids of a caller's uploads begin with: who knows another's id still has no right to it. */
export function ownerPrefix(caller: KnownCaller): string {
  return createHash('sha256')
    .update(JSON.stringify([caller.kind, caller.id]))
    .digest('hex')
    .slice(0, 16);
}

export function isOwnUpload(caller: KnownCaller, id: string): boolean {
  return id.startsWith(`${ownerPrefix(caller)}-`) && /^[0-9a-f-]{53}$/.test(id);
}

/** The ids of the caller's uploads that lie there, finished or not. */
export async function listUploads(folder: string, caller: KnownCaller): Promise<readonly string[]> {
  const prefix = `${ownerPrefix(caller)}-`;
  const names = await readdir(folder);
  return names.filter((name) => name.startsWith(prefix) && !name.endsWith('.json'));
}

/** Removes uploads that nobody finished, or loaded, in time. An upload is as old as its description, written at its start. */
export async function collectUploads(folder: string, now: Date, life = uploadLife): Promise<number> {
  const ids = new Set((await readdir(folder)).map((name) => name.replace(/\.json$/, '')));
  let removed = 0;
  for (const id of ids) {
    const described = await stat(join(folder, `${id}.json`)).catch(() => undefined);
    const lying = described ?? (await stat(join(folder, id)).catch(() => undefined));
    if (lying === undefined || now.getTime() - lying.mtimeMs < life) continue;
    await removeUpload(folder, id);
    removed += 1;
  }
  return removed;
}

export async function removeUpload(folder: string, id: string): Promise<void> {
  await rm(join(folder, id), { force: true });
  await rm(join(folder, `${id}.json`), { force: true });
}
