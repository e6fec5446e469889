import { sql } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

export const catalogMigrations: readonly Migration[] = [
  {
    id: 'catalog-001-contracts',
    up: async (database) => {
      await sql`create schema catalog`.execute(database);
      await sql`
        create table catalog.datasets (
          id text primary key,
          version text not null,
          revision integer not null,
          owner text not null,
          access text not null,
          theme text,
          importance text not null,
          synthetic boolean not null,
          unit_field text,
          title_vi text not null,
          title_en text not null,
          description_vi text not null,
          description_en text not null,
          title_words text not null,
          body_words text not null,
          folded text not null generated always as (public.fold(title_words || ' ' || body_words)) stored,
          folded_words tsvector not null generated always as (
            setweight(to_tsvector('simple', public.fold(title_words)), 'A')
            || setweight(to_tsvector('simple', public.fold(body_words)), 'D')
          ) stored,
          exact_words tsvector not null generated always as (
            setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', body_words), 'D')
          ) stored,
          created_at timestamptz not null,
          updated_at timestamptz not null
        )`.execute(database);
      await sql`create index on catalog.datasets using gin (folded_words)`.execute(database);
      await sql`create index on catalog.datasets (owner)`.execute(database);
      // json, not jsonb: a document keeps the order in which its author wrote it.
      await sql`
        create table catalog.contract_versions (
          dataset text not null references catalog.datasets,
          version text not null,
          revision integer not null,
          text text not null,
          contract json not null,
          created_at timestamptz not null,
          created_by text not null,
          primary key (dataset, version, revision)
        )`.execute(database);
    },
  },
  {
    id: 'catalog-002-announcements',
    up: async (database) => {
      await sql`
        create trigger announced after insert or update or delete on catalog.datasets
        for each row execute function platform.announce('contract', 'id')`.execute(database);
    },
  },
];
