import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '#platform/duckdb/quote.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { createEngine, type Engine } from '../engine/create-engine.ts';
import type { Query } from '../query/query.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { plainAnswer, plainCount } from '../testing/plain-answer.ts';
import { query, storedRows } from '../testing/query-arbitraries.ts';
import {
  allRecords,
  createQuerySample,
  everything,
  fieldNames,
  querySchema,
  type FieldName,
  type QuerySample,
} from '../testing/query-sample.ts';
import { writePostgrest } from '../testing/write-postgrest.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { answerRecords, type RecordsAnswer } from './answer-records.ts';

// The law: an address says what the grammar says, and its answer is that of SQL written by hand over a plain table.

let sample: QuerySample;
let engine: Engine;
const cursorKey = randomBytes(32);

beforeAll(async () => {
  sample = await createQuerySample();
  engine = await createEngine({ dataFolder: sample.folder });
});
afterAll(async () => {
  engine.close();
  await sample.close();
});

test('hundreds of addresses are answered as plain DuckDB answers', async () => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(storedRows, fc.array(query, { minLength: 45, maxLength: 45 }), async (data, queries) => {
      const snapshot = await stored(data);
      for (const { where, ...rest } of queries) {
        const question: Query = { ...rest, ...(where === undefined ? {} : { where }) };
        const address = writePostgrest(question);
        const total = Number((await sample.texts(plainCount(question)))[0]);
        const expected = await plainAnswer(sample.connection, question);
        asked += 1;
        if (question.offset > total) {
          const refused = ask(snapshot, address, 'count=exact');
          await expect(refused, String(address)).rejects.toMatchObject({ code: 'range-not-satisfiable' });
          expect(JSON.parse((await ask(snapshot, address)).body.toString()), String(address)).toEqual([]);
          continue;
        }
        const answer = await ask(snapshot, address, 'count=exact');
        const range = expected.length === 0 ? '*' : `${question.offset}-${question.offset + expected.length - 1}`;
        expect(JSON.parse(answer.body.toString()), String(address)).toEqual(expected);
        expect(answer.headers['content-range'], String(address)).toBe(`${range}/${total}`);
        expect(answer.status, String(address)).toBe(expected.length < total ? 206 : 200);
        const more = question.limit > 0 && question.offset + expected.length < total;
        expect('link' in answer.headers, String(address)).toBe(more);
      }
    }),
    { numRuns: lawRuns(5) },
  );
  expect(asked).toBeGreaterThanOrEqual(200);
});

test('whoever follows the links has every record once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(storedRows, query, fc.integer({ min: 1, max: 4 }), async (data, { where, orderBy }, limit) => {
      const snapshot = await stored(data);
      const whole: Query = { ...allRecords, orderBy, ...(where === undefined ? {} : { where }) };
      const found: unknown[] = [];
      let address: URLSearchParams | undefined = writePostgrest({ ...whole, limit });
      while (address !== undefined) {
        const page = await ask(snapshot, address);
        const records = JSON.parse(page.body.toString()) as unknown[];
        expect(records.length <= limit && (records.length > 0 || found.length === 0)).toBe(true);
        found.push(...records);
        const next = /^<\/records\?(.*)>; rel="next"$/.exec(page.headers['link'] ?? '')?.[1];
        address = next === undefined ? undefined : new URLSearchParams(next);
      }
      expect(found).toEqual(await plainAnswer(sample.connection, whole));
    }),
    { numRuns: lawRuns(8) },
  );
});

