import { setTimeout as sleep } from 'node:timers/promises';
import { read, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LoadView, restingStates } from '../../src/api/loads.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

// Every correction is looked at by a process of its own before it is taken.
vi.setConfig({ testTimeout: 90_000 });

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
});
afterAll(() => platform.close());

let count = 0;
/** A dataset of its own for a test. */
async function newDataset(change: (contract: string) => string = (contract) => contract): Promise<string> {
  const id = `sua-loi-${++count}`;
  const contract = (await readText('test/whole-way/communes.odcs.yaml')).replace('id: thu-nghiem', `id: ${id}`);
  const put = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: change(contract),
  });
  expect(put.status, await put.clone().text()).toBe(201);
  return id;
}

type Sent = string | Uint8Array | Readonly<Record<string, unknown>>;

async function send(load: string, body: Sent, options: { headers?: Record<string, string>; name?: string } = {}) {
  const file = typeof body === 'string' || body instanceof Uint8Array;
  return platform.call(`/api/v1/loads/${load}/corrections?name=${options.name ?? 'rejects.csv'}`, {
    method: 'POST',
    headers: {
      ...(options.headers ?? steward),
      'content-type': file ? 'application/octet-stream' : 'application/json',
    },
    body: typeof body === 'string' ? body : file ? new Uint8Array(body) : JSON.stringify(body),
  });
}

async function view(id: string, headers = steward): Promise<LoadView> {
  return LoadView.parse(await (await platform.call(`/api/v1/loads/${id}`, { headers })).json());
}

async function correct(load: string, body: Sent, options: Parameters<typeof send>[2] = {}): Promise<LoadView> {
  const answer = await send(load, body, options);
  const text = await answer.text();
  expect(answer.status, text).toBe(202);
  const { id } = JSON.parse(text) as { id: string };
  for (;;) {
    const now = await view(id, options.headers ?? steward);
    if (restingStates.includes(now.state)) {
      expect(now.error).toBeNull();
      return now;
    }
    await sleep(20);
  }
}

async function refusal(load: string, body: Sent, options: Parameters<typeof send>[2] = {}) {
  const answer = await send(load, body, options);
  const { code, detail } = (await answer.json()) as { code?: string; detail?: string };
  return { status: answer.status, code, detail };
}

async function records(dataset: string): Promise<readonly Record<string, unknown>[]> {
  const answer = await platform.call(`/api/v1/datasets/${dataset}/records?order=ma`, { headers: steward });
  return (await answer.json()) as readonly Record<string, unknown>[];
}

async function rejects(load: string, headers = steward): Promise<string> {
  return (await platform.call(`/api/v1/loads/${load}/rejects.csv`, { headers })).text();
}

const heading = 'Mã,Họ và tên,Mã xã,Ngày,Số tiền';
const faulty = `${heading}
A1,Nguyễn Văn An,24133,2026-05-05,10
A2,,24133,2026-05-05,20
A3,Trần Thị Bé,24133x,05/05/2026,30
A4,Lê Văn Cờ,24133,hôm nay,40
A1,Nguyễn Văn An,24133,2026-05-05,10
A6,Y Bia Niê,24133,2026-05-05,60
`;

async function firstLoad(dataset: string, content: string | Uint8Array = faulty): Promise<LoadView> {
  const held = await platform.load(dataset, content, {
    headers: steward,
    name: typeof content === 'string' ? 'a.csv' : 'a.xlsx',
  });
  if (held.state !== 'held') return held;
  await platform.call(`/api/v1/loads/${held.id}/decision`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: '{"publish":true}',
  });
  for (;;) {
    const now = await view(held.id);
    if (now.state === 'published') return now;
    await sleep(20);
  }
}

