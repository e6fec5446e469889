import type { UserRow } from './users.ts';
import type { AccessDatabase } from './tables.ts';

export interface SessionRow {
  readonly user: UserRow;
  readonly lastSeen: Date;
}

/** A session that neither its own end nor the end of its user's account has closed. */
export async function findSession(
  database: AccessDatabase,
  session: { readonly hash: Buffer; readonly now: Date; readonly idleSince: Date },
): Promise<SessionRow | undefined> {
  const row = await database
    .selectFrom('access.sessions as session')
    .innerJoin('access.users as user', 'user.id', 'session.user_id')
    .select(['user.id', 'user.email', 'user.name', 'user.role', 'user.agency', 'user.unit', 'session.last_seen_at'])
    .where('session.secret_hash', '=', session.hash)
    .where('session.expires_at', '>', session.now)
    .where('session.last_seen_at', '>', session.idleSince)
    .where('user.disabled', '=', false)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { last_seen_at: lastSeen, ...user } = row;
  return { user, lastSeen };
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
