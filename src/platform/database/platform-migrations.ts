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
];
