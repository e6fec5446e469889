import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createCatalog, type Catalog } from './catalog.ts';
import { catalogMigrations } from './store/migrations.ts';
import { contractText, property, type TestContract } from './test-contract.ts';

let test_: TestDatabase;
let catalog: Catalog;
let now = new Date('2026-01-01T00:00:00Z');
const everybody = { open: true, shared: true, private: 'none' } as const;
const page = { visible: everybody, limit: 20, offset: 0 };
const agencyName = (code: string) => (code === 'H15.05' ? 'Sở Nông nghiệp và Môi trường' : code);

beforeAll(async () => {
  test_ = await createTestDatabase({ migrations: catalogMigrations });
});
afterAll(() => test_.close());
beforeEach(async () => {
  await sql`truncate catalog.datasets cascade`.execute(test_.database);
  // Anew: nothing that was kept is of this test's rows.
  catalog = createCatalog({ database: test_.database, clock: () => now, agencyName });
});

async function put(given: TestContract = {}, by = 'Lan') {
  const text = contractText(given);
  const { contract } = catalog.readContract(given.id ?? 'ho-ngheo', text);
  return catalog.putContract(contract, text, by);
}

async function find(q: string, more: object = {}) {
  const { items } = await catalog.searchDatasets({ ...page, q, ...more });
  return items.map(({ id }) => id);
}

test('a contract is created, unchanged when put again, updated when it differs', async () => {
  expect((await put()).status).toBe('created');
  expect((await put()).status).toBe('unchanged');
  const { status, contract } = await put({ name: 'Hộ nghèo và cận nghèo' });
  expect(status).toBe('updated');
  expect(contract).toMatchObject({
    version: '1.0.0',
    revision: 2,
    title: { vi: 'Hộ nghèo và cận nghèo' },
    createdBy: 'Lan',
  });
});

test('the same content as JSON changes nothing', async () => {
  await put();
  const { contract } = catalog.readContract('ho-ngheo', contractText());
  const json = JSON.stringify(contract.document);
  const { status } = await catalog.putContract(catalog.readContract('ho-ngheo', json).contract, json, 'Lan');
  expect(status).toBe('unchanged');
});

test('revisions count within a version, and one version may come back', async () => {
  await put();
  await put({ name: 'B' });
  expect((await put({ version: '1.1.0' })).contract.revision).toBe(1);
  expect((await put()).contract).toMatchObject({ version: '1.0.0', revision: 3 });
  const versions = await catalog.listContractVersions('ho-ngheo', { limit: 10, offset: 0 });
  expect(versions.filter(({ current }) => current)).toMatchObject([{ version: '1.0.0', revision: 3 }]);
  expect(versions).toHaveLength(4);
});

test('an earlier version is read as it was', async () => {
  await put();
  await put({ name: 'B' });
  expect((await catalog.getContractVersion('ho-ngheo', '1.0.0', 1)).title.vi).toBe('Hộ nghèo');
  await expect(catalog.getContractVersion('ho-ngheo', '1.0.0', 9)).rejects.toMatchObject({
    code: 'contract-version-unknown',
  });
});

test('a contract read by another instance is the same value', async () => {
  const { contract } = await put({ custom: { unitField: 'ma_ho', partitionBy: ['ma_ho'], holdBelow: 0 } });
  const other = createCatalog({ database: test_.database, clock: () => now, agencyName });
  expect(await other.getContract('ho-ngheo')).toEqual(contract);
  expect(await other.getContractText(contract)).toContain('daklake.owner');
});

test('puts of one dataset at once take turns', async () => {
  const results = await Promise.all(['A', 'B', 'C', 'D'].map((name) => put({ name })));
  expect(results.map(({ status }) => status).toSorted()).toEqual(['created', 'updated', 'updated', 'updated']);
  const versions = await catalog.listContractVersions('ho-ngheo', { limit: 10, offset: 0 });
  expect(versions.map(({ revision }) => revision).toSorted()).toEqual([1, 2, 3, 4]);
});

test('an unknown dataset has no contract', async () => {
  expect(await catalog.findContract('khong-co')).toBeUndefined();
  await expect(catalog.getContract('khong-co')).rejects.toMatchObject({ code: 'dataset-unknown', kind: 'not-found' });
});

test('words without accents find words with them, in either composition of a tone', async () => {
  await put({ id: 'a', name: 'Đường bộ Đắk Lắk' });
  await put({ id: 'b', name: 'Bệnh viện', purpose: 'Cơ sở khám chữa bệnh, hoà giải' });
  for (const q of ['duong bo', 'ĐƯỜNG', 'đương', 'dak lak duong', 'duo']) expect(await find(q), q).toEqual(['a']);
  for (const q of ['hòa giải', 'hoà', 'kham chua', 'bênh viên']) expect(await find(q), q).toEqual(['b']);
  expect(await find('xyzt')).toEqual([]);
});

test('only the last word may be a beginning', async () => {
  const properties = [property('ma')];
  await put({ id: 'a', name: 'Hồ sơ thủ tục', properties });
  await put({ id: 'b', name: 'Sở Khoa học và Công nghệ', properties });
  for (const q of ['hồ sơ', 'ho so', 'ho so thu tu']) expect(await find(q), q).toEqual(['a']);
  for (const q of ['khoa ho', 'cong ngh']) expect(await find(q), q).toEqual(['b']);
});

test('exact accents rank higher', async () => {
  await put({ id: 'a', name: 'Ma tuý và tệ nạn' });
  await put({ id: 'b', name: 'Má hồng' });
  await put({ id: 'c', name: 'Mã số vùng trồng' });
  expect((await find('mã'))[0]).toBe('c');
  expect((await find('má'))[0]).toBe('b');
  expect(await find('ma')).toHaveLength(3);
});

