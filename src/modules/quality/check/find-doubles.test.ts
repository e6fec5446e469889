import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '#platform/duckdb/quote.ts';
import { checkRows, openTestBench, testContract, testField, type TestBench } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const keyed = testContract({
  fields: [testField('ma', { required: true }), testField('ten'), testField('so', { type: 'integer' })],
  primaryKey: ['ma'],
});
const columns = ['ma', 'ten', 'so'];

test('the second row of equal key and content is a duplicate, of other content rejected', async () => {
  const rows = [
    ['A', 'một', '1.000'],
    ['B', 'hai', '2'],
    ['A ', 'một', '1000'],
    ['A', 'khác', '1000'],
    ['A', 'khác', '1000'],
    ['B', 'hai', 'x'],
  ];
  const { result, rejects, accepted } = await checkRows(bench, { contract: keyed, tables: [{ columns, rows }] });
  expect(result).toMatchObject({ received: 6, accepted: 2, rejected: 3, duplicate: 1 });
  expect(rejects.map(({ _row, _kind, _reasons }) => [Number(_row), _kind, _reasons])).toEqual([
    [4, 'duplicate', 'ma.key'],
    [5, 'rejected', 'ma.key'],
    [6, 'rejected', 'ma.key'],
    [7, 'rejected', 'so.type; ma.key'],
  ]);
  expect(accepted).toContainEqual({ ma: 'A', ten: 'một', so: '1000' });
  // The duplicate fails the key's rule in the score, and has no finding.
  expect(result.score.sach).toMatchObject({ applicable: 6 + 6 + 6, passed: 18 - 4 - 1 });
  expect(result.findingsByRule.find(({ rule }) => rule === 'ma.key')).toMatchObject({
    rows: 3,
    errorGroup: 'duplicate',
    criterion: 'sach',
  });
  expect(result.findings.find(({ row }) => row === 5)?.message.vi).toContain('đã có ở dòng 2');
});

test('a key of several fields is compared whole; rows without it are not compared', async () => {
  const contract = testContract({
    fields: [
      testField('xa', { required: true }),
      testField('nam', { type: 'integer', required: true }),
      testField('so'),
    ],
    primaryKey: ['xa', 'nam'],
  });
  const rows = [
    ['24133', '2025', 'a'],
    ['24133', '2026', 'a'],
    ['24133', '2025', 'b'],
    [null, '2025', 'a'],
    [null, '2025', 'a'],
    ['24133', 'x', 'a'],
    ['24133', 'x', 'a'],
  ];
  const { result } = await checkRows(bench, { contract, tables: [{ columns: ['xa', 'nam', 'so'], rows }] });
  expect(result).toMatchObject({ accepted: 2, rejected: 5, duplicate: 0 });
  expect(result.findings.filter(({ rule }) => rule === 'xa+nam.key')).toMatchObject([
    { row: 4, field: null, fields: ['xa', 'nam'], value: '24133; 2025' },
  ]);
});

test('an append counts what the dataset holds as the first row, and an upsert does not ask', async () => {
  const held = join(bench.folder, 'held.parquet');
  await bench.connection.run(
    `copy (select 'A' as ma, 'một' as ten, 1::bigint as so) to ${quoteText(held)} (format parquet)`,
  );
  const tables = [
    {
      columns,
      rows: [
        ['A', 'một', '1'],
        ['A', 'khác', '1'],
        ['C', 'ba', '3'],
      ],
    },
  ];
  const append = await checkRows(bench, { contract: keyed, tables, mode: 'append', existing: { files: [held] } });
  expect(append.result).toMatchObject({ accepted: 1, rejected: 1, duplicate: 1, notChecked: [] });
  expect(append.result.findings[0]?.message.en).toContain('already in the dataset');
  const upsert = await checkRows(bench, { contract: keyed, tables, mode: 'upsert', existing: { files: [held] } });
  expect(upsert.result).toMatchObject({ accepted: 2, rejected: 1, duplicate: 0 });
  const offline = await checkRows(bench, { contract: keyed, tables, mode: 'append' });
  expect(offline.result.notChecked).toEqual(['ma.key-against-dataset']);
});

test('without a key nothing is a duplicate; a unique field takes a value once', async () => {
  const contract = testContract({ fields: [testField('email', { unique: true }), testField('ten')] });
  const rows = [
    ['a@b.vn', 'x'],
    ['a@b.vn', 'x'],
    [null, 'x'],
    [null, 'x'],
    ['', 'x'],
    ['', 'x'],
  ];
  const { result } = await checkRows(bench, { contract, tables: [{ columns: ['email', 'ten'], rows }] });
  expect(result).toMatchObject({ accepted: 5, rejected: 1, duplicate: 0 });
  expect(result.findingsByRule).toMatchObject([{ rule: 'email.unique', rows: 1 }]);
  expect(result.score.sach).toMatchObject({ passed: 6 + 1, applicable: 6 + 2 });
});

test('a cell that cannot be read is part of what a row says', async () => {
  const rows = [
    ['A', 'một', 'x'],
    ['A', 'một', ' x'],
    ['A', 'một', 'y'],
    ['A', 'một', null],
  ];
  const { rejects } = await checkRows(bench, { contract: keyed, tables: [{ columns, rows }] });
  expect(rejects.map(({ _kind, _reasons }) => [_kind, _reasons])).toEqual([
    ['rejected', 'so.type'],
    ['duplicate', 'ma.key'],
    ['rejected', 'so.type; ma.key'],
    ['rejected', 'ma.key'],
  ]);
});

test('a field that the dataset has not yet is null in what it holds', async () => {
  const held = join(bench.folder, 'older.parquet');
  await bench.connection.run(`copy (select 'A' as ma, 'một' as ten) to ${quoteText(held)} (format parquet)`);
  const rows = [
    ['A', 'một', null],
    ['A', 'một', '1'],
  ];
  const { result } = await checkRows(bench, {
    contract: keyed,
    tables: [{ columns, rows }],
    mode: 'append',
    existing: { files: [held] },
  });
  expect(result).toMatchObject({ accepted: 0, rejected: 1, duplicate: 1 });
});

test('who fills one unit takes no key from another, though an upsert asks for none', async () => {
  const held = join(bench.folder, 'neighbours.parquet');
  await bench.connection.run(
    `copy (select * from (values ('A', 'một', '24169'), ('B', 'hai', '24133')) as t (ma, ten, so)) to ${quoteText(held)} (format parquet)`,
  );
  const contract = testContract({
    fields: [testField('ma', { required: true }), testField('ten'), testField('so')],
    primaryKey: ['ma'],
  });
  const { rejects } = await checkRows(bench, {
    contract,
    tables: [
      {
        columns,
        rows: [
          ['A', 'của tôi', '24133'],
          ['B', 'sửa', '24133'],
          ['A', 'một', '24169'],
        ],
      },
    ],
    mode: 'upsert',
    existing: { files: [held] },
    unit: { field: 'so', value: '24133' },
  });
  expect(rejects.map(({ _row, _reasons }) => [Number(_row), _reasons])).toEqual([
    [2, 'ma.key'],
    [4, 'so.unit; ma.key'],
  ]);
});