test('[http.corrections] a mended file takes in its rows, and only them', async () => {
  const dataset = await newDataset();
  const first = await firstLoad(dataset);
  expect(first.result).toMatchObject({ received: 6, accepted: 2, rejected: 3, duplicate: 1 });
  expect(first.mending).toEqual({ rejected: 3, duplicate: 1, corrected: 0, open: 3 });
  const ledger = await rejects(first.id);
  const mended = ledger.replace('A2,,', 'A2,Hồ Thị Dung,').replace('24133x', '24133');
  const correction = await correct(first.id, mended);
  expect(correction, JSON.stringify(correction.error)).toMatchObject({
    state: 'published',
    corrects: first.id,
    mode: 'replace',
    result: { received: 4, accepted: 2, rejected: 1, duplicate: 1 },
    difference: { rows: 4, added: 2, changed: 0, removed: 0 },
    mending: { rejected: 1, duplicate: 1, corrected: 0, open: 1 },
  });
  expect((await view(first.id)).mending).toEqual({ rejected: 3, duplicate: 1, corrected: 2, open: 1 });
  expect((await records(dataset)).map(({ ma }) => ma)).toEqual(['A1', 'A2', 'A3', 'A6']);
  expect(correction.result?.findings).toMatchObject([{ row: 5, field: 'ngay', value: 'hôm nay' }]);
  // [http.corrections.duplicate] A duplicate sent back is a duplicate again.
  expect((await rejects(correction.id)).split('\n').slice(1)).toEqual([
    ',5,rejected,ngay.type,A4,Lê Văn Cờ,24133,hôm nay,40',
    ',6,duplicate,ma.key,A1,Nguyễn Văn An,24133,2026-05-05,10',
    '',
  ]);
});

test('single rows are mended by field or heading; what is not named stays', async () => {
  const dataset = await newDataset();
  const first = await firstLoad(dataset);
  const rows = [
    { table: null, row: 3, values: { ten: 'Hồ Thị Dung' } },
    { row: 5, values: { Ngày: '2026-05-09', 'Số tiền': '41' } },
  ];
  const correction = await correct(first.id, { rows });
  expect(correction).toMatchObject({ state: 'published', result: { received: 2, accepted: 2 } });
  expect((await records(dataset)).slice(1, 3)).toMatchObject([
    { ma: 'A2', ten: 'Hồ Thị Dung', ma_xa: '24133', so_tien: 20 },
    { ma: 'A4', ten: 'Lê Văn Cờ', ngay: '2026-05-09', so_tien: 41 },
  ]);
  expect((await view(first.id)).mending).toEqual({ rejected: 3, duplicate: 1, corrected: 2, open: 1 });
});

test('a certain suggestion is taken for all rows alike, once', async () => {
  const dataset = await newDataset();
  const many = Array.from({ length: 30 }, (_, n) => `B${n},Nguyễn Văn An,${n < 20 ? '24133x' : '24133.'},,`);
  const first = await firstLoad(dataset, `${heading}\nA1,Nguyễn Văn An,24133,2026-05-05,10\n${many.join('\n')}\n`);
  const listed = await platform.call(`/api/v1/loads/${first.id}/suggestions`, { headers: steward });
  const { items } = (await listed.json()) as { items: Record<string, unknown>[] };
  expect(items.filter(({ rule }) => rule === 'ma_xa.code-list')).toEqual([
    { rule: 'ma_xa.code-list', field: 'ma_xa', value: '24133x', suggestion: '24133', rows: 20 },
    { rule: 'ma_xa.code-list', field: 'ma_xa', value: '24133.', suggestion: '24133', rows: 10 },
  ]);
  const chosen = { rule: 'ma_xa.code-list', field: 'ma_xa' };
  const some = await correct(first.id, { suggestions: [{ ...chosen, value: '24133.' }] });
  expect(some.result).toMatchObject({ received: 10, accepted: 10 });
  const all = await correct(first.id, { suggestions: [chosen] });
  expect(all.result).toMatchObject({ received: 20, accepted: 20 });
  expect((await view(first.id)).mending).toEqual({ rejected: 30, duplicate: 0, corrected: 30, open: 0 });
  expect(await records(dataset)).toHaveLength(31);
  expect(await refusal(first.id, { suggestions: [chosen] })).toMatchObject({ status: 422, code: 'suggestion-unknown' });
});

