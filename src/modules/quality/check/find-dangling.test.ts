import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field } from '#modules/catalog/index.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { ReferenceTarget } from '../rules/reference-rule.ts';
import { checkRows, openTestBench, testContract, testField, type TestBench, type TestCheck } from '../test-check.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';

let bench: TestBench;
let made = 0;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

/** What the dataset «dm» holds in its field `ma`. */
async function holding(values: string, type = 'VARCHAR'): Promise<ReferenceTarget> {
  made += 1;
  const file = join(bench.folder, `target-${made}.parquet`);
  await bench.connection.run(`copy (select unnest(${values}) as ma) to ${quoteText(file)} (format parquet)`);
  const title = { vi: 'Danh mục', en: 'Register' };
  return { dataset: 'dm', field: 'ma', state: 'found', title, files: [file], type };
}

const refers = (given: Partial<Field> = {}): Field =>
  testField('ma_dm', { reference: { dataset: 'dm', field: 'ma' }, ...given });

function check(
  fields: readonly Field[],
  rows: readonly (readonly (string | null)[])[],
  given: Partial<TestCheck> = {},
) {
  return checkRows(bench, {
    contract: testContract({ fields }),
    tables: [{ columns: fields.map(({ name }) => name), rows }],
    ...given,
  });
}

test('a value that the other dataset has not is rejected, with its name; what is missing is not looked up', async () => {
  const references = [await holding(`['A', 'B', null, 'Đắk']`)];
  const rows = [['A'], ['C'], [''], [null], [' B '], ['Đắk'.normalize('NFD')], ['a']];
  const { result, rejects } = await check([refers()], rows, { references });
  expect(result).toMatchObject({ received: 7, accepted: 5, rejected: 2, notChecked: [] });
  expect(rejects.map((row) => [row['_row'], row['_reasons'], row['ma_dm']])).toEqual([
    ['3', 'ma_dm.reference', 'C'],
    ['8', 'ma_dm.reference', 'a'],
  ]);
  expect(result.findingsByRule).toMatchObject([
    { rule: 'ma_dm.reference', field: 'ma_dm', criterion: 'thongNhat', errorGroup: 'broken-reference', rows: 2 },
  ]);
  expect(result.score.thongNhat).toMatchObject({ passed: 3, applicable: 5 });
  expect(result.findings[0]).toEqual({
    table: null,
    row: 3,
    field: 'ma_dm',
    rule: 'ma_dm.reference',
    severity: 'error',
    value: 'C',
    expected: 'một mã có trong bộ dữ liệu «Danh mục»',
    message: {
      vi: 'Dòng 3, cột «ma_dm»: «C» không có trong bộ dữ liệu được tham chiếu. Cần: một mã có trong bộ dữ liệu «Danh mục». Sửa mã, hoặc bổ sung mã này vào bộ dữ liệu đó trước rồi gửi lại.',
      en: 'Row 3, column “ma_dm”: “C” is not in the dataset that is referred to. Expected: a code that is in the dataset “Register”. Correct the code, or add it to that dataset first and send this one again.',
    },
  });
});

test('values are compared as what they are', async () => {
  const numbers = [await holding('[7, 10, 9007199254740993]', 'BIGINT')];
  const whole = await check([refers({ type: 'integer' })], [['007'], ['10'], ['8'], ['x']], { references: numbers });
  expect(whole.rejects.map((row) => row['_reasons'])).toEqual(['ma_dm.reference', 'ma_dm.type']);
  const number = await check([refers({ type: 'number' })], [['7.0'], ['7.5']], { references: numbers });
  expect(number.rejects.map((row) => row['ma_dm'])).toEqual(['7.5']);
  const text = await check([refers()], [['7'], ['007']], { references: numbers });
  expect(text.rejects.map((row) => row['ma_dm'])).toEqual(['007']);
  const days = [await holding(`[date '2026-05-07']`, 'DATE')];
  const day = await check([refers({ type: 'date' })], [['7/5/2026'], ['2026-05-08']], { references: days });
  expect(day.rejects.map((row) => row['ma_dm'])).toEqual(['2026-05-08']);
});

