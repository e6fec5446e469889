import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoadView, restingStates } from '../../src/api/loads.ts';
import type { FormLook, MappingView } from '../../src/api/mappings.ts';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let officer: Record<string, string>;
const communes = { id: 'ho-ngheo', unit: '24169' };

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  officer = await platform.as('officer', { agency: 'H15.139', unit: communes.unit });
  await register('so-lieu', {});
  await register(communes.id, { 'daklake.unitField': 'ma_xa', 'daklake.partitionBy': ['ma_xa'] }, [
    { name: 'ma_xa', logicalType: 'string', required: true },
  ]);
});
afterAll(() => platform.close());

async function register(id: string, facts: object, more: readonly object[] = []): Promise<void> {
  const fields = [
    ...more,
    { name: 'ten_ho', logicalType: 'string', required: true, businessName: 'Tên chủ hộ' },
    { name: 'so_nguoi', logicalType: 'integer', required: true, businessName: 'Số nhân khẩu' },
    { name: 'ghi_chu', logicalType: 'string', businessName: 'Ghi chú' },
  ];
  const answer = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      id,
      fields: fields as never,
      facts: { 'daklake.loadMode': 'replace', 'daklake.holdBelow': 0, ...facts },
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const json = { 'content-type': 'application/json' };
const heads = ['TT', 'Đại diện gia đình', 'Thành viên', 'Diễn giải'];
const file = (headings: readonly string[], rows = ['1;Y Blim;4;cận nghèo', '2;H Nga;6;']) =>
  [`UBND XÃ EA KAO;;;`, `DANH SÁCH HỘ;;;`, headings.join(';'), ...rows].join('\n');
const columns = [
  { heading: 'TT', field: null },
  { heading: 'Đại diện gia đình', field: 'ten_ho' },
  { heading: 'Thành viên', field: 'so_nguoi' },
  { heading: 'Diễn giải', field: 'ghi_chu' },
];
const send = (dataset: string, content: string, headers = steward) => platform.load(dataset, content, { headers });
const put = (path: string, body: object, headers: Record<string, string> = steward) =>
  platform.call(`/api/v1/${path}`, { method: 'PUT', headers: { ...headers, ...json }, body: JSON.stringify(body) });
async function read<T>(path: string, headers = steward): Promise<T> {
  const answer = await platform.call(`/api/v1/${path}`, { headers });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}
async function settled(id: string, headers = steward): Promise<LoadView> {
  for (;;) {
    const load = LoadView.parse(await read(`loads/${id}`, headers));
    if (restingStates.includes(load.state)) return load;
    await sleep(20);
  }
}

test('[http.mappings] a form that the contract does not know is looked at, mapped, read again without being sent anew, and then known', async () => {
  const failed = await send('so-lieu', file(heads));
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'columns-missing' } });

  const look = await read<FormLook>(`loads/${failed.id}/form`);
  expect(look.rows.map(({ kind }) => kind)).toEqual(['title', 'title', 'header', 'data', 'data']);
  expect(look.columns.map(({ heading }) => heading)).toEqual(heads);
  expect(look.remembered).toBeNull();

  const used = await put(`loads/${failed.id}/mapping`, { columns, note: 'Mẫu của xã' });
  expect(used.status).toBe(202);
  const load = await settled(failed.id);
  expect(load).toMatchObject({
    state: 'published',
    error: null,
    result: { received: 2, accepted: 2, mapping: { fingerprint: look.fingerprint, version: 1 } },
  });

  // Another file of the form: other rows, case, accents and place of the table.
  const again = `${file(
    heads.map((text) => text.toUpperCase()),
    ['1;Y Wik;3;', '2;H Lan;2;', '3;Y Đam;5;'],
  )}\n`;
  const next = await send('so-lieu', `;;;\n${again}`);
  expect(next).toMatchObject({ state: 'published', result: { accepted: 3, mapping: { version: 1 } } });
  expect((await read<FormLook>(`loads/${next.id}/form`)).remembered).toEqual({
    fingerprint: look.fingerprint,
    version: 1,
  });
  const { items } = await read<{ items: MappingView[] }>('datasets/so-lieu/mappings');
  expect(items).toMatchObject([{ fingerprint: look.fingerprint, version: 1, current: true, note: 'Mẫu của xã' }]);
  expect((await readdir(join(platform.dataFolder, 'staging'))).filter((name) => name.startsWith('look-'))).toEqual([]);
});