test('a field, an alias, the agency and the identifier find the dataset', async () => {
  const fields = [
    property('so_khau', {}, { labels: { vi: 'Số nhân khẩu', en: 'Members' }, aliases: ['Nhân khẩu thực tế'] }),
  ];
  await put({ id: 'ho-ngheo-2025', properties: fields });
  await put({ id: 'khac', name: 'Cầu', custom: { owner: 'H15.09' }, properties: [property('ma')] });
  for (const q of ['nhan khau', 'members', 'thuc te', 'nong nghiep', 'H15.05', 'ho-ngheo-2025', 'so_khau']) {
    expect(await find(q), q).toEqual(['ho-ngheo-2025']);
  }
});

test('what is nearly right is found where nothing is right', async () => {
  await put({ id: 'a', name: 'Trạm thu phát sóng di động' });
  await put({ id: 'b', name: 'Hồ thuỷ lợi' });
  expect(await find('tram thu phat sonh')).toEqual(['a']);
});

test('what was typed is never an operator', async () => {
  await put();
  for (const q of ["'", "a' | b", '&', '!ho', '<->', ':*', '%', '\\', '(', 'ho:*'])
    await expect(find(q)).resolves.toBeInstanceOf(Array);
  expect(await find('  ')).toEqual(['ho-ngheo']);
});

test('private datasets are found by those who may see them', async () => {
  await put({ id: 'mo' });
  await put({ id: 'rieng', custom: { access: 'private' } });
  await put({
    id: 'rieng-xa',
    custom: { access: 'private', owner: 'H15.09', unitField: 'ma_ho', partitionBy: 'ma_ho' },
  });
  const seen = async (
    access: typeof everybody.private | 'all' | { owners: readonly string[]; filledByUnits: boolean },
  ) => {
    const { items, total, facets } = await catalog.searchDatasets({
      ...page,
      visible: { open: true, shared: true, private: access },
    });
    expect(facets.access.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    return items.map(({ id }) => id).toSorted();
  };
  expect(await seen('none')).toEqual(['mo']);
  expect(await seen('all')).toEqual(['mo', 'rieng', 'rieng-xa']);
  expect(await seen({ owners: ['H15.05'], filledByUnits: false })).toEqual(['mo', 'rieng']);
  expect(await seen({ owners: ['H15.77'], filledByUnits: true })).toEqual(['mo', 'rieng-xa']);
});

test('facets count under the other filters, not under their own', async () => {
  await put({ id: 'a', custom: { theme: 'y-te' } });
  await put({ id: 'b', custom: { theme: 'y-te', access: 'shared' } });
  await put({ id: 'c', custom: { theme: 'giao-duc', owner: 'H15.09' } });
  const { items, total, facets } = await catalog.searchDatasets({ ...page, theme: 'y-te', access: 'open' });
  expect(items.map(({ id }) => id)).toEqual(['a']);
  expect(total).toBe(1);
  expect(facets.theme).toEqual([{ value: 'giao-duc', count: 1 }, { value: 'y-te', count: 1 }]); // prettier-ignore
  expect(facets.access).toEqual([{ value: 'open', count: 1 }, { value: 'shared', count: 1 }]); // prettier-ignore
  expect(facets.agency).toEqual([{ value: 'H15.05', count: 1 }]);
});

test('titles sort by the Vietnamese alphabet, pages follow each other', async () => {
  for (const [id, name] of [['a', 'Đất'], ['b', 'Dân'], ['c', 'Ấp'], ['d', 'Ao'], ['e', 'Ăn']] as const) await put({ id, name }); // prettier-ignore
  const titles = async (offset: number) =>
    (await catalog.searchDatasets({ ...page, limit: 3, offset })).items.map(({ title }) => title.vi);
  expect([...(await titles(0)), ...(await titles(3))]).toEqual(['Ao', 'Ăn', 'Ấp', 'Dân', 'Đất']);
});

test('newest first, and only those asked for', async () => {
  for (const id of ['a', 'b', 'c']) {
    now = new Date(now.getTime() + 1000);
    await put({ id });
  }
  const { items } = await catalog.searchDatasets({ ...page, sort: 'newest', ids: ['a', 'c', 'x'] });
  expect(items.map(({ id }) => id)).toEqual(['c', 'a']);
  expect((await catalog.searchDatasets({ ...page, ids: [] })).total).toBe(0);
});

test('a changed contract changes what is found', async () => {
  await put({ name: 'Cầu đường' });
  await put({ name: 'Hồ chứa', custom: { theme: 'nang-luong' } });
  expect(await find('cầu')).toEqual([]);
  expect((await catalog.searchDatasets({ ...page, q: 'ho chua' })).items).toMatchObject([
    { theme: 'nang-luong', revision: 2 },
  ]);
});

test('problems come with line, reason and mend', () => {
  const bad = contractText({ custom: { access: 'public' }, properties: [property('Ma Xa')] });
  expect(() => catalog.readContract('ho-ngheo', bad)).toThrow(
    expect.objectContaining({
      code: 'contract-invalid',
      members: {
        errors: [
          expect.objectContaining({ line: 11, code: 'custom-value' }),
          expect.objectContaining({
            line: 15,
            code: 'field-name-shape',
            mend: expect.objectContaining({ vi: expect.stringContaining('ma_xa') }),
          }),
        ],
      },
    }),
  );
  expect(() => catalog.readContract('ho-ngheo', 'a: [')).toThrow(
    expect.objectContaining({ code: 'contract-unreadable', kind: 'invalid' }),
  );
});
