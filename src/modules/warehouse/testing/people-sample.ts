import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Rights } from '#api/rights.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { DomainError } from '#platform/errors/domain-error.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { createEngine } from '../engine/create-engine.ts';
import { fail } from '../errors.ts';
import { answerRecords, type AskedRecords, type RecordsAnswer } from '../postgrest/answer-records.ts';
import { loadCursorKey } from '../postgrest/cursor-key.ts';
import { answerQuery } from '../query/answer-query.ts';
import { parseQueryRequest } from '../query/query-request.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { createSampleStore, sampleColumn } from './sample-store.ts';

export const peopleSchema: DatasetSchema = {
  columns: [
    sampleColumn('cccd'),
    sampleColumn('ten'),
    sampleColumn('sinh', 'DATE'),
    sampleColumn('dia_chi'),
    sampleColumn('xa'),
    sampleColumn('thu', 'BIGINT'),
  ],
  key: ['cccd'],
  partitionBy: [],
};

export type Person = readonly [
  cccd: string,
  ten: string,
  sinh: string | null,
  diaChi: string,
  xa: string,
  thu: number | null,
];

/** People who do not exist. */
export const people: readonly Person[] = [
  [
    '066085000123',
    'Nguyễn Văn An',
    '1985-03-12',
    'Số 12 Lê Duẩn, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
    '24133',
    1_200_000,
  ],
  ['066190000456', 'H’Hen Niê', '1990-11-02', "Buôn Sah, xã Cư M'gar, tỉnh Đắk Lắk", '24280', 900_000],
  ['066099000789', 'Y Thuin Ê Ban', '1999-01-30', 'Thôn 3 thị xã Buôn Hồ', '24280', null],
];

export const everything: Rights = { fields: {} };

/** A dataset of people behind the doors that a route opens: snapshot `s1` is current and whole, `s2` has the first only. */
export interface PeopleSample {
  readonly keysFolder: string;
  readonly cursorKey: Uint8Array;
  find(id: string): Promise<Snapshot>;
  publish(id: string, rows: readonly Person[]): Promise<void>;
  records(
    query: string,
    headers?: AskedRecords['headers'],
    rights?: Rights,
    find?: AskedRecords['findSnapshot'],
    asker?: string,
  ): Promise<RecordsAnswer & { readonly json: unknown }>;
  failure(query: string, headers?: AskedRecords['headers'], rights?: Rights): Promise<DomainError>;
  query(body: unknown, rights?: Rights): Promise<unknown>;
  close(): Promise<void>;
}

export async function createPeopleSample(): Promise<PeopleSample> {
  const store = await createSampleStore();
  const engine = await createEngine({ dataFolder: store.folder });
  const keysFolder = join(store.folder, 'keys');
  await mkdir(keysFolder);
  const cursorKey = await loadCursorKey(keysFolder);
  const deps = { engine, snapshotsFolder: store.snapshotsFolder, cursorKey };
  const snapshots = new Map<string, Snapshot>();
  const find = async (id: string) => snapshots.get(id) ?? Promise.reject(fail('snapshot-unknown', id));
  const sample: PeopleSample = {
    keysFolder,
    cursorKey,
    find,
    publish: async (id, rows) => {
      snapshots.set(id, await store.publish(id, peopleSchema, valuesSql(rows)));
    },
    records: async (query, headers = {}, rights = everything, findSnapshot = (id) => find(id ?? 's1'), asker = 'a') => {
      const answer = await answerRecords(deps, {
        dataset: 'ho-ngheo',
        schema: peopleSchema,
        rights,
        asker,
        path: '/api/v1/datasets/ho-ngheo/records',
        parameters: new URLSearchParams(query),
        headers,
        findSnapshot,
      });
      return { ...answer, json: JSON.parse(answer.body.toString()) as unknown };
    },
    failure: (query, headers, rights) =>
      sample.records(query, headers, rights).then(
        () => expect.fail(`${query} was answered`),
        // Nothing else is thrown on purpose, and the tests look at its code.
        (error: unknown) => error as DomainError,
      ),
    query: async (body, rights = everything) => {
      const view = { schema: peopleSchema, rights, snapshot: await find('s1') };
      return JSON.parse(await answerQuery(deps, parseQueryRequest(body), view)) as unknown;
    },
    close: async () => {
      engine.close();
      await store.close();
    },
  };
  await sample.publish('s1', people);
  await sample.publish('s2', people.slice(0, 1));
  return sample;
}

function valuesSql(rows: readonly Person[]): string {
  const list = peopleSchema.columns.map(({ name, type }) => `cast(${name} as ${type}) as ${name}`).join(', ');
  const names = peopleSchema.columns.map((column) => column.name).join(', ');
  const cells = (row: Person) => row.map((cell) => (cell === null ? 'null' : quoteText(String(cell)))).join(', ');
  return `select ${list} from (values ${rows.map((row) => `(${cells(row)})`).join(', ')}) as t(${names})`;
}
