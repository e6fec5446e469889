import type { ColumnType, Kysely } from 'kysely';
import type { Database, Migration } from '#platform/database/database.ts';

interface PortalTables {
  readonly 'portal.usage': {
    readonly dataset: string;
    readonly day: ColumnType<string, string, never>;
    /** Code of the agency that read, or `public` for everybody else. */
    readonly consumer: string;
    readonly calls: number;
  };
}

export function portalTables(database: Database): Kysely<PortalTables> {
  // Untyped as the platform's database is, it can only come out untyped.
  return database as Kysely<PortalTables>;
}

export const portalMigrations: readonly Migration[] = [
  {
    id: 'portal-001-usage',
    up: async (database) => {
      await database.schema.createSchema('portal').execute();
      await database.schema
        .createTable('portal.usage')
        .addColumn('dataset', 'text', (column) => column.notNull())
        .addColumn('day', 'date', (column) => column.notNull())
        .addColumn('consumer', 'text', (column) => column.notNull())
        .addColumn('calls', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('usage_key', ['dataset', 'day', 'consumer'])
        .execute();
    },
  },
];
