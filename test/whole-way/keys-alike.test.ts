import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  const fields = [
    { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
    { name: 'so', logicalType: 'number' },
  ];
  for (const [id, loadMode] of [
    ['khoa-giong-nhau', 'upsert'],
    ['so-vo-han', 'replace'],
  ] as const) {
    const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/json' },
      body: makeContract({ id, fields, facts: { 'daklake.loadMode': loadMode, 'daklake.holdBelow': 0 } }),
    });
    if (!response.ok) throw new Error(await response.text());
  }
});
afterAll(() => platform.close());

const load = (dataset: string, rows: readonly string[]) =>
  platform.load(dataset, ['ma,so', ...rows].join('\n'), { headers: steward });

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads what an outsider would: JSON of no type
const records = async (query = ''): Promise<any> =>
  (await platform.call(`/api/v1/datasets/khoa-giong-nhau/records?select=ma,so${query}`)).json();

test('keys are one where only blanks at the ends or the Unicode form differ, and two where the case does', async () => {
  expect(await load('khoa-giong-nhau', ['Đắk 1,1', 'đắk 1,2'])).toMatchObject({ result: { accepted: 2 } });
  const variants = ['Đắk 1'.normalize('NFD'), '"Đắk 1 "', '" Đắk 1\u00a0"'];
  for (const [index, variant] of variants.entries()) {
    const delivery = await load('khoa-giong-nhau', [`${variant},${index + 10}`]);
    expect([variant, delivery]).toMatchObject([
      variant,
      { state: 'published', difference: { rows: 2, added: 0, changed: 1, removed: 0 } },
    ]);
  }
  expect(await records()).toEqual([
    { ma: 'Đắk 1', so: 12 },
    { ma: 'đắk 1', so: 2 },
  ]);
  expect(await records(`&ma=eq.${encodeURIComponent('đắk 1')}`)).toEqual([{ ma: 'đắk 1', so: 2 }]);
  // In one file they are duplicates where the rows are equal, and doubled keys where not.
  const twice = await load('khoa-giong-nhau', ['C1,1', '"C1 ",1', '"C1 ",2']);
  expect(twice.result).toMatchObject({ accepted: 1, duplicate: 1, rejected: 1 });
});

test('what is no number is none: not a number, infinite, or past what a double holds', async () => {
  const words = ['NaN', 'nan', 'inf', '-inf', 'Infinity', '-Infinity', '+∞', '1e999', '-1e400'];
  const delivery = await load('so-vo-han', [
    ...words.map((word, index) => `n${index},${word}`),
    'a,1e308',
    'b,1.5e308',
  ]);
  expect(delivery.result).toMatchObject({ accepted: 2, rejected: words.length });
  expect(new Set(delivery.result?.findings.map(({ rule }) => rule))).toEqual(new Set(['so.type']));
  const sum = await platform.call('/api/v1/datasets/so-vo-han/query', {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: JSON.stringify({ aggregates: [{ fn: 'sum', field: 'so', as: 'tong' }] }),
  });
  // No answer holds an infinity, which JSON could not write.
  expect(await sum.json()).toMatchObject({ items: [{ tong: null }] });
});
