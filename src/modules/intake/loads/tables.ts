import { sql, type ColumnType, type Generated, type Kysely, type RawBuilder } from 'kysely';
import { correctionMigration, type CorrectionFacts } from '../corrections/correction-columns.ts';
import { decisionMigration, type DecisionColumns } from '../decisions/decision-columns.ts';
import type { Database, Migration } from '#platform/database/database.ts';
import type { KnownCaller } from '#api/caller.ts';
import type { LoadFailure, LoadMode, LoadState, LoadView } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import { encodingMigration, type EncodingColumns } from './encoding-column.ts';
import { longFormMigration, type LongFormColumns } from './long-form-column.ts';
import { mappingMigration, type MappingColumns } from '../mapping/mapping-migration.ts';
import { publishedOrderMigration, queueMigration } from '../queue/queue-migration.ts';
import { storageMigration, type StorageColumns } from '../quotas/storage-migration.ts';
import { receiptMigrations } from '../receipts/receipt-migrations.ts';
import { retentionMigration, type RetentionColumns } from '../retention/retention-migration.ts';
import { sumsMigration } from '../sums/sums-migration.ts';
import { publishedFilesMigration } from './published-files.ts';
import { requestMigration, type RequestColumns } from '../trails/request-columns.ts';

export interface IntakeTables {
  readonly 'intake.loads': LoadTable;
}

/** `withTables` on the platform's untyped database would stay untyped; this is where it gets its types. */
export function intakeTables(database: Database): Kysely<IntakeTables> {
  // Untyped as the platform's database is, it can only come out untyped.
  return database as Kysely<IntakeTables>;
}

interface LoadTable
  extends
    DecisionColumns,
    EncodingColumns,
    LongFormColumns,
    MappingColumns,
    RequestColumns,
    RetentionColumns,
    StorageColumns {
  id: string;
  /** Order of arrival, which is the order of publication within a dataset. */
  sequence: Generated<number>;
  /** Order in which the loads of a dataset wait for their turn: a decision on a held one puts it at the end. */
  turn: ColumnType<number, never, RawBuilder<number>>;
  dataset: string;
  state: LoadState;
  mode: LoadMode;
  sheet: string | null;
  file_name: string;
  file_bytes: number;
  sha256: string;
  contract_version: string;
  contract_revision: number;
  sender: Json<KnownCaller>;
  /** Generated from `sender`. */
  sender_id: Generated<string>;
  /** Generated from `sender`: the unit that an officer fills; null for whoever fills any. */
  unit: Generated<string | null>;
  /** Day of receipt in Vietnam: the day on which codes must be valid. */
  received_on: string;
  /** Times that a run was begun and not ended; more than three fail the load as `interrupted`. */
  attempts: Generated<number>;
  unchanged: Generated<boolean>;
  result: Json<CheckResult> | null;
  /** The partitions that its accepted rows name, each as the JSON text of its values by field; null: the whole dataset. */
  partitions: Json<readonly string[]> | null;
  snapshot: string | null;
  difference: Json<NonNullable<LoadView['difference']>> | null;
  /** The load whose rows this one mends; null: it is no correction. */
  corrects: Generated<string | null>;
  /** The first load of those that correct each other: the one whose places and headings all of them use. */
  root: Generated<string | null>;
  correction: Json<CorrectionFacts> | null;
  /** The earlier load that this one only repeated: what it left is there. */
  repeats: Generated<string | null>;
  /** Rows that it left out and that corrections have taken in since then. */
  corrected_rejected: Generated<number>;
  corrected_duplicate: Generated<number>;
  error: Json<LoadFailure> | null;
  note: string | null;
  /** Drawn by the database. */
  receipt_code: Generated<string>;
  created_at: Date;
  ended_at: Date | null;
}

/** jsonb: read as the value, written as its text. */
type Json<T> = ColumnType<T, string, string>;

export const intakeMigrations: readonly Migration[] = [
  {
    id: 'intake-001-loads',
    up: async (database) => {
      await database.schema.createSchema('intake').execute();
      await database.schema
        .createTable('intake.loads')
        .addColumn('id', 'uuid', (column) => column.primaryKey())
        .addColumn('sequence', 'bigserial', (column) => column.notNull().unique())
        .addColumn('dataset', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('mode', 'text', (column) => column.notNull())
        .addColumn('sheet', 'text')
        .addColumn('file_name', 'text', (column) => column.notNull())
        .addColumn('file_bytes', 'bigint', (column) => column.notNull())
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addColumn('contract_version', 'text', (column) => column.notNull())
        .addColumn('contract_revision', 'integer', (column) => column.notNull())
        .addColumn('sender', 'jsonb', (column) => column.notNull())
        .addColumn('sender_id', 'text', (column) =>
          column
            .generatedAlwaysAs(sql`sender ->> 'id'`)
            .stored()
            .notNull(),
        )
        .addColumn('unit', 'text', (column) =>
          column.generatedAlwaysAs(sql`case when sender ->> 'role' = 'officer' then sender ->> 'unit' end`).stored(),
        )
        .addColumn('received_on', 'date', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('unchanged', 'boolean', (column) => column.notNull().defaultTo(false))
        .addColumn('result', 'jsonb')
        .addColumn('partitions', 'jsonb')
        .addColumn('snapshot', 'text')
        .addColumn('difference', 'jsonb')
        .addColumn('error', 'jsonb')
        .addColumn('note', 'text')
        .addColumn('created_at', 'timestamptz', (column) => column.notNull())
        .addColumn('ended_at', 'timestamptz')
        .execute();
      await database.schema
        .createIndex('loads_by_dataset')
        .on('intake.loads')
        .columns(['dataset', 'sequence'])
        .execute();
      await database.schema
        .createIndex('loads_by_sender')
        .on('intake.loads')
        .columns(['sender_id', 'sequence'])
        .execute();
    },
  },
  correctionMigration,
  ...receiptMigrations,
  decisionMigration,
  requestMigration,
  queueMigration,
  publishedOrderMigration,
  retentionMigration,
  mappingMigration,
  longFormMigration,
  encodingMigration,
  storageMigration,
  publishedFilesMigration,
  sumsMigration,
];
