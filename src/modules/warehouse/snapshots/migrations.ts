import { sql } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

export const warehouseMigrations: readonly Migration[] = [
  {
    id: 'warehouse-001-snapshots',
    up: async (database) => {
      await sql`create schema warehouse`.execute(database);
      await sql`
        create table warehouse.snapshots (
          dataset text not null,
          id text not null,
          ordinal bigint generated always as identity,
          created_at timestamptz not null,
          rows bigint not null check (rows >= 0),
          added bigint not null check (added >= 0),
          changed bigint not null check (changed >= 0),
          removed bigint not null check (removed >= 0),
          schema jsonb not null,
          contract_version text not null,
          previous text,
          note text,
          primary key (dataset, id),
          foreign key (dataset, previous) references warehouse.snapshots
        )`.execute(database);
      await sql`create unique index snapshots_newest on warehouse.snapshots (dataset, ordinal desc)`.execute(database);
      await sql`
        create table warehouse.snapshot_files (
          dataset text not null,
          snapshot text not null,
          position integer not null,
          path text not null,
          bytes bigint not null,
          sha256 text not null,
          rows bigint not null,
          min_key text,
          max_key text,
          primary key (dataset, snapshot, position),
          foreign key (dataset, snapshot) references warehouse.snapshots
        )`.execute(database);
      await sql`
        create table warehouse.snapshot_loads (
          dataset text not null,
          snapshot text not null,
          load text not null,
          primary key (dataset, snapshot, load),
          foreign key (dataset, snapshot) references warehouse.snapshots
        )`.execute(database);
      // No foreign key to snapshots: `verify` must be able to find a pointer to nothing rather than rely on there being none.
      await sql`
        create table warehouse.pointers (dataset text primary key, snapshot text not null)`.execute(database);
    },
  },
  {
    id: 'warehouse-002-restores',
    up: async (database) => {
      await sql`
        alter table warehouse.snapshots add column restores text,
          add foreign key (dataset, restores) references warehouse.snapshots`.execute(database);
      // Most datasets have none, which is then known at once.
      await sql`
        create index snapshots_restoring on warehouse.snapshots (dataset) where restores is not null`.execute(database);
    },
  },
  {
    id: 'warehouse-003-state-times',
    up: async (database) => {
      await sql`alter table warehouse.snapshots add column state_at timestamptz`.execute(database);
    },
  },
  {
    id: 'warehouse-004-announcements',
    up: async (database) => {
      await sql`
        create trigger announced after insert or update or delete on warehouse.pointers
        for each row execute function platform.announce('pointer', 'dataset')`.execute(database);
    },
  },
  {
    id: 'warehouse-005-retention',
    up: async (database) => {
      await sql`alter table warehouse.snapshots add column removed_at timestamptz`.execute(database);
      await sql`create index snapshots_removed on warehouse.snapshots (dataset) where removed_at is not null`.execute(
        database,
      );
      await sql`create index snapshot_files_by_path on warehouse.snapshot_files (path)`.execute(database);
    },
  },
];