test('[http.mappings.changed] a changed form goes on with a warning where what is required is found, else says what became of its columns', async () => {
  const moved = await send('so-lieu', file(['TT', 'Thành viên', 'Đại diện gia đình', 'Tổ'], ['1;4;Y Blim;2']));
  expect(moved).toMatchObject({ state: 'published', result: { mapping: { version: 1 } } });
  const warning = moved.result?.warnings.find(({ code }) => code === 'form-changed');
  expect(warning?.message.vi).toMatch(/Không còn: «Diễn giải».*Cột mới: «Tổ».*Đổi chỗ/);

  const renamed = await send('so-lieu', file(['TT', 'Đại diện gia đình', 'Thành viên hộ', 'Diễn giải'], ['1;Y B;4;']));
  expect(renamed).toMatchObject({ state: 'failed', error: { code: 'columns-missing' } });
  expect(renamed.error?.message?.vi).toContain('Đổi tên: «Thành viên» thành «Thành viên hộ».');
  const look = await read<FormLook>(`loads/${renamed.id}/form`);
  expect(look.changes).toMatchObject({ renamed: [{ from: 'Thành viên', to: 'Thành viên hộ' }], moved: [], gone: [] });
  expect(look.columns[2]).toMatchObject({ field: 'so_nguoi', confidence: 'guess' });
});

test('[http.mappings.versions] versions are kept, can be looked at and brought back; one that stands otherwise is not followed', async () => {
  const path = `datasets/so-lieu/mappings`;
  const { items } = await read<{ items: MappingView[] }>(path);
  const first = items.find(({ columns: mapped }) => mapped[1]?.heading === heads[1]);
  const form = `${path}/${first?.fingerprint}`;
  const without = { columns: columns.map((one) => (one.field === 'ghi_chu' ? { ...one, field: null } : one)) };
  const stale = await put(form, without, { ...steward, 'if-match': '"v9"' });
  expect(stale.status).toBe(412);
  expect(await stale.json()).toMatchObject({ code: 'mapping-changed' });
  const second = await put(form, { ...without, note: 'Bỏ diễn giải' }, { ...steward, 'if-match': '"v1"' });
  expect(second.status).toBe(200);
  expect(second.headers.get('etag')).toBe('"v2"');
  // The same bytes as in the first test: they are no repetition under another mapping.
  expect(await send('so-lieu', file(heads))).toMatchObject({ unchanged: false, result: { mapping: { version: 2 } } });
  expect(await send('so-lieu', file(heads))).toMatchObject({ unchanged: true });

  expect((await put(form, { columns })).headers.get('etag')).toBe('"v3"');
  expect((await put(form, { columns })).headers.get('etag')).toBe('"v3"');
  expect(await send('so-lieu', file(heads))).toMatchObject({ unchanged: false, result: { mapping: { version: 3 } } });
  const versions = await read<{ items: MappingView[] }>(`${form}/versions`);
  expect(versions.items.map(({ version, current }) => [version, current])).toEqual([
    [3, true],
    [2, false],
    [1, false],
  ]);
  expect(await read(`${form}?version=2`)).toMatchObject({ note: 'Bỏ diễn giải', columns: without.columns });
});

test('[http.mappings.proposed] an officer uses a mapping for his own load, with his commune in every row, and proposes it to the steward', async () => {
  const own = [...columns.slice(0, 3), { heading: 'Diễn giải', field: null }];
  const mapping = { columns: own, constants: [{ field: 'ma_xa', from: 'unit' }] };
  const failed = await send(communes.id, file(heads), officer);
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'columns-missing' } });
  expect((await put(`datasets/${communes.id}/mappings`, mapping, officer)).status).toBe(403);
  expect((await put(`loads/${failed.id}/mapping`, mapping, officer)).status).toBe(202);
  expect(await settled(failed.id, officer)).toMatchObject({ state: 'published', result: { accepted: 2 } });

  const { items } = await read<{ items: MappingView[] }>(`datasets/${communes.id}/mappings`);
  expect(items).toMatchObject([{ proposed: true, current: false, version: 1, load: failed.id }]);
  expect(await send(communes.id, file(heads, ['1;Y Cua;1;']), officer)).toMatchObject({ state: 'failed' });
  expect((await put(`datasets/${communes.id}/mappings`, mapping)).status).toBe(201);
  const next = await send(communes.id, file(heads, ['1;Y Cua;1;']), officer);
  expect(next).toMatchObject({ state: 'published', result: { mapping: { version: 2 }, accepted: 1 } });
  const answer = await platform.call(`/api/v1/datasets/${communes.id}/records`, { headers: officer });
  expect(await answer.json()).toMatchObject([{ ma_xa: communes.unit, ten_ho: 'Y Cua' }]);
});

