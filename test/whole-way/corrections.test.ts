import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LoadView } from '../../src/api/loads.ts';
import { createMendLoop, faulty, heading, type MendLoop, type Sent } from '../support/mend-loop.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

// Every correction is looked at by a process of its own before it is taken.
vi.setConfig({ testTimeout: 90_000 });

let platform: TestPlatform;
let steward: Record<string, string>;
let loop: MendLoop;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  loop = createMendLoop(platform, steward, 'sua-loi');
});
afterAll(() => platform.close());

test('[http.corrections] [http.corrections.duplicate] a mended file takes in its rows, and only them; a duplicate stays one', async () => {
  const dataset = await loop.newDataset();
  const first = await loop.firstLoad(dataset);
  expect(first.result).toMatchObject({ received: 6, accepted: 2, rejected: 3, duplicate: 1 });
  expect(first.mending).toEqual({ rejected: 3, duplicate: 1, corrected: 0, open: 3 });
  const ledger = await loop.rejects(first.id);
  const mended = ledger.replace('A2,,', 'A2,Hồ Thị Dung,').replace('24133x', '24133');
  const correction = await loop.correct(first.id, mended);
  expect(correction, JSON.stringify(correction.error)).toMatchObject({
    state: 'published',
    corrects: first.id,
    mode: 'replace',
    result: { received: 4, accepted: 2, rejected: 1, duplicate: 1 },
    difference: { rows: 4, added: 2, changed: 0, removed: 0 },
    mending: { rejected: 1, duplicate: 1, corrected: 0, open: 1 },
  });
  expect((await loop.view(first.id)).mending).toEqual({ rejected: 3, duplicate: 1, corrected: 2, open: 1 });
  expect((await loop.records(dataset)).map(({ ma }) => ma)).toEqual(['A1', 'A2', 'A3', 'A6']);
  expect(correction.result?.findings).toMatchObject([{ row: 5, field: 'ngay', value: 'hôm nay' }]);
  // A duplicate sent back is a duplicate again.
  expect((await loop.rejects(correction.id)).split('\n').slice(1)).toEqual([
    ',5,rejected,ngay.type,A4,Lê Văn Cờ,24133,hôm nay,40',
    ',6,duplicate,ma.key,A1,Nguyễn Văn An,24133,2026-05-05,10',
    '',
  ]);
});

test('single rows are mended by field or heading; what is not named stays', async () => {
  const dataset = await loop.newDataset();
  const first = await loop.firstLoad(dataset);
  const rows = [
    { table: null, row: 3, values: { ten: 'Hồ Thị Dung' } },
    { row: 5, values: { Ngày: '2026-05-09', 'Số tiền': '41' } },
  ];
  const correction = await loop.correct(first.id, { rows });
  expect(correction).toMatchObject({ state: 'published', result: { received: 2, accepted: 2 } });
  expect((await loop.records(dataset)).slice(1, 3)).toMatchObject([
    { ma: 'A2', ten: 'Hồ Thị Dung', ma_xa: '24133', so_tien: 20 },
    { ma: 'A4', ten: 'Lê Văn Cờ', ngay: '2026-05-09', so_tien: 41 },
  ]);
  expect((await loop.view(first.id)).mending).toEqual({ rejected: 3, duplicate: 1, corrected: 2, open: 1 });
});

