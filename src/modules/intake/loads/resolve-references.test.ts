import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';

let platform: TestPlatform;
const steward: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  platform = await startTestPlatform();
  for (const agency of ['H15.05', 'H15.06']) steward[agency] = await platform.as('steward', { agency });
});
afterAll(() => platform.close());

const key = { primaryKey: true, primaryKeyPosition: 1, required: true };

async function put(id: string, facts: Readonly<Record<string, unknown>>, to?: string): Promise<void> {
  const refers = to === undefined ? {} : { relationships: [{ to }] };
  const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward[String(facts['daklake.owner'] ?? 'H15.05')], 'content-type': 'application/json' },
    body: makeContract({
      id,
      fields: [
        { name: 'ma', logicalType: 'string', ...key },
        { name: 'ma_dm', logicalType: 'string', ...refers },
      ],
      facts: { 'daklake.holdBelow': 0, ...facts },
      document: { name: id },
    }),
  });
  if (!response.ok) throw new Error(await response.text());
}

const load = (dataset: string, rows: readonly string[], agency = 'H15.05') =>
  platform.load(dataset, ['ma,ma_dm', ...rows].join('\n'), { headers: steward[agency] ?? {} });

test('a load is checked against what the other dataset holds at its time', async () => {
  await put('dan-toc', {});
  await put('ho-dan', {}, 'schema/dan-toc/properties/ma');
  const early = await load('ho-dan', ['1,Kinh']);
  expect(early).toMatchObject({ state: 'published', result: { accepted: 1, notChecked: ['ma_dm.reference'] } });
  expect(early.result?.warnings.map(({ code }) => code)).toEqual(['reference-not-checked']);
  await load('dan-toc', ['Kinh,', 'Ê Đê,']);
  const checked = await load('ho-dan', ['1,Kinh', '2,Ê Đê', '3,Gia Rai', '4,']);
  expect(checked.result).toMatchObject({ accepted: 3, rejected: 1, notChecked: [], warnings: [] });
  expect(checked.result?.findings).toMatchObject([
    { row: 4, rule: 'ma_dm.reference', value: 'Gia Rai', expected: 'một mã có trong bộ dữ liệu «dan-toc»' },
  ]);
  // Read back from what is kept, by whoever sees the load.
  const kept = await platform.call(`/api/v1/loads/${checked.id}/findings`, { headers: steward['H15.05'] ?? {} });
  expect(await kept.json()).toMatchObject({ items: [{ message: { en: expect.stringContaining('“dan-toc”') } }] });
});

test('the same file again is checked again where what it refers to has changed, and only there', async () => {
  await put('vung', {});
  await put('diem', {}, 'schema/vung/properties/ma');
  await load('vung', ['A,']);
  const rows = ['1,A', '2,B'];
  expect((await load('diem', rows)).result).toMatchObject({ accepted: 1, rejected: 1 });
  expect(await load('diem', rows)).toMatchObject({ unchanged: true });
  await load('vung', ['A,', 'B,']);
  expect(await load('diem', rows)).toMatchObject({ unchanged: false, result: { accepted: 2, rejected: 0 } });
  await load('vung', ['A,', 'B,', 'C,']);
  expect(await load('diem', rows)).toMatchObject({ unchanged: true });
});

test('a field that the other dataset has not, or a dataset that is none, is not checked', async () => {
  await put('thieu-cot', {}, 'schema/dan-toc/properties/khong_co');
  await put('thieu-bo', {}, 'schema/khong-co/properties/ma');
  for (const dataset of ['thieu-cot', 'thieu-bo']) {
    const { result } = await load(dataset, ['1,X']);
    expect(result).toMatchObject({ accepted: 1, notChecked: ['ma_dm.reference'] });
    expect(result?.warnings.map(({ code }) => code)).toEqual(['reference-not-checked']);
  }
});

test('a private dataset of another agency tells nothing of what it holds, one of the same agency does', async () => {
  await put('rieng', { 'daklake.access': 'private' });
  await load('rieng', ['a,']);
  await put('cung-co-quan', {}, 'schema/rieng/properties/ma');
  await put('khac-co-quan', { 'daklake.owner': 'H15.06' }, 'schema/rieng/properties/ma');
  expect((await load('cung-co-quan', ['1,a', '2,b'])).result).toMatchObject({ accepted: 1, rejected: 1 });
  const other = await load('khac-co-quan', ['1,a', '2,b'], 'H15.06');
  expect(other.result).toMatchObject({ accepted: 2, notChecked: ['ma_dm.reference'] });
  expect(JSON.stringify(other.result?.warnings)).toContain('không có «rieng.ma»');
});

test('a dataset that refers to itself keeps its rows together', async () => {
  await put('don-vi', { 'daklake.loadMode': 'upsert' }, 'schema/don-vi/properties/ma');
  expect((await load('don-vi', ['G,', 'A,G', 'B,?'])).result).toMatchObject({ accepted: 2, rejected: 1 });
  expect((await load('don-vi', ['C,A', 'D,C', 'E,B'])).result).toMatchObject({ accepted: 2, rejected: 1 });
});