test('mappings are for those who send and save them', async () => {
  expect((await platform.call('/api/v1/datasets/so-lieu/mappings')).status).toBe(401);
  expect((await put('datasets/so-lieu/mappings', { columns }, await platform.as('citizen'))).status).toBe(403);
  expect((await put('datasets/keine/mappings', { columns })).status).toBe(404);
  expect((await put('datasets/so-lieu/mappings', { columns: [] })).status).toBe(400);
  const unknown = columns.map((one) => ({ ...one, field: one.field && 'khong_co' }));
  expect((await put('datasets/so-lieu/mappings', { columns: unknown })).status).toBe(422);
  const incomplete = await put('datasets/so-lieu/mappings', { columns: columns.slice(0, 2) });
  expect(await incomplete.json()).toMatchObject({ code: 'mapping-incomplete', fields: ['so_nguoi'] });
  expect((await put('datasets/so-lieu/mappings/abc', { columns })).status).toBe(422);
  const published = await send('so-lieu', file(heads, ['1;Y Z;1;']));
  const other = await platform.as('officer', { agency: 'H15.101', unit: '24133' });
  expect((await platform.call(`/api/v1/loads/${published.id}/form`, { headers: other })).status).toBe(404);
});

test('a crosstab that was mapped in its long form is read so again, without anybody asking for it', async () => {
  const id = 'dan-so-theo-nam';
  const answer = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, ...json },
    body: makeContract({
      id,
      facts: { 'daklake.loadMode': 'replace', 'daklake.holdBelow': 0 },
      fields: ['noi', 'ky', 'tri_so'].map((name) => ({ name, logicalType: 'string', required: true })),
    }),
  });
  expect(answer.status).toBe(201);
  const crosstab = 'Địa phương;2021;2022;2023\nEa Kao;10;11;12\nBuôn Hồ;20;21;22\n';
  const failed = await platform.load(id, crosstab, { headers: steward, query: '&longForm=true' });
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'columns-missing' } });
  const look = await read<FormLook>(`loads/${failed.id}/form`);
  expect(look).toMatchObject({ longForm: true, rowCount: 6 });
  expect(look.rows[0]?.kind).toBe('header');
  const fieldOf = new Map([
    [0, 'noi'],
    [1, 'ky'],
    [2, 'tri_so'],
  ]);
  const long = look.columns.map(({ heading }, column) => ({ heading, field: fieldOf.get(column) ?? null }));
  expect((await put(`loads/${failed.id}/mapping`, { columns: long, longForm: true })).status).toBe(202);
  expect(await settled(failed.id)).toMatchObject({ state: 'published', result: { accepted: 6 } });
  const next = await send(id, crosstab.replace('Ea Kao', 'Ea Tu'));
  expect(next).toMatchObject({ state: 'published', result: { accepted: 6, mapping: { version: 1 } } });
});

test('what cannot be read, or is too wide, is said where its form is asked for; odd names are no fields', async () => {
  const cut = await send('so-lieu', '{"a": [1, 2');
  const wide = await send(
    'so-lieu',
    `${Array.from({ length: 2001 }, (_, at) => `c${at}`).join(';')}\n${';'.repeat(2000)}`,
  );
  for (const { id, state } of [cut, wide]) {
    expect(state).toBe('failed');
    const answer = await platform.call(`/api/v1/loads/${id}/form`, { headers: steward });
    expect(answer.status).toBe(422);
    expect(['json-invalid', 'too-wide', 'table-empty']).toContain(((await answer.json()) as { code: string }).code);
  }
  const published = await send('so-lieu', file(heads, ['1;Y Q;1;']));
  const beyond = await platform.call(`/api/v1/loads/${published.id}/form?table=7`, { headers: steward });
  expect(await beyond.json()).toMatchObject({ code: 'table-not-found' });
  const again = await put(`loads/${published.id}/mapping`, { columns });
  expect(await again.json()).toMatchObject({ readAgain: false });
  for (const field of ['__proto__', 'constructor', "'; drop table"]) {
    expect((await put('datasets/so-lieu/mappings', { columns: [{ heading: 'x', field }] })).status).toBe(422);
  }
  expect(
    (await put('datasets/so-lieu/mappings', { columns: [{ heading: 'x'.repeat(5000), field: null }] })).status,
  ).toBe(400);
  expect((await platform.call('/api/v1/loads/khong-co/form', { headers: steward })).status).toBe(404);
});

test('rows that a mapped load left out are mended by the file that it gives back', async () => {
  const id = 'co-hang-loi';
  await register(id, {});
  const mapping = { columns, note: 'Mẫu' };
  expect((await put(`datasets/${id}/mappings`, mapping)).status).toBe(201);
  const load = await send(id, file(heads, ['1;Y Blim;bốn;', '2;H Nga;6;']));
  expect(load).toMatchObject({ state: 'published', result: { accepted: 1, rejected: 1 } });
  const rejects = await (await platform.call(`/api/v1/loads/${load.id}/rejects.csv`, { headers: steward })).text();
  expect(rejects).toContain('Số nhân khẩu');
  const sent = await platform.call(`/api/v1/loads/${load.id}/corrections?name=sua.csv`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/octet-stream' },
    body: rejects.replace('bốn', '4'),
  });
  expect(sent.status, await sent.clone().text()).toBe(202);
  const { id: correction } = (await sent.json()) as { id: string };
  expect(await settled(correction)).toMatchObject({ state: 'published', result: { accepted: 1, rejected: 0 } });
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
