import type { Role } from '#api/caller.ts';
import type { AccessDatabase } from './tables.ts';

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly agency: string | null;
  readonly unit: string | null;
}

const userColumns = ['id', 'email', 'name', 'role', 'agency', 'unit'] as const;

export function findUserWithPassword(
  database: AccessDatabase,
  email: string,
): Promise<(UserRow & { readonly password_hash: string }) | undefined> {
  return database
    .selectFrom('access.users')
    .select([...userColumns, 'password_hash'])
    .where('email', '=', email)
    .where('disabled', '=', false)
    .executeTakeFirst();
}

/** Whoever has worked there longest in this role. */
export function findUserAt(
  database: AccessDatabase,
  place: Pick<UserRow, 'role' | 'agency' | 'unit'>,
): Promise<UserRow | undefined> {
  return database
    .selectFrom('access.users')
    .select(userColumns)
    .where('role', '=', place.role)
    .where('agency', 'is not distinct from', place.agency)
    .where('unit', 'is not distinct from', place.unit)
    .where('disabled', '=', false)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** Undefined where the e-mail address is taken. */
export function insertUser(
  database: AccessDatabase,
  user: Omit<UserRow, 'id'> & { readonly password_hash: string; readonly created_at: Date },
): Promise<UserRow | undefined> {
  return database
    .insertInto('access.users')
    .values(user)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning([...userColumns])
    .executeTakeFirst();
}

/** Takes the place of the user with this e-mail address, who is thereby signed out everywhere. */
export function putUser(
  database: AccessDatabase,
  user: Omit<UserRow, 'id'> & { readonly password_hash: string; readonly created_at: Date },
): Promise<UserRow> {
  return database.transaction().execute(async (transaction) => {
    const row = await transaction
      .insertInto('access.users')
      .values(user)
      .onConflict((conflict) => conflict.column('email').doUpdateSet({ ...user, disabled: false }))
      .returning([...userColumns])
      .executeTakeFirstOrThrow();
    await transaction.deleteFrom('access.sessions').where('user_id', '=', row.id).execute();
    return row;
  });
}