test('a correction of a correction counts for the first load, too', async () => {
  const dataset = await newDataset();
  const first = await firstLoad(dataset);
  const half = await correct(first.id, {
    rows: [
      { row: 3, values: { ten: '' } },
      { row: 5, values: { ngay: 'mai' } },
    ],
  });
  expect(half).toMatchObject({ state: 'published', snapshot: first.snapshot, result: { accepted: 0, rejected: 2 } });
  const ledger = (await rejects(half.id)).replace('A2,,', 'A2,Hồ Thị Dung,').replace('mai', '2026-05-09');
  const whole = await correct(half.id, ledger);
  expect(whole).toMatchObject({ corrects: half.id, result: { accepted: 2, rejected: 0 } });
  expect((await view(half.id)).mending).toEqual({ rejected: 2, duplicate: 0, corrected: 2, open: 0 });
  expect((await view(first.id)).mending).toEqual({ rejected: 3, duplicate: 1, corrected: 2, open: 1 });
  // Sent to the first load it is known as well: its rows are there already.
  expect((await correct(first.id, ledger)).result).toMatchObject({ accepted: 0, duplicate: 2 });
});

test.for([true, false])(
  'the same correction twice changes nothing; other content for a row that was taken in is rejected (with a key: %s)',
  async (keyed) => {
    const dataset = await newDataset((contract) =>
      keyed ? contract : contract.replace(/ +primaryKey: true\n +primaryKeyPosition: 1\n/, ''),
    );
    const first = await firstLoad(dataset);
    const mended = (await rejects(first.id)).split('\n').slice(0, 2).join('\n').replace('A2,,', 'A2,Hồ Thị Dung,');
    const once = await correct(first.id, mended);
    expect(once).toMatchObject({ unchanged: false, result: { received: 1, accepted: 1 } });
    const twice = await correct(first.id, mended);
    expect(twice).toMatchObject({
      state: 'published',
      unchanged: true,
      snapshot: once.snapshot,
      result: { accepted: 1 },
    });
    const same = await correct(first.id, { rows: [{ row: 3, values: { ten: 'Hồ Thị Dung' } }] });
    expect(same.result).toMatchObject({ received: 1, accepted: 0, duplicate: 1, rejected: 0 });
    const other = await correct(first.id, { rows: [{ row: 3, values: { ma: 'A9', ten: 'Hồ Thị Dung' } }] });
    expect(other.result).toMatchObject({ accepted: 0, rejected: 1 });
    expect(other.result?.findings).toMatchObject([{ rule: 'row.corrected', row: 3 }]);
    expect(other.mending).toMatchObject({ rejected: 1, open: 0 });
    expect(await records(dataset)).toHaveLength((first.result?.accepted ?? 0) + 1);
  },
);

describe('what is wrong with a correction is said at once', () => {
  let dataset: string;
  let first: LoadView;
  let ledger: string;
  beforeAll(async () => {
    dataset = await newDataset();
    first = await firstLoad(dataset);
    ledger = await rejects(first.id);
  });

  const row = (number: number) => ({ row: number, values: { ten: 'Y Bia' } });
  const cases: readonly (readonly [string, (ledger: string) => Sent, string, RegExp])[] = [
    ['a row that was accepted', () => ({ rows: [row(2)] }), 'correction-row-unknown', /[Rr]ow 2/],
    ['a row that there never was', () => ({ rows: [row(99)] }), 'correction-row-unknown', /99/],
    ['a row of another table', () => ({ rows: [{ table: 'B', ...row(3) }] }), 'correction-row-unknown', /“B”/],
    ['a row twice', () => ({ rows: [row(3), row(3)] }), 'correction-row-twice', /3/],
    ['an unknown field', () => ({ rows: [{ row: 3, values: { tuoi: '4' } }] }), 'correction-field-unknown', /tuoi/],
    ['a shape of its own', () => ({ rows: [{ row: 'x' }] }), 'correction-invalid', /rows/],
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
    const answers = await Promise.all(cases.map(([, body]) => refusal(first.id, body(ledger))));
    for (const [index, [name, , code, detail]] of cases.entries()) {
      expect(answers[index], name).toMatchObject({ status: 422, code });
      expect(answers[index]?.detail, name).toMatch(detail);
    }
    expect((await view(first.id)).mending).toMatchObject({ corrected: 0, open: 3 });
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

/** Replaces a word of the contract's text, which must be there. */
const changed =
  (...changes: readonly (readonly [string, string])[]) =>
  (contract: string) =>
    changes.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`the contract has no ${from}`);
      return text.replace(from, to);
    }, contract);

const declared = '  - { property: daklake.theme, value: xa-hoi }\n';
const declare = (...facts: readonly string[]): readonly [string, string] => [
  declared,
  declared + facts.map((fact) => `  - { property: ${fact} }\n`).join(''),
];

