import type { Role } from '#api/caller.ts';
import type { AccessDatabase } from './tables.ts';

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly agency: string | null;
  readonly unit: string | null;
}

export interface NewToken extends Omit<TokenRow, 'id'> {
  readonly secret_hash: Buffer;
  readonly created_by: string;
  readonly created_at: Date;
}

export function findToken(database: AccessDatabase, hash: Buffer): Promise<TokenRow | undefined> {
  return database
    .selectFrom('access.tokens')
    .select(['id', 'name', 'role', 'agency', 'unit'])
    .where('secret_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** False where a token of this name is in use. */
export async function insertToken(database: AccessDatabase, token: NewToken): Promise<boolean> {
  const row = await database
    .insertInto('access.tokens')
    .values(token)
    .onConflict((conflict) => conflict.column('name').where('revoked_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Those in use, by name. */
export function listTokens(
  database: AccessDatabase,
  limit: number,
): Promise<readonly (TokenRow & Pick<NewToken, 'created_by' | 'created_at'>)[]> {
  return database
    .selectFrom('access.tokens')
    .select(['id', 'name', 'role', 'agency', 'unit', 'created_by', 'created_at'])
    .where('revoked_at', 'is', null)
    .orderBy('name')
    .limit(limit)
    .execute();
}

/** True where there was one in use. */
export async function revokeToken(database: AccessDatabase, name: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('access.tokens')
    .set({ revoked_at: now })
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
