import { sql, type Generated, type RawBuilder, type ColumnType } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

/** Columns of `intake.loads` about the mappings that a load is read by. */
export interface MappingColumns {
  /** Newest mapping that the dataset had when the file came, or was read again; 0: none. */
  mapping_state: ColumnType<number, RawBuilder<number> | undefined, RawBuilder<number>>;
  /** The mapping that somebody gave for this load alone; null: none. */
  mapping_given: Generated<number | null>;
}

/** SQL: the newest of the dataset's mappings that every load is read by. */
export const newestMapping = (dataset: string): RawBuilder<number> =>
  sql<number>`(select coalesce(max(id), 0) from intake.form_mappings where dataset = ${dataset} and not proposed)`;

/** Versions of mappings, none of which is ever changed or removed. */
export const mappingMigration: Migration = {
  id: 'intake-009-mappings',
  up: async (database) => {
    await sql`
      create table intake.form_mappings (
        id bigint generated always as identity primary key,
        dataset text not null,
        fingerprint text not null,
        version integer not null check (version > 0),
        proposed boolean not null,
        document jsonb not null,
        note text,
        load uuid,
        saved_by jsonb not null,
        saved_at timestamptz not null,
        unique (dataset, fingerprint, version)
      )`.execute(database);
    await sql`
      create index form_mappings_current on intake.form_mappings (dataset, fingerprint, version desc)
      where not proposed`.execute(database);
    await sql`
      alter table intake.loads
        add column mapping_state bigint not null default 0,
        add column mapping_given bigint references intake.form_mappings (id)`.execute(database);
  },
};