const mendName = (row: number) => ({ rows: [{ row, values: { ten: 'Hồ Thị Dung' } }] });

describe('a dataset that moved on', () => {
  const small = (...rows: readonly string[]) => `${heading}\n${rows.join('\n')}\n`;
  const good = (ma: string, xa = '24133') => `${ma},Nguyễn Văn An,${xa},2026-05-05,1`;
  const bad = (ma: string, xa = '24133') => `${ma},,${xa},2026-05-05,1`;

  test('[http.corrections.newer] takes no rows of a load that was replaced, held or failed', async () => {
    const dataset = await newDataset();
    const before = await firstLoad(dataset, small(good('A1'), bad('A2')));
    const later = await platform.load(dataset, small(good('A1'), good('A3')), { headers: steward });
    expect(later.state).toBe('published');
    expect(await refusal(before.id, mendName(3))).toMatchObject({ status: 409, code: 'dataset-moved-on' });
    const held = await platform.load(dataset, small(good('A1'), bad('A2'), bad('A4')), { headers: steward });
    expect(held.state).toBe('held');
    expect(await refusal(held.id, mendName(3))).toMatchObject({ status: 409, code: 'load-not-published' });
    const failed = await platform.load(dataset, 'x;y\n1;2\n', { headers: steward });
    expect(await refusal(failed.id, mendName(2))).toMatchObject({ status: 409, code: 'load-not-published' });
  });

  test('still takes rows of partitions in which nothing newer stands', async () => {
    const dataset = await newDataset(
      changed(declare('daklake.partitionBy, value: [ma_xa]', 'daklake.holdBelow, value: 0')),
    );
    const first = await firstLoad(dataset, small(good('A1'), bad('A2'), good('B1', '24169'), bad('B2', '24169')));
    await platform.load(dataset, small(good('B1', '24169'), good('B3', '24169')), { headers: steward });
    expect(await refusal(first.id, mendName(5))).toMatchObject({ status: 409, code: 'dataset-moved-on' });
    const taken = await correct(first.id, mendName(3));
    expect(taken.result).toMatchObject({ accepted: 1 });
    expect((await records(dataset)).map(({ ma }) => ma)).toEqual(['A1', 'A2', 'B1', 'B3']);
  });

  test('of appends only what contradicts by key is left out; an upsert asks for equal partitions', async () => {
    const appended = await newDataset(
      changed(declare('daklake.loadMode, value: append', 'daklake.holdBelow, value: 0')),
    );
    const first = await firstLoad(appended, small(good('A1'), bad('A2'), bad('A3')));
    await platform.load(appended, small(good('A2'), good('A4')), { headers: steward });
    const rows = [3, 4].flatMap((row) => mendName(row).rows);
    const correction = await correct(first.id, { rows });
    expect(correction).toMatchObject({ mode: 'append', result: { accepted: 1, rejected: 1 } });
    expect(correction.result?.findings).toMatchObject([{ row: 3, rule: 'ma.key' }]);
    const upserted = await newDataset(
      changed(declare('daklake.loadMode, value: upsert', 'daklake.holdBelow, value: 0')),
    );
    const second = await firstLoad(upserted, small(good('A1'), bad('A1'), bad('A2'), good('A1')));
    const mended = await correct(second.id, {
      rows: [...mendName(3).rows, ...mendName(4).rows, { row: 5, values: {} }],
    });
    expect(mended).toMatchObject({
      mode: 'upsert',
      result: { accepted: 2, duplicate: 1 },
      difference: { changed: 1, added: 1 },
    });
    expect((await records(upserted)).map(({ ten }) => ten)).toEqual(['Hồ Thị Dung', 'Hồ Thị Dung']);
    await platform.load(upserted, small(good('A9')), { headers: steward });
    expect(await refusal(second.id, mendName(3))).toMatchObject({ status: 409, code: 'dataset-moved-on' });
  });

  test('the first file again keeps what its corrections added', async () => {
    const dataset = await newDataset();
    const first = await firstLoad(dataset);
    const correction = await correct(first.id, mendName(3));
    const again = await platform.load(dataset, faulty, { headers: steward });
    expect(again).toMatchObject({ state: 'published', unchanged: true, snapshot: correction.snapshot });
    expect(again.mending).toEqual({ rejected: 3, duplicate: 1, corrected: 1, open: 2 });
    // What it left out is what the first load left out, and can be mended there.
    expect(await rejects(again.id)).toBe(await rejects(first.id));
    const more = await correct(again.id, { rows: [{ row: 5, values: { ngay: '2026-05-06' } }] });
    expect(more).toMatchObject({ corrects: first.id, result: { accepted: 1 } });
    for (const id of [first.id, again.id]) expect((await view(id)).mending).toMatchObject({ corrected: 2, open: 1 });
  });
});