test('what cannot be looked up is not checked; whoever could have been expected to know is told why', async () => {
  const offline = await check([refers()], [['A']]);
  expect(offline.result).toMatchObject({ accepted: 1, notChecked: ['ma_dm.reference'], warnings: [] });
  expect(offline.result.score.thongNhat).toBeNull();
  for (const [state, why] of [
    ['unpublished', 'Cột «ma_dm» chưa được đối chiếu: bộ dữ liệu «dm» chưa có dữ liệu.'],
    ['unknown', 'Cột «ma_dm» chưa được đối chiếu: không có «dm.ma» để tham chiếu.'],
  ] as const) {
    const target = { ...(await holding(`['A']`)), state, files: [] };
    const { result } = await check([refers()], [['X']], { references: [target], existing: { files: [] } });
    expect(result).toMatchObject({
      accepted: 1,
      notChecked: ['ma_dm.reference'],
      warnings: [{ code: 'reference-not-checked', message: { vi: why } }],
    });
  }
});

test('a dataset may refer to itself: to rows that come, and to rows that stay beside them', async () => {
  const fields = [
    testField('ma', { required: true }),
    testField('cap_tren', { reference: { dataset: 'test', field: 'ma' } }),
  ];
  const contract = testContract({ fields, primaryKey: ['ma'] });
  const held = await holding(`['Z']`);
  const rows = [
    ['A', null],
    ['B', 'A'],
    ['C', 'Z'],
    ['D', 'Q'],
  ];
  const tables = [{ columns: ['ma', 'cap_tren'], rows }];
  const left = async (mode: 'replace' | 'upsert' | 'append') => {
    const given = { mode, references: [], existing: held };
    const { rejects } = await checkRows(bench, { contract, tables, ...given });
    return rejects.map((row) => row['ma']);
  };
  expect(await left('replace')).toEqual(['C', 'D']);
  expect(await left('upsert')).toEqual(['D']);
  expect(await left('append')).toEqual(['D']);
});

const cells = ['A', 'B', 'C', '', ' A', 'Ă', 'Ă'.normalize('NFD'), "C'", 'NguyÔn V¨n', null];

test('looking at every row, or at the odd ones alone, finds the same', async () => {
  const references = [await holding(`['A', 'Ă', 'C''', 'Nguyễn Văn']`)];
  const row = fc.tuple(fc.constantFrom(...cells), fc.constantFrom('1', '2', 'x', null), fc.constantFrom(...cells));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 25 }), fc.nat({ max: 1 }), async (rows, keyed) => {
      const fields = [
        refers({ required: keyed === 1 }),
        testField('so', { type: 'integer' }),
        testField('cung', { reference: { dataset: 'test', field: 'ma_dm' } }),
      ];
      const contract = testContract({ fields, primaryKey: keyed === 1 ? ['ma_dm'] : [] });
      const tables = [{ columns: fields.map(({ name }) => name), rows }];
      const given = { contract, tables, references, existing: { files: [] }, maxFindings: 10_000 };
      const fast = await checkRows(bench, given);
      const slow = await checkRows(bench, { ...given, examineAll: true });
      const lean = await checkRows(bench, { ...given, writeRows: false });
      expect({ ...slow.result, seconds: 0 }).toEqual({ ...fast.result, seconds: 0 });
      expect({ ...lean.result, seconds: 0 }).toEqual({ ...fast.result, seconds: 0 });
      expect(slow.rejects).toEqual(fast.rejects);
      expect(slow.findings).toEqual(fast.findings);
      const { received, accepted, rejected, duplicate } = fast.result;
      expect(accepted + rejected + duplicate).toBe(received);
    }),
    { numRuns: lawRuns(6), endOnFailure: true },
  );
});
