import { read, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { changed, createMendLoop, declare, faulty, heading, mendName, type MendLoop } from '../support/mend-loop.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

// Every correction is looked at by a process of its own before it is taken.
vi.setConfig({ testTimeout: 90_000 });

let platform: TestPlatform;
let steward: Record<string, string>;
let loop: MendLoop;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  loop = createMendLoop(platform, steward, 'sua-tiep');
});
afterAll(() => platform.close());

describe('a dataset that moved on', () => {
  const small = (...rows: readonly string[]) => `${heading}\n${rows.join('\n')}\n`;
  const good = (ma: string, xa = '24133') => `${ma},Nguyễn Văn An,${xa},2026-05-05,1`;
  const bad = (ma: string, xa = '24133') => `${ma},,${xa},2026-05-05,1`;

  test('[http.corrections.newer] takes no rows of a load that was replaced, held or failed', async () => {
    const dataset = await loop.newDataset();
    const before = await loop.firstLoad(dataset, small(good('A1'), bad('A2')));
    const later = await platform.load(dataset, small(good('A1'), good('A3')), { headers: steward });
    expect(later.state).toBe('published');
    expect(await loop.refusal(before.id, mendName(3))).toMatchObject({ status: 409, code: 'dataset-moved-on' });
    const held = await platform.load(dataset, small(good('A1'), bad('A2'), bad('A4')), { headers: steward });
    expect(held.state).toBe('held');
    expect(await loop.refusal(held.id, mendName(3))).toMatchObject({ status: 409, code: 'load-not-published' });
    const failed = await platform.load(dataset, 'x;y\n1;2\n', { headers: steward });
    expect(await loop.refusal(failed.id, mendName(2))).toMatchObject({ status: 409, code: 'load-not-published' });
  });

  test('still takes rows of partitions in which nothing newer stands', async () => {
    const dataset = await loop.newDataset(
      changed(declare('daklake.partitionBy, value: [ma_xa]', 'daklake.holdBelow, value: 0')),
    );
    const first = await loop.firstLoad(dataset, small(good('A1'), bad('A2'), good('B1', '24169'), bad('B2', '24169')));
    await platform.load(dataset, small(good('B1', '24169'), good('B3', '24169')), { headers: steward });
    expect(await loop.refusal(first.id, mendName(5))).toMatchObject({ status: 409, code: 'dataset-moved-on' });
    const taken = await loop.correct(first.id, mendName(3));
    expect(taken.result).toMatchObject({ accepted: 1 });
    expect((await loop.records(dataset)).map(({ ma }) => ma)).toEqual(['A1', 'A2', 'B1', 'B3']);
  });

  test('another cut of the dataset hides nothing newer', async () => {
    const cut = (fields: string) =>
      changed(declare(`daklake.partitionBy, value: [${fields}]`, 'daklake.holdBelow, value: 0'));
    const dataset = await loop.newDataset(cut('ma_xa'));
    const first = await loop.firstLoad(dataset, small(good('A1'), bad('A2')));
    await platform.load(dataset, small(good('A3')), { headers: steward });
    const contract = (await readText('test/whole-way/communes.odcs.yaml')).replace('id: thu-nghiem', `id: ${dataset}`);
    const put = await platform.call(`/api/v1/datasets/${dataset}/contract`, {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/yaml' },
      body: cut('ma_xa, ma')(contract),
    });
    expect(put.status, await put.text()).toBe(200);
    expect(await loop.refusal(first.id, mendName(2))).toMatchObject({ status: 422 });
    expect(
      await loop.refusal(first.id, { rows: [{ row: 3, values: { ma: 'A3', ten: 'Hồ Thị Dung' } }] }),
    ).toMatchObject({
      status: 409,
      code: 'dataset-moved-on',
    });
  });

  test('[http.corrections.renamed] a field is known by its old name, its new one and its heading', async () => {
    const dataset = await loop.newDataset();
    const first = await loop.firstLoad(dataset, small(good('A1'), bad('A2'), bad('A3'), bad('A4')));
    const contract = (await readText('test/whole-way/communes.odcs.yaml')).replace('id: thu-nghiem', `id: ${dataset}`);
    const put = await platform.call(`/api/v1/datasets/${dataset}/contract`, {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/yaml' },
      body: changed(['name: ten\n', 'name: ho_ten\n'])(contract),
    });
    expect(put.status, await put.text()).toBe(200);
    const named = (name: string) => ({ row: 5, values: { [name]: 'Y Bia' } });
    expect(await loop.refusal(first.id, { rows: [named('ho_va_ten')] })).toMatchObject({
      status: 422,
      code: 'correction-field-unknown',
      detail: expect.stringContaining('ho_va_ten'),
    });
    const names = ['ten', 'ho_ten', 'Họ và tên'];
    const rows = names.map((name, index) => ({ row: 3 + index, values: { [name]: `Y Bia ${index}` } }));
    expect((await loop.correct(first.id, { rows })).result).toMatchObject({ accepted: 3 });
    const kept = (await loop.records(dataset)).map((record) => record['ho_ten']);
    expect(kept.slice(1)).toEqual(['Y Bia 0', 'Y Bia 1', 'Y Bia 2']);
  });

  test('of appends only what contradicts by key is left out; an upsert asks for equal partitions', async () => {
    const appended = await loop.newDataset(
      changed(declare('daklake.loadMode, value: append', 'daklake.holdBelow, value: 0')),
    );
    const first = await loop.firstLoad(appended, small(good('A1'), bad('A2'), bad('A3')));
    await platform.load(appended, small(good('A2'), good('A4')), { headers: steward });
    const rows = [3, 4].flatMap((row) => mendName(row).rows);
    const correction = await loop.correct(first.id, { rows });
    expect(correction).toMatchObject({ mode: 'append', result: { accepted: 1, rejected: 1 } });
    expect(correction.result?.findings).toMatchObject([{ row: 3, rule: 'ma.key' }]);
    const upserted = await loop.newDataset(
      changed(declare('daklake.loadMode, value: upsert', 'daklake.holdBelow, value: 0')),
    );
    const second = await loop.firstLoad(upserted, small(good('A1'), bad('A1'), bad('A2'), good('A1')));
    const mended = await loop.correct(second.id, {
      rows: [...mendName(3).rows, ...mendName(4).rows, { row: 5, values: {} }],
    });
    expect(mended).toMatchObject({
      mode: 'upsert',
      result: { accepted: 2, duplicate: 1 },
      difference: { changed: 1, added: 1 },
    });
    expect((await loop.records(upserted)).map(({ ten }) => ten)).toEqual(['Hồ Thị Dung', 'Hồ Thị Dung']);
    await platform.load(upserted, small(good('A9')), { headers: steward });
    expect(await loop.refusal(second.id, mendName(3))).toMatchObject({ status: 409, code: 'dataset-moved-on' });
  });

  test('[http.rollback.counts] what a correction had taken in is open again once it is taken back, until it stands again', async () => {
    const dataset = await loop.newDataset();
    const first = await loop.firstLoad(dataset, small(good('A1'), bad('A2'), bad('A3')));
    const one = await loop.correct(first.id, mendName(3));
    const twice = await loop.correct(first.id, { rows: [3, 4].flatMap((row) => mendName(row).rows) });
    const again = await platform.load(dataset, small(good('A1'), bad('A2'), bad('A3')), { headers: steward });
    expect(again).toMatchObject({ unchanged: true, mending: { corrected: 2, open: 0 } });
    const expectOpen = async (corrected: number, duplicateOfTwice: number) => {
      for (const id of [first.id, again.id]) {
        expect((await loop.view(id)).mending).toMatchObject({ corrected, open: 2 - corrected });
      }
      expect((await loop.view(twice.id)).mending).toMatchObject({ duplicate: 1, corrected: duplicateOfTwice });
    };
    await expectOpen(2, 1);
    await backTo(dataset, first.snapshot);
    await expectOpen(0, 0);
    await backTo(dataset, one.snapshot);
    await expectOpen(1, 1);
    await backTo(dataset, twice.snapshot);
    await expectOpen(2, 1);
  });

  async function backTo(dataset: string, snapshot: string | null): Promise<void> {
    const response = await platform.call(`/api/v1/datasets/${dataset}/rollback`, {
      method: 'POST',
      headers: { ...steward, 'content-type': 'application/json' },
      body: JSON.stringify({ snapshot }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  test('the first file again keeps what its corrections added', async () => {
    const dataset = await loop.newDataset();
    const first = await loop.firstLoad(dataset);
    const correction = await loop.correct(first.id, mendName(3));
    const again = await platform.load(dataset, faulty, { headers: steward });
    expect(again).toMatchObject({ state: 'published', unchanged: true, snapshot: correction.snapshot });
    expect(again.mending).toEqual({ rejected: 3, duplicate: 1, corrected: 1, open: 2 });
    // What it left out is what the first load left out, and can be mended there.
    expect(await loop.rejects(again.id)).toBe(await loop.rejects(first.id));
    const more = await loop.correct(again.id, { rows: [{ row: 5, values: { ngay: '2026-05-06' } }] });
    expect(more).toMatchObject({ corrects: first.id, result: { accepted: 1 } });
    for (const id of [first.id, again.id])
      expect((await loop.view(id)).mending).toMatchObject({ corrected: 2, open: 1 });
  });
});

test('[http.corrections.mask] whoever sees masks mends what he sees; a cell that is still its mask stays as it was sent', async () => {
  const dataset = await loop.newDataset();
  const first = await loop.firstLoad(
    dataset,
    `${heading}\nA1,Trần Thị Bé,24133,2026-05-05,1\nA2,Nguyễn Văn An,24133,hôm nay,2\n`,
  );
  const administrator = await platform.as('administrator');
  const ledger = await loop.rejects(first.id, administrator);
  expect(ledger).toContain('A2,N.V.A.,24133,hôm nay,2');
  const correction = await loop.correct(first.id, ledger.replace('hôm nay', '2026-05-06'), { headers: administrator });
  expect(correction.result).toMatchObject({ accepted: 1 });
  expect((await loop.records(dataset))[1]).toMatchObject({ ma: 'A2', ten: 'Nguyễn Văn An', ngay: '2026-05-06' });
});

test('a mask stays a mask in a file that was handed on to somebody who sees what is behind it', async () => {
  const dataset = await loop.newDataset();
  const first = await loop.firstLoad(dataset, `${heading}\nA1,Trần Thị Bé,24133,2026-05-05,1\nA2,Lê An,24133,x,2\n`);
  const ledger = await loop.rejects(first.id, await platform.as('administrator'));
  await loop.correct(first.id, ledger.replace(',x,', ',2026-05-06,'), { headers: steward });
  expect((await loop.records(dataset))[1]).toMatchObject({ ma: 'A2', ten: 'Lê An', ngay: '2026-05-06' });
});

test('rejects are listed with their findings, masked as the file is, and marked when they are corrected', async () => {
  const dataset = await loop.newDataset();
  const first = await loop.firstLoad(dataset);
  await loop.correct(first.id, mendName(3));
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
  const dataset = await loop.newDataset();
  const first = await loop.firstLoad(dataset);
  const quality = async () => {
    const answer = await platform.call(`/api/v1/datasets/${dataset}/quality`, { headers: steward });
    return (await answer.json()) as { score: Record<string, { passed: number; applicable: number } | null> };
  };
  const before = await quality();
  await loop.correct(first.id, mendName(3));
  const after = await quality();
  expect(after.score['du']).toMatchObject({
    passed: (before.score['du']?.passed ?? 0) + 1,
    applicable: before.score['du']?.applicable,
  });
  expect(after.score['sach']).toEqual(before.score['sach']);
});

test('a workbook of two sheets comes back as a workbook, each row to its sheet', async () => {
  const dataset = await loop.newDataset();
  const book = utils.book_new();
  const sheet = (name: string, ...rows: readonly (readonly (string | number)[])[]) =>
    utils.book_append_sheet(book, utils.aoa_to_sheet([heading.split(','), ...rows.map((row) => [...row])]), name);
  sheet('Tổng hợp', ['A1', 'Nguyễn Văn An', '24133', '2026-05-05', 1.5], ['A2', '', '24133', '2026-05-05', 1.234]);
  sheet('Biểu 2', ['B1', 'Trần Thị Bé', '24133', 'hôm nay', 2], ['B2', 'Y Bia', '24133', '2026-05-05', 3]);
  // The library's types say any.
  const first = await loop.firstLoad(dataset, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
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
  const correction = await loop.correct(first.id, bytes, { name: 'rejects.xlsx' });
  expect(correction.result, JSON.stringify(correction.result)).toMatchObject({ received: 2, accepted: 2 });
  expect((await loop.records(dataset)).map(({ ma, so_tien }) => [ma, so_tien])).toEqual([
    ['A1', 1.5],
    ['A2', 1.234],
    ['B1', 2],
    ['B2', 3],
  ]);
  expect((await loop.view(first.id)).mending).toEqual({ rejected: 2, duplicate: 0, corrected: 2, open: 0 });
});

test('semicolons, as a spreadsheet saves csv, and rows left out: what is not sent stays open', async () => {
  const dataset = await loop.newDataset();
  const first = await loop.firstLoad(dataset);
  const [head = '', row = ''] = (await loop.rejects(first.id)).replace('A2,,', 'A2,Hồ Thị Dung,').split('\n');
  const saved = [head, row].map((line) => line.replaceAll(',', ';')).join('\r\n');
  const correction = await loop.correct(first.id, `${saved}\r\n`);
  expect(correction.result).toMatchObject({ received: 1, accepted: 1 });
  expect((await loop.view(first.id)).mending).toMatchObject({ corrected: 1, open: 2 });
});

test('an officer mends rows of his own unit in his own loads; the steward any; neither touches a neighbour', async () => {
  const dataset = await loop.newDataset(
    changed(
      declare('daklake.partitionBy, value: [ma_xa]', 'daklake.unitField, value: ma_xa', 'daklake.holdBelow, value: 0'),
    ),
  );
  const [one, two] = [
    await platform.as('officer', { agency: 'H15.139', unit: '24133' }),
    await platform.as('officer', { agency: 'H15.140', unit: '24169' }),
  ];
  const deliver = (unit: string, headers: Record<string, string>) =>
    platform.load(
      dataset,
      `${heading}\n${unit}A,Nguyễn Văn An,${unit},2026-05-05,1\n${unit}B,,${unit},2026-05-05,1\n`,
      { headers },
    );
  const ofOne = await deliver('24133', one);
  const ofTwo = await deliver('24169', two);
  expect([ofOne.state, ofTwo.state]).toEqual(['published', 'published']);
  expect(await loop.refusal(ofTwo.id, mendName(3), { headers: one })).toMatchObject({ status: 404 });
  const moved = { rows: [{ row: 3, values: { ten: 'Hồ Thị Dung', ma_xa: '24169' } }] };
  expect((await loop.correct(ofOne.id, moved, { headers: one })).result?.findingsByRule).toMatchObject([
    { rule: 'ma_xa.unit' },
  ]);
  expect(await loop.correct(ofOne.id, mendName(3), { headers: one })).toMatchObject({ result: { accepted: 1 } });
  expect(await loop.correct(ofTwo.id, mendName(3))).toMatchObject({ result: { accepted: 1 } });
  expect((await loop.records(dataset)).map(({ ma }) => ma)).toEqual(['24133A', '24133B', '24169A', '24169B']);
  for (const { id } of [ofOne, ofTwo]) expect((await loop.view(id)).mending).toMatchObject({ corrected: 1, open: 0 });
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
