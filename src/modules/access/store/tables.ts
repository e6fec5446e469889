import type { ColumnType, Generated, Kysely } from 'kysely';
import type { Role } from '#api/caller.ts';
import type { Database } from '#platform/database/database.ts';

export interface AccessTables {
  readonly 'access.users': {
    readonly id: Generated<string>;
    /** In lower case. */
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly agency: string | null;
    readonly unit: string | null;
    readonly password_hash: string;
    readonly disabled: Generated<boolean>;
    readonly created_at: Date;
  };
  readonly 'access.sessions': {
    readonly secret_hash: Buffer;
    readonly user_id: string;
    readonly created_at: Date;
    readonly last_seen_at: Date;
    readonly expires_at: Date;
  };
  readonly 'access.tokens': {
    readonly id: Generated<string>;
    readonly name: string;
    readonly secret_hash: Buffer;
    readonly role: Role;
    readonly agency: string | null;
    readonly unit: string | null;
    readonly created_by: string;
    readonly created_at: Date;
    readonly revoked_at: ColumnType<Date | null, never, Date>;
  };
  readonly 'access.administrator_links': {
    readonly secret_hash: Buffer;
    readonly created_at: Date;
    readonly expires_at: Date;
    readonly used_at: ColumnType<Date | null, never, Date>;
  };
  readonly 'access.sign_in_attempts': {
    readonly email: string;
    readonly address: string;
    readonly attempts: number;
    readonly since: Date;
  };
}

export type AccessDatabase = Kysely<AccessTables>;

/** The platform's database as this room sees it. */
export function accessTables(database: Database): AccessDatabase {
  return database;
}
