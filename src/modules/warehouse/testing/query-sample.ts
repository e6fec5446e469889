import type { Rights } from '#api/rights.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { compileQuery } from '../query/compile-query.ts';
import type { Query } from '../query/query.ts';
import { storedRowsOf } from '../snapshots/find-snapshots.ts';
import type { StandingRows, StoredRows } from '../snapshots/snapshot.ts';
import { createSampleStore, sampleColumn, type SampleStore } from './sample-store.ts';

/** A column of every type. */
export const querySchema: DatasetSchema = {
  columns: [
    sampleColumn('ma'),
    sampleColumn('ten'),
    sampleColumn('so', 'BIGINT'),
    { ...sampleColumn('lon', 'BIGINT'), wide: true },
    sampleColumn('ty_le', 'DOUBLE'),
    sampleColumn('tien', 'DECIMAL(18,2)'),
    sampleColumn('ngay', 'DATE'),
    sampleColumn('luc', 'TIMESTAMP'),
    sampleColumn('gio', 'TIME'),
    sampleColumn('dung', 'BOOLEAN'),
  ],
  key: ['ma'],
  partitionBy: [],
};
export const fieldNames = ['ma', 'ten', 'so', 'lon', 'ty_le', 'tien', 'ngay', 'luc', 'gio', 'dung'] as const;
export type FieldName = (typeof fieldNames)[number];

export const everything: Rights = { fields: {} };
export const allRecords: Query = { select: 'all', orderBy: [], limit: 1000, offset: 0 };

export interface QuerySample extends SampleStore {
  /** Makes a snapshot of rows written in SQL, and the plain table `plain` of the same, in the order of the key. */
  store(values: readonly string[], rowsPerPart?: number): Promise<StandingRows>;
  /** What the compiled query answers, with every right. */
  ask(query: Query, rows: StoredRows | null): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The first column of what plain SQL answers. */
  texts(sql: string): Promise<readonly string[]>;
}

export async function createQuerySample(): Promise<QuerySample> {
  const sample = await createSampleStore();
  const { connection, snapshotsFolder } = sample;
  const texts = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowsJson().map(([text]) => String(text));
  let made = 0;
  return {
    ...sample,
    texts,
    store: async (values, rowsPerPart) => {
      made += 1;
      const list = querySchema.columns.map(({ name, type }) => `cast(${name} as ${type}) as ${name}`).join(', ');
      const nulls = fieldNames.map(() => 'null').join(', ');
      const source = values.length > 0 ? `values ${values.join(', ')}` : `select ${nulls} where false`;
      await connection.run(
        `create or replace table plain as select ${list} from (${source}) as t(${fieldNames.join(', ')}) order by ma`,
      );
      return storedRowsOf(await sample.publish(String(made), querySchema, 'from plain', rowsPerPart), snapshotsFolder);
    },
    ask: async (query, rows) => {
      const { sql } = compileQuery(query, { schema: querySchema, rights: everything, rows });
      // A compiled query answers JSON objects.
      return (await texts(sql)).map((record) => JSON.parse(record) as Record<string, unknown>);
    },
  };
}

/** A row in SQL: its key, and the fields that are not null as SQL literals. */
export function sampleRow(ma: string, data: Partial<Record<FieldName, string>>): string {
  return `(${fieldNames.map((name) => (name === 'ma' ? quoteText(ma) : (data[name] ?? 'null'))).join(', ')})`;
}
