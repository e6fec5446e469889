import { sql } from 'kysely';
import type { Migration } from './database.ts';

/** What every room may count on: search without accents, and trigrams for words that are nearly right. */
export const platformMigrations: readonly Migration[] = [
  {
    id: 'platform-001-fold',
    up: async (database) => {
      await sql`create extension if not exists unaccent schema public`.execute(database);
      await sql`create extension if not exists pg_trgm schema public`.execute(database);
      // unaccent is only STABLE because its dictionary could be changed; generated columns and indexes need IMMUTABLE,
      // and nobody here changes the dictionary.
      await sql`
        create function public.fold(text) returns text language sql immutable parallel safe strict
        as $$ select lower(public.unaccent('public.unaccent', normalize($1, NFC))) $$
      `.execute(database);
    },
  },
  {
    id: 'platform-002-idempotency',
    up: async (database) => {
      await sql`
        create table platform.kept_answers (
          caller text not null,
          key text not null,
          target text not null,
          fingerprint text,
          status integer,
          headers jsonb,
          body text,
          began_at timestamptz not null,
          answered_at timestamptz,
          primary key (caller, key)
        )`.execute(database);
      await sql`create index kept_answers_by_age on platform.kept_answers (began_at)`.execute(database);
    },
  },
  {
    id: 'platform-003-announcements',
    up: async (database) => {
      // A trigger for each row of a table, with a topic and the column whose value is the key. Whoever listens hears of it
      // when the transaction commits, and once of the same key.
      await sql`
        create function platform.announce() returns trigger language plpgsql as $$
        begin
          if tg_op <> 'INSERT' then
            perform pg_notify('daklake_changes', tg_argv[0] || ' ' || (to_jsonb(old) ->> tg_argv[1]));
          end if;
          if tg_op <> 'DELETE' then
            perform pg_notify('daklake_changes', tg_argv[0] || ' ' || (to_jsonb(new) ->> tg_argv[1]));
          end if;
          return null;
        end $$`.execute(database);
    },
  },
  {
    id: 'platform-004-installation',
    up: async (database) => {
      await sql`create table platform.installation (name text not null)`.execute(database);
      await sql`create unique index installation_once on platform.installation ((true))`.execute(database);
    },
  },
  {
    id: 'platform-005-without-jobs',
    up: async (database) => {
      // Where loads queued up to 0.1.0, in tables of pg-boss. They are due by their own rows.
      const { rows } = await sql<{ ours: boolean }>`select to_regclass('jobs.job') is not null as ours`.execute(
        database,
      );
      if (rows[0]?.ours === true) await sql`drop schema jobs cascade`.execute(database);
    },
  },
];
