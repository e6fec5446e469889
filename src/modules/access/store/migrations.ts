import { sql } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

export const accessMigrations: readonly Migration[] = [
  {
    id: 'access-001-identities',
    up: async (database) => {
      await sql`create schema access`.execute(database);
      await sql`
        create table access.users (
          id uuid primary key default gen_random_uuid(),
          email text not null unique check (email = lower(email)),
          name text not null,
          role text not null,
          agency text,
          unit text,
          password_hash text not null,
          disabled boolean not null default false,
          created_at timestamptz not null
        )`.execute(database);
      await sql`
        create table access.sessions (
          secret_hash bytea primary key,
          user_id uuid not null references access.users on delete cascade,
          created_at timestamptz not null,
          last_seen_at timestamptz not null,
          expires_at timestamptz not null
        )`.execute(database);
      await sql`create index on access.sessions (user_id)`.execute(database);
      await sql`create index on access.sessions (expires_at)`.execute(database);
      await sql`
        create table access.tokens (
          id uuid primary key default gen_random_uuid(),
          name text not null,
          secret_hash bytea not null unique,
          role text not null,
          agency text,
          unit text,
          created_by text not null,
          created_at timestamptz not null,
          revoked_at timestamptz
        )`.execute(database);
      await sql`create unique index on access.tokens (name) where revoked_at is null`.execute(database);
      await sql`
        create table access.administrator_links (
          secret_hash bytea primary key,
          created_at timestamptz not null,
          expires_at timestamptz not null,
          used_at timestamptz
        )`.execute(database);
      await sql`
        create table access.sign_in_attempts (
          email text not null,
          address text not null,
          attempts integer not null,
          since timestamptz not null,
          primary key (email, address)
        )`.execute(database);
      await sql`create index on access.sign_in_attempts (since)`.execute(database);
    },
  },
  {
    id: 'access-002-announcements',
    up: async (database) => {
      for (const [table, topic, key] of [
        ['tokens', 'token', 'secret_hash'],
        ['sessions', 'session', 'secret_hash'],
        ['users', 'user', 'id'],
      ] as const) {
        await sql`
          create trigger announced after update or delete on access.${sql.ref(table)}
          for each row execute function platform.announce(${sql.lit(topic)}, ${sql.lit(key)})`.execute(database);
      }
    },
  },
  {
    // Apart from `session`, which every busy minute of a session tells of, too.
    id: 'access-003-announced-ends',
    up: async (database) => {
      await sql`
        create trigger announced_end after delete on access.sessions
        for each row execute function platform.announce('session-ended', 'secret_hash')`.execute(database);
    },
  },
];
