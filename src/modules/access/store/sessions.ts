import type { UserRow } from './users.ts';
import type { AccessDatabase } from './tables.ts';

export interface SessionRow {
  readonly user: UserRow;
  readonly lastSeen: Date;
  readonly expires: Date;
}

/** A session of somebody whose account is open; whether it has ended by itself is for its reader to see. */
export async function findSession(database: AccessDatabase, hash: Buffer): Promise<SessionRow | undefined> {
  const row = await database
    .selectFrom('access.sessions as session')
    .innerJoin('access.users as user', 'user.id', 'session.user_id')
    .select(['user.id', 'user.email', 'user.name', 'user.role', 'user.agency', 'user.unit'])
    .select(['session.last_seen_at', 'session.expires_at'])
    .where('session.secret_hash', '=', hash)
    .where('user.disabled', '=', false)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { last_seen_at: lastSeen, expires_at: expires, ...user } = row;
  return { user, lastSeen, expires };
}

/** Also forgets the sessions that have ended by themselves. */
export async function insertSession(
  database: AccessDatabase,
  session: { readonly hash: Buffer; readonly userId: string; readonly now: Date; readonly expires: Date },
): Promise<void> {
  await database.deleteFrom('access.sessions').where('expires_at', '<=', session.now).execute();
  await database
    .insertInto('access.sessions')
    .values({
      secret_hash: session.hash,
      user_id: session.userId,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expires,
    })
    .execute();
}

export async function touchSession(database: AccessDatabase, hash: Buffer, now: Date): Promise<void> {
  await database.updateTable('access.sessions').set({ last_seen_at: now }).where('secret_hash', '=', hash).execute();
}

export async function deleteSession(database: AccessDatabase, hash: Buffer): Promise<void> {
  await database.deleteFrom('access.sessions').where('secret_hash', '=', hash).execute();
}
