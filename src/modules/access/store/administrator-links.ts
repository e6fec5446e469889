import type { AccessDatabase } from './tables.ts';

export async function insertLink(
  database: AccessDatabase,
  link: { readonly hash: Buffer; readonly now: Date; readonly expires: Date },
): Promise<void> {
  await database
    .insertInto('access.administrator_links')
    .values({ secret_hash: link.hash, created_at: link.now, expires_at: link.expires })
    .execute();
}

/** True once for each link: of two that come with the same one, only one wins. */
export async function useLink(database: AccessDatabase, hash: Buffer, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('access.administrator_links')
    .set({ used_at: now })
    .where('secret_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