test('[http.corrections.mask] whoever sees masks mends what he sees; a cell that is still its mask stays as it was sent', async () => {
  const dataset = await newDataset();
  const first = await firstLoad(
    dataset,
    `${heading}\nA1,Trần Thị Bé,24133,2026-05-05,1\nA2,Nguyễn Văn An,24133,hôm nay,2\n`,
  );
  const administrator = await platform.as('administrator');
  const ledger = await rejects(first.id, administrator);
  expect(ledger).toContain('A2,N.V.A.,24133,hôm nay,2');
  const correction = await correct(first.id, ledger.replace('hôm nay', '2026-05-06'), { headers: administrator });
  expect(correction.result).toMatchObject({ accepted: 1 });
  expect((await records(dataset))[1]).toMatchObject({ ma: 'A2', ten: 'Nguyễn Văn An', ngay: '2026-05-06' });
});

test('rejects are listed with their findings, masked as the file is, and marked when they are corrected', async () => {
  const dataset = await newDataset();
  const first = await firstLoad(dataset);
  await correct(first.id, mendName(3));
  const list = async (query: string, headers = steward) => {
    const answer = await platform.call(`/api/v1/loads/${first.id}/rejects${query}`, { headers });
    return (await answer.json()) as { items: Record<string, unknown>[]; total: number };
  };
  const all = await list('');
  expect(all.total).toBe(4);
  expect(all.items.map(({ row, kind, corrected }) => [row, kind, corrected])).toEqual([
    [3, 'rejected', true],
    [4, 'rejected', false],
    [5, 'rejected', false],
    [6, 'duplicate', false],
  ]);
  expect(all.items[1]).toMatchObject({
    table: null,
    reasons: ['ma_xa.code-list', 'ma_xa.semantic'],
    values: { Mã: 'A3', 'Họ và tên': 'Trần Thị Bé', 'Mã xã': '24133x', Ngày: '05/05/2026', 'Số tiền': '30' },
  });
  expect((await list('?field=ngay')).items.map(({ row }) => row)).toContain(5);
  expect(await list('?offset=3&limit=1')).toMatchObject({ total: 4, items: [{ row: 6 }] });
  const masked = await list('?limit=1&offset=1', await platform.as('administrator'));
  expect(masked.items[0]).toMatchObject({ values: { 'Họ và tên': 'T.T.B.' } });
});

test('a correction adds to the score of its load, and does not take its place', async () => {
  const dataset = await newDataset();
  const first = await firstLoad(dataset);
  const quality = async () => {
    const answer = await platform.call(`/api/v1/datasets/${dataset}/quality`, { headers: steward });
    return (await answer.json()) as { score: Record<string, { passed: number; applicable: number } | null> };
  };
  const before = await quality();
  await correct(first.id, mendName(3));
  const after = await quality();
  expect(after.score['du']).toMatchObject({
    passed: (before.score['du']?.passed ?? 0) + 1,
    applicable: before.score['du']?.applicable,
  });
  expect(after.score['sach']).toEqual(before.score['sach']);
});

