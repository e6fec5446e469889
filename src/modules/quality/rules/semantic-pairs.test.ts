import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field } from '#modules/catalog/index.ts';
import { checkRows, openTestBench, testContract, testField, type TestBench } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

async function findingsOf(fields: readonly Field[], rows: readonly (readonly (string | null)[])[]) {
  const both = [];
  for (const examineAll of [false, true]) {
    both.push(
      await checkRows(bench, {
        contract: testContract({ fields }),
        tables: [{ columns: fields.map(({ name }) => name), rows }],
        examineAll,
      }),
    );
  }
  const [sifted, examined] = both.map(({ result }) =>
    result.findings.map(({ row, rule, severity, fields: of }) => [row, rule, severity, of]),
  );
  expect(sifted).toEqual(examined);
  return { found: sifted, score: both[0]?.result.score };
}

const id = testField('so_dinh_danh', { semanticType: 'personal-id', personal: 'basic', mask: 'last4' });

test('a personal id that is not of the year or gender that the row says is warned of, and of nothing else', async () => {
  const fields = [
    id,
    testField('ngay_sinh', { type: 'date', personal: 'basic' }),
    testField('gioi_tinh', { labels: { vi: 'Giới tính', en: 'Sex' } }),
  ];
  const { found, score } = await findingsOf(fields, [
    ['066085000001', '1985-05-07', 'Nam'],
    ['066185000001', '1985-05-07', 'Nữ'],
    ['066205000001', '2005-01-01', '1'],
    ['066085000001', '1986-05-07', 'Nam'],
    ['066085000001', '1985-05-07', 'nữ'],
    ['066085000001', null, null],
    [null, '1985-05-07', 'Nam'],
    ['066085000001', '1985-05-07', 'khác'],
    ['06608500', '1985-05-07', 'Nam'],
  ]);
  const [birth, gender] = ['so_dinh_danh+ngay_sinh.semantic', 'so_dinh_danh+gioi_tinh.semantic'];
  expect(found).toEqual([
    [5, birth, 'warn', ['so_dinh_danh', 'ngay_sinh']],
    [6, gender, 'warn', ['so_dinh_danh', 'gioi_tinh']],
    [10, 'so_dinh_danh.semantic', 'error', undefined],
  ]);
  expect(score?.thongNhat).toBeNull();
});

test('a year of birth alone is compared, too', async () => {
  const fields = [id, testField('nam_sinh', { type: 'integer' })];
  const { found } = await findingsOf(fields, [
    ['066085000001', '1985'],
    ['066085000001', '1895'],
  ]);
  expect(found?.map(([row]) => row)).toEqual([3]);
});

test('of two persons in a row nobody knows whose birth it is', async () => {
  const fields = [id, { ...id, name: 'so_dinh_danh_me' }, testField('ngay_sinh', { type: 'date', personal: 'basic' })];
  const { found } = await findingsOf(fields, [['066085000001', '066185000002', '2020-01-01']]);
  expect(found).toEqual([]);
});

test('a health insurance card and the social insurance number must be of one person', async () => {
  const fields = [
    testField('the_bhyt', { semanticType: 'health-insurance' }),
    testField('so_bhxh', { semanticType: 'social-insurance' }),
  ];
  const { found, score } = await findingsOf(fields, [
    ['DN4661234567890', '1234567890'],
    ['DN4661234567890', '1234567891'],
    ['1234567890', '1234567890'],
    ['DN4661234567890', '066085000001'],
    [null, '1234567890'],
  ]);
  expect(found).toEqual([[3, 'the_bhyt+so_bhxh.semantic', 'error', ['the_bhyt', 'so_bhxh']]]);
  expect(score?.thongNhat).toEqual({ passed: 2, applicable: 3, percent: expect.closeTo(66.67, 1) });
});