test('a certain suggestion is taken for all rows alike, once', async () => {
  const dataset = await loop.newDataset();
  const many = Array.from({ length: 30 }, (_, n) => `B${n},Nguyễn Văn An,${n < 20 ? '24133x' : '24133.'},,`);
  const first = await loop.firstLoad(dataset, `${heading}\nA1,Nguyễn Văn An,24133,2026-05-05,10\n${many.join('\n')}\n`);
  const listed = await platform.call(`/api/v1/loads/${first.id}/suggestions`, { headers: steward });
  const { items } = (await listed.json()) as { items: Record<string, unknown>[] };
  expect(items.filter(({ rule }) => rule === 'ma_xa.code-list')).toEqual([
    { rule: 'ma_xa.code-list', field: 'ma_xa', value: '24133x', suggestion: '24133', rows: 20 },
    { rule: 'ma_xa.code-list', field: 'ma_xa', value: '24133.', suggestion: '24133', rows: 10 },
  ]);
  const chosen = { rule: 'ma_xa.code-list', field: 'ma_xa' };
  const some = await loop.correct(first.id, { suggestions: [{ ...chosen, value: '24133.' }] });
  expect(some.result).toMatchObject({ received: 10, accepted: 10 });
  const all = await loop.correct(first.id, { suggestions: [chosen] });
  expect(all.result).toMatchObject({ received: 20, accepted: 20 });
  expect((await loop.view(first.id)).mending).toEqual({ rejected: 30, duplicate: 0, corrected: 30, open: 0 });
  expect(await loop.records(dataset)).toHaveLength(31);
  expect(await loop.refusal(first.id, { suggestions: [chosen] })).toMatchObject({
    status: 422,
    code: 'suggestion-unknown',
  });
});

test('a correction of a correction counts for the first load, too', async () => {
  const dataset = await loop.newDataset();
  const first = await loop.firstLoad(dataset);
  const half = await loop.correct(first.id, {
    rows: [
      { row: 3, values: { ten: '' } },
      { row: 5, values: { ngay: 'mai' } },
    ],
  });
  expect(half).toMatchObject({ state: 'published', snapshot: first.snapshot, result: { accepted: 0, rejected: 2 } });
  const ledger = (await loop.rejects(half.id)).replace('A2,,', 'A2,Hồ Thị Dung,').replace('mai', '2026-05-09');
  const whole = await loop.correct(half.id, ledger);
  expect(whole).toMatchObject({ corrects: half.id, result: { accepted: 2, rejected: 0 } });
  expect((await loop.view(half.id)).mending).toEqual({ rejected: 2, duplicate: 0, corrected: 2, open: 0 });
  expect((await loop.view(first.id)).mending).toEqual({ rejected: 3, duplicate: 1, corrected: 2, open: 1 });
  // Sent to the first load it is known as well: its rows are there already.
  expect((await loop.correct(first.id, ledger)).result).toMatchObject({ accepted: 0, duplicate: 2 });
});

test.for([true, false])(
  'the same correction twice changes nothing; other content for a row that was taken in is rejected (with a key: %s)',
  async (keyed) => {
    const dataset = await loop.newDataset((contract) =>
      keyed ? contract : contract.replace(/ +primaryKey: true\n +primaryKeyPosition: 1\n/, ''),
    );
    const first = await loop.firstLoad(dataset);
    const mended = (await loop.rejects(first.id)).split('\n').slice(0, 2).join('\n').replace('A2,,', 'A2,Hồ Thị Dung,');
    const once = await loop.correct(first.id, mended);
    expect(once).toMatchObject({ unchanged: false, result: { received: 1, accepted: 1 } });
    const twice = await loop.correct(first.id, mended);
    expect(twice).toMatchObject({
      state: 'published',
      unchanged: true,
      snapshot: once.snapshot,
      result: { accepted: 1 },
    });
    const same = await loop.correct(first.id, { rows: [{ row: 3, values: { ten: 'Hồ Thị Dung' } }] });
    expect(same.result).toMatchObject({ received: 1, accepted: 0, duplicate: 1, rejected: 0 });
    const other = await loop.correct(first.id, { rows: [{ row: 3, values: { ma: 'A9', ten: 'Hồ Thị Dung' } }] });
    expect(other.result).toMatchObject({ accepted: 0, rejected: 1 });
    expect(other.result?.findings).toMatchObject([{ rule: 'row.corrected', row: 3 }]);
    expect(other.mending).toMatchObject({ rejected: 1, open: 0 });
    expect(await loop.records(dataset)).toHaveLength((first.result?.accepted ?? 0) + 1);
  },
);