test('a workbook of two sheets comes back as a workbook, each row to its sheet', async () => {
  const dataset = await newDataset();
  const book = utils.book_new();
  const sheet = (name: string, ...rows: readonly (readonly (string | number)[])[]) =>
    utils.book_append_sheet(book, utils.aoa_to_sheet([heading.split(','), ...rows.map((row) => [...row])]), name);
  sheet('Tổng hợp', ['A1', 'Nguyễn Văn An', '24133', '2026-05-05', 1.5], ['A2', '', '24133', '2026-05-05', 1.234]);
  sheet('Biểu 2', ['B1', 'Trần Thị Bé', '24133', 'hôm nay', 2], ['B2', 'Y Bia', '24133', '2026-05-05', 3]);
  // The library's types say any.
  const first = await firstLoad(dataset, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  expect(first.result).toMatchObject({ received: 4, accepted: 2, rejected: 2 });
  const sent = await platform.call(`/api/v1/loads/${first.id}/rejects.xlsx`, { headers: steward });
  const ledger = read(Buffer.from(await sent.arrayBuffer()), { cellText: true });
  const name = ledger.SheetNames.find((one) => ledger.Sheets[one]?.['A1']?.v === '_table') ?? '';
  const cells = utils.sheet_to_json<(string | null)[]>(ledger.Sheets[name] ?? {}, {
    header: 1,
    raw: false,
    defval: null,
  });
  const mended = cells.map((row) =>
    row.map((cell, index) => {
      if (row[4] === 'A2' && index === 5) return 'Hồ Thị Dung';
      return cell === 'hôm nay' ? '2026-05-06' : cell;
    }),
  );
  const back = utils.book_new();
  utils.book_append_sheet(back, utils.aoa_to_sheet(mended), 'Sửa');
  const bytes = write(back, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  const correction = await correct(first.id, bytes, { name: 'rejects.xlsx' });
  expect(correction.result, JSON.stringify(correction.result)).toMatchObject({ received: 2, accepted: 2 });
  expect((await records(dataset)).map(({ ma, so_tien }) => [ma, so_tien])).toEqual([
    ['A1', 1.5],
    ['A2', 1.234],
    ['B1', 2],
    ['B2', 3],
  ]);
  expect((await view(first.id)).mending).toEqual({ rejected: 2, duplicate: 0, corrected: 2, open: 0 });
});

test('semicolons, as a spreadsheet saves csv, and rows left out: what is not sent stays open', async () => {
  const dataset = await newDataset();
  const first = await firstLoad(dataset);
  const [head = '', row = ''] = (await rejects(first.id)).replace('A2,,', 'A2,Hồ Thị Dung,').split('\n');
  const saved = [head, row].map((line) => line.replaceAll(',', ';')).join('\r\n');
  const correction = await correct(first.id, `${saved}\r\n`);
  expect(correction.result).toMatchObject({ received: 1, accepted: 1 });
  expect((await view(first.id)).mending).toMatchObject({ corrected: 1, open: 2 });
});

test('an officer mends rows of his own unit in his own loads; the steward any; neither touches a neighbour', async () => {
  const dataset = await newDataset(
    changed(
      declare('daklake.partitionBy, value: [ma_xa]', 'daklake.unitField, value: ma_xa', 'daklake.holdBelow, value: 0'),
    ),
  );
  const [one, two] = [
    await platform.as('officer', { agency: 'H15.139', unit: '24133' }),
    await platform.as('officer', { agency: 'H15.140', unit: '24169' }),
  ];
  const send = (unit: string, headers: Record<string, string>) =>
    platform.load(
      dataset,
      `${heading}\n${unit}A,Nguyễn Văn An,${unit},2026-05-05,1\n${unit}B,,${unit},2026-05-05,1\n`,
      { headers },
    );
  const ofOne = await send('24133', one);
  const ofTwo = await send('24169', two);
  expect([ofOne.state, ofTwo.state]).toEqual(['published', 'published']);
  expect(await refusal(ofTwo.id, mendName(3), { headers: one })).toMatchObject({ status: 404 });
  const moved = { rows: [{ row: 3, values: { ten: 'Hồ Thị Dung', ma_xa: '24169' } }] };
  expect((await correct(ofOne.id, moved, { headers: one })).result?.findingsByRule).toMatchObject([
    { rule: 'ma_xa.unit' },
  ]);
  expect(await correct(ofOne.id, mendName(3), { headers: one })).toMatchObject({ result: { accepted: 1 } });
  expect(await correct(ofTwo.id, mendName(3))).toMatchObject({ result: { accepted: 1 } });
  expect((await records(dataset)).map(({ ma }) => ma)).toEqual(['24133A', '24133B', '24169A', '24169B']);
  for (const { id } of [ofOne, ofTwo]) expect((await view(id)).mending).toMatchObject({ corrected: 1, open: 0 });
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