test('whatever is written is answered or refused, and never a fault', async () => {
  const snapshot = await stored([atTheEdge]);
  const value = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0019-+.eE:TZ /'), maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const nearly = fc
    .constantFrom(...nearlyValues)
    .chain(([names, ...values]) =>
      fc.tuple(
        fc.constantFrom(...names),
        fc.constantFrom('eq.', 'lt.', 'in.(', 'isdistinct.'),
        fc.constantFrom(...values),
      ),
    );
  const operator = fc.constantFrom('eq.', 'gt.', 'like.', 'not.ilike.', 'in.(', 'eq(any).{', 'is.', 'isdistinct.', '');
  const filter = fc.tuple(fc.oneof(fc.constantFrom(...fieldNames), fc.string()), operator, value);
  const other = fc.tuple(
    fc.constantFrom('select', 'order', 'or', 'and', 'limit', 'cursor', 'ma'),
    fc.constant(''),
    value,
  );
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(nearly, nearly, filter, other), async ([name, before, text]) => {
      const closing = before.endsWith('(') ? ')' : before.endsWith('{') ? '}' : '';
      const address = new URLSearchParams([[name, `${before}${text}${closing}`]]);
      try {
        await ask(snapshot, address);
        answered += 1;
      } catch (error) {
        expect(error, String(address)).toBeInstanceOf(DomainError);
      }
    }),
    { numRuns: lawRuns(250) },
  );
  expect(answered).toBeGreaterThan(30);
});

const atTheEdge: Record<FieldName, string> = {
  ma: '',
  ten: '%',
  so: '-9223372036854775808',
  lon: '9223372036854775807',
  ty_le: '1e308',
  tien: '-9999999999999999.99',
  ngay: '9999-12-31',
  luc: '0001-01-01 00:00:00',
  gio: '23:59:59.999999',
  dung: 'false',
};

/** Fields, and values at the edge of what their types take. */
const nearlyValues: readonly (readonly [names: readonly FieldName[], ...values: string[]])[] = [
  [
    ['ngay', 'luc'],
    '0000-01-01',
    '0001-01-01',
    '9999-12-31',
    '2023-02-29',
    '2024-02-29',
    '+02024-01-01',
    '10000-01-01',
  ],
  [
    ['luc'],
    '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59.999999-23:59',
    '2024-01-01T24:00',
    '2024-01-01T10:00-9999',
  ],
  [
    ['luc', 'gio'],
    '2024-01-01 23:59:60',
    '23:59:59.999999',
    '24:00:00',
    '23:59:60',
    '00:00',
    '7:00',
    '00:00:00.0000001',
  ],
  [['so', 'lon'], '9223372036854775807', '-9223372036854775808', '9223372036854775808', '+0', '-0', '1.0', '1e3', '٣'],
  [
    ['tien', 'ty_le'],
    '.',
    '.5',
    '5.',
    '-.5',
    '+1.50',
    '0'.repeat(90),
    `${'9'.repeat(36)}.99`,
    '0.'.padEnd(40, '0') + '1',
  ],
  [['ty_le'], '1e308', '1e309', '1e-400', '-0', 'NaN', 'inf', 'Infinity', '1e', '0x10', '1_000'],
  [['dung'], 'true', 't', 'TRUE', 'yes', '1', 'null', ''],
  [['ma', 'ten'], '', "'", '"', '\\', '%', '\u00a0', '\ufeff', 'e\u0301', "'; drop table plain --"],
];

let published = 0;

async function stored(data: readonly Record<FieldName, string | null>[]): Promise<Snapshot> {
  await sample.store(data.map(valuesOf), 5);
  published += 1;
  return sample.publish(`law-${published}`, querySchema, 'from plain', 5);
}

function ask(snapshot: Snapshot, parameters: URLSearchParams, prefer?: string): Promise<RecordsAnswer> {
  return answerRecords(
    { engine, snapshotsFolder: sample.snapshotsFolder, cursorKey },
    {
      dataset: 'sample',
      schema: querySchema,
      rights: everything,
      asker: 'somebody',
      path: '/records',
      // As it arrives: written out and read again.
      parameters: new URLSearchParams(String(parameters)),
      headers: { prefer },
      findSnapshot: async () => snapshot,
    },
  );
}

function valuesOf(data: Record<FieldName, string | null>): string {
  return `(${fieldNames.map((name) => (data[name] === null ? 'null' : quoteText(data[name]))).join(', ')})`;
}