describe('what is wrong with a correction is said at once', () => {
  let dataset: string;
  let first: LoadView;
  let ledger: string;
  beforeAll(async () => {
    dataset = await loop.newDataset();
    first = await loop.firstLoad(dataset);
    ledger = await loop.rejects(first.id);
  });

  const row = (number: number) => ({ row: number, values: { ten: 'Y Bia' } });
  const cases: readonly (readonly [string, (ledger: string) => Sent, string, RegExp])[] = [
    ['a row that was accepted', () => ({ rows: [row(2)] }), 'correction-row-unknown', /[Rr]ow 2/],
    ['a row that there never was', () => ({ rows: [row(99)] }), 'correction-row-unknown', /99/],
    ['a row of another table', () => ({ rows: [{ table: 'B', ...row(3) }] }), 'correction-row-unknown', /“B”/],
    ['a row twice', () => ({ rows: [row(3), row(3)] }), 'correction-row-twice', /3/],
    ['an unknown field', () => ({ rows: [{ row: 3, values: { tuoi: '4' } }] }), 'correction-field-unknown', /tuoi/],
    [
      'a name of JavaScript’s own',
      () => ({ rows: [{ row: 3, values: JSON.parse('{"__proto__":"4"}') as unknown }] }),
      'correction-invalid',
      /__proto__/,
    ],
    ['a shape of its own', () => ({ rows: [{ row: 'x' }] }), 'correction-invalid', /rows/],
    [
      'a NUL, which no file could hold',
      () => ({ rows: [{ row: 3, values: { ten: 'Y\0Bia' } }] }),
      'correction-invalid',
      /NUL/,
    ],
    [
      'half a character',
      () => ({ rows: [{ row: 3, values: { ten: '\ud800' } }] }),
      'correction-invalid',
      /half a character/,
    ],
    ['nothing', () => ({ rows: [] }), 'correction-invalid', /rows/],
    [
      'a suggestion nobody made',
      () => ({ suggestions: [{ rule: 'ngay.type', field: 'ngay' }] }),
      'suggestion-unknown',
      /ngay/,
    ],
    ['the first file again', () => faulty, 'correction-unplaced', /_row/],
    [
      'a place that is no number',
      (text) => text.replace(',3,rejected', ',ba,rejected'),
      'correction-unplaced',
      /line 2/,
    ],
    [
      'a place between two rows',
      (text) => text.replace(',3,rejected', ',3.4,rejected'),
      'correction-unplaced',
      /line 2/,
    ],
    [
      'a missing column',
      (text) => text.replaceAll(/^((?:[^,]*,){5})[^,]*,/gm, '$1'),
      'correction-headings',
      /Họ và tên/,
    ],
    ['a renamed column', (text) => text.replace('Họ và tên', 'Tên'), 'correction-headings', /Họ và tên.*«Tên»/],
    ['an added column', (text) => text.replaceAll(/$/gm, ',x').replace(/\n,x$/, '\n'), 'correction-headings', /«x»/],
    ['a row twice in a file', (text) => `${text}${text.split('\n')[1]}\n`, 'correction-row-twice', /3/],
    ['an empty file', () => '', 'file-empty', /./],
  ];
  test('[http.corrections.unknown] rows, fields, places and headings that are not there or are there twice', async () => {
    const answers = await Promise.all(cases.map(([, body]) => loop.refusal(first.id, body(ledger))));
    for (const [index, [name, , code, detail]] of cases.entries()) {
      expect(answers[index], name).toMatchObject({ status: 422, code });
      expect(answers[index]?.detail, name).toMatch(detail);
    }
    expect((await loop.view(first.id)).mending).toMatchObject({ corrected: 0, open: 3 });
  });

  test('JSON that is broken or too large, a load that there is not, a caller without the right', async () => {
    const json = { 'content-type': 'application/json' };
    const post = (load: string, body: string, headers: Record<string, string>) =>
      platform.call(`/api/v1/loads/${load}/corrections`, { method: 'POST', headers: { ...headers, ...json }, body });
    expect((await post(first.id, '{', steward)).status).toBe(422);
    expect((await post(first.id, ' '.repeat(17 * 1024 * 1024), steward)).status).toBe(413);
    expect((await post(dataset, '{}', steward)).status).toBe(404);
    expect((await post(first.id, '{}', {})).status).toBe(404);
    expect((await post(first.id, '{}', await platform.as('auditor'))).status).toBe(403);
    const officer = await platform.as('officer', { agency: 'H15.139', unit: '24133' });
    expect((await post(first.id, '{}', officer)).status).toBe(404);
  });
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
