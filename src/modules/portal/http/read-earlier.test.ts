import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
});
afterAll(() => platform.close());

const key = { primaryKey: true, primaryKeyPosition: 1, required: true };
const formerly = (...names: string[]) => ({
  customProperties: [{ property: 'daklake.formerNames', value: names }],
});

async function put(id: string, version: string, fields: readonly object[]) {
  const answer = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({ id, version, fields: fields as Record<string, unknown>[] }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const load = (id: string, ...lines: string[]) => platform.load(id, lines.join('\n'), { headers: steward });

async function read(path: string, init?: RequestInit) {
  const answer = await platform.call(`/api/v1/datasets/${path}`, init);
  return answer.headers.get('content-type')?.includes('json') === true ? answer.json() : answer.text();
}

const before = [
  { name: 'ma', logicalType: 'string', ...key },
  { name: 'ten', logicalType: 'string' },
  { name: 'tuoi', logicalType: 'integer' },
  { name: 'ghi_chu', logicalType: 'string' },
];
const after = [
  { name: 'ma_so', logicalType: 'string', ...key, ...formerly('ma') },
  { name: 'ho_ten', logicalType: 'string', ...formerly('ten') },
  { name: 'tuoi', logicalType: 'number' },
  { name: 'que_quan', logicalType: 'string' },
];

test('an earlier snapshot reads under the new contract: renamed, widened, new and removed fields', async () => {
  const id = 'doi-truong';
  expect((await put(id, '1.0.0', before)).status).toBe(201);
  const first = await load(id, 'ma,ten,tuoi,ghi_chu', 'A1,An,30,cũ', 'B2,Bình,41,');
  const { status, body } = await put(id, '1.1.0', after);
  expect(status).toBe(200);
  const warnings = body.warnings as { code: string; reason: { en: string } }[];
  expect(warnings.map(({ code }) => code).toSorted()).toEqual(['field-dropped', 'field-renamed', 'field-renamed']);
  const second = await load(id, 'ma_so,ho_ten,tuoi,que_quan', 'A1,An,30,Huế', 'B2,Bình,41.5,', 'C3,Cúc,5,');
  expect(second.difference).toEqual({ rows: 3, added: 1, changed: 2, removed: 0 });

  const asOf = `asOf=${first.snapshot}`;
  const earlier = [
    { ma_so: 'A1', ho_ten: 'An', tuoi: 30, que_quan: null },
    { ma_so: 'B2', ho_ten: 'Bình', tuoi: 41, que_quan: null },
  ];
  expect(await read(`${id}/records?order=ma_so&${asOf}`)).toEqual(earlier);
  expect(await read(`${id}/records?ho_ten=eq.An&${asOf}`)).toEqual(earlier.slice(0, 1));
  expect(await read(`${id}/records?ma_so=eq.B2&${asOf}`)).toEqual(earlier.slice(1));
  const asked = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const question = { where: { field: 'tuoi', op: 'gt', value: 35.5 }, select: ['ho_ten'] };
  expect(await read(`${id}/query?${asOf}`, { ...asked, body: JSON.stringify(question) })).toMatchObject({
    items: [{ ho_ten: 'Bình' }],
  });
  expect(await read(`${id}/download.csv?${asOf}`)).toBe('ma_so,ho_ten,tuoi,que_quan\nA1,An,30,\nB2,Bình,41,\n');
  const compared = await platform.call(`/api/v1/datasets/${id}/snapshots/${second.snapshot}/changes`);
  const changes = (await compared.json()) as { items: unknown[] };
  expect(changes).toMatchObject({ against: first.snapshot });
  expect(changes.items).toMatchObject([
    { kind: 'changed', key: { ma_so: 'A1' }, fields: ['que_quan'] },
    { kind: 'changed', key: { ma_so: 'B2' }, fields: ['tuoi'] },
    { kind: 'added', key: { ma_so: 'C3' } },
  ]);
});

test('what would leave stored values unreadable is refused, unless the first number of the version says so', async () => {
  const id = 'pha-vo';
  await put(id, '1.0.0', before);
  await load(id, 'ma,ten,tuoi,ghi_chu', 'A1,An,30,');
  const narrowed = before.map((field) => (field.name === 'ten' ? { ...field, logicalType: 'integer' } : field));
  const refused = await put(id, '1.1.0', narrowed);
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toMatchObject([{ code: 'field-retyped', line: expect.any(Number) as number }]);
  const lost = before.map((field) => (field.name === 'ma' ? { ...field, name: 'so' } : field));
  expect((await put(id, '1.1.0', lost)).body.errors).toMatchObject([{ code: 'key-field-dropped' }]);
  const taken = [...before, { name: 'biet_danh', logicalType: 'string', ...formerly('ten') }];
  expect((await put(id, '1.1.0', taken)).body.errors).toMatchObject([{ code: 'former-name-taken' }]);
  expect((await put(id, '2.0.0', lost)).status).toBe(200);
});
