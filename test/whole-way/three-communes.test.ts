import { setTimeout as sleep } from 'node:timers/promises';
import { read, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoadView, restingStates } from '../../src/api/loads.ts';
import { customProperties, makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** Three communes fill one dataset; each file has faults, and each mends them in its own way. */
const units = ['24133', '24169', '24121'];
const rowsEach = 40;

let platform: TestPlatform;
let steward: Record<string, string>;
const officers = new Map<string, Record<string, string>>();

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  for (const unit of units) officers.set(unit, await platform.as('officer', { agency: 'H15.139', unit }));
  const response = await platform.call('/api/v1/datasets/ho-ngheo-thu/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      id: 'ho-ngheo-thu',
      facts: {
        'daklake.access': 'shared',
        'daklake.partitionBy': ['ma_xa'],
        'daklake.unitField': 'ma_xa',
        'daklake.holdBelow': 0,
        'daklake.synthetic': true,
      },
      fields: [
        {
          name: 'ma_xa',
          logicalType: 'string',
          primaryKey: true,
          primaryKeyPosition: 1,
          customProperties: customProperties({ 'daklake.codeList': 'commune', 'daklake.labels': { vi: 'Mã xã' } }),
        },
        {
          name: 'ma_ho',
          logicalType: 'string',
          primaryKey: true,
          primaryKeyPosition: 2,
          customProperties: customProperties({ 'daklake.labels': { vi: 'Mã hộ' } }),
        },
        {
          name: 'chu_ho',
          logicalType: 'string',
          required: true,
          customProperties: customProperties({
            'daklake.labels': { vi: 'Chủ hộ' },
            'daklake.personal': 'basic',
            'daklake.mask': 'initials',
          }),
        },
        {
          name: 'xa_cu',
          logicalType: 'string',
          customProperties: customProperties({ 'daklake.codeList': 'commune', 'daklake.labels': { vi: 'Nơi ở' } }),
        },
        { name: 'so_nguoi', logicalType: 'integer', logicalTypeOptions: { minimum: 1, maximum: 20 } },
      ],
    }),
  });
  if (response.status !== 201) throw new Error(await response.text());
});
afterAll(() => platform.close());

interface Row {
  readonly cells: readonly string[];
  /** As the row should have been; undefined: it was right. */
  readonly mended?: readonly string[];
}

/** Forty households, of which every eighth lacks its head, every tenth has a wrong number, and one stands twice. */
function deliveryOf(unit: string): readonly Row[] {
  const rows = Array.from({ length: rowsEach }, (_, index): Row => {
    const right = [unit, `H${String(index).padStart(3, '0')}`, `Nguyễn Văn ${index}`, unit, String((index % 6) + 1)];
    const wrong = [...right];
    if (index % 8 === 3) wrong[2] = '';
    if (index % 10 === 7) wrong[4] = '50';
    if (index % 4 === 1) wrong[3] = `${unit.slice(0, 2)}.${unit.slice(2)}`;
    return wrong.join() === right.join() ? { cells: right } : { cells: wrong, mended: right };
  });
  return [...rows, { cells: rows[0]?.cells ?? [] }];
}

const headings = ['Mã xã', 'Mã hộ', 'Chủ hộ', 'Nơi ở', 'Số người'];
const textOf = (rows: readonly Row[]) =>
  [headings, ...rows.map(({ cells }) => cells)].map((cells) => `${cells.join(',')}\n`).join('');

async function follow(id: string, headers: Record<string, string>): Promise<LoadView> {
  for (;;) {
    const load = LoadView.parse(await (await platform.call(`/api/v1/loads/${id}`, { headers })).json());
    if (restingStates.includes(load.state)) return load;
    await sleep(20);
  }
}

async function correct(load: string, headers: Record<string, string>, init: RequestInit & { readonly query?: string }) {
  const sent = await platform.call(`/api/v1/loads/${load}/corrections${init.query ?? ''}`, {
    ...init,
    method: 'POST',
    headers: { ...headers, ...(init.headers as Record<string, string> | undefined) },
  });
  expect(sent.status, await sent.clone().text()).toBe(202);
  const { id } = (await sent.json()) as { id: string };
  return follow(id, headers);
}

const asJson = (body: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** What a load says of its rows adds up, in itself and with what was corrected since. */
async function addsUp(id: string, headers: Record<string, string>): Promise<LoadView> {
  const load = await follow(id, headers);
  const { result, mending } = load;
  if (result === null || mending === null) throw new Error(`${id} was not checked`);
  expect(result.received).toBe(result.accepted + result.rejected + result.duplicate);
  expect([mending.rejected, mending.duplicate]).toEqual([result.rejected, result.duplicate]);
  expect(mending.open).toBeGreaterThanOrEqual(0);
  return load;
}

async function standing(unit: string): Promise<readonly Record<string, unknown>[]> {
  const query = `ma_xa=eq.${unit}&order=ma_ho&select=ma_xa,ma_ho,chu_ho,xa_cu,so_nguoi`;
  const response = await platform.call(`/api/v1/datasets/ho-ngheo-thu/records?${query}`, { headers: steward });
  return (await response.json()) as Record<string, unknown>[];
}

const complete = (unit: string) =>
  deliveryOf(unit)
    .slice(0, rowsEach)
    .map(({ cells, mended = cells }) => ({
      ma_xa: mended[0],
      ma_ho: mended[1],
      chu_ho: mended[2],
      xa_cu: mended[3],
      so_nguoi: Number(mended[4]),
    }));

test('three deliveries with faults, mended by workbook, by row and for all alike, are one complete dataset', async () => {
  const loads = new Map<string, string>();
  for (const unit of units) {
    const headers = officers.get(unit) ?? {};
    const load = await platform.load('ho-ngheo-thu', textOf(deliveryOf(unit)), { headers });
    expect(load.state).toBe('published');
    const faulty = deliveryOf(unit).filter(({ mended }) => mended !== undefined).length;
    expect(load.result).toMatchObject({
      received: rowsEach + 1,
      accepted: rowsEach - faulty,
      rejected: faulty,
      duplicate: 1,
    });
    expect((await addsUp(load.id, headers)).mending).toMatchObject({ corrected: 0, open: faulty });
    loads.set(unit, load.id);
  }

  // First, in the same way for all: a dot inside a code has one certain mend.
  for (const [unit, id] of loads) {
    const headers = officers.get(unit) ?? {};
    const suggestions = await platform.call(`/api/v1/loads/${id}/suggestions`, { headers });
    const { items } = (await suggestions.json()) as { items: { rule: string; field: string; rows: number }[] };
    expect(items).toMatchObject([{ rule: 'xa_cu.code-list', field: 'xa_cu', suggestion: unit, rows: 10 }]);
    const alike = await correct(id, headers, asJson({ suggestions: [{ rule: 'xa_cu.code-list', field: 'xa_cu' }] }));
    expect(alike).toMatchObject({ state: 'published', corrects: id });
    const { mending } = await addsUp(id, headers);
    expect(mending?.corrected).toBe(alike.result?.accepted);
  }

  const [byWorkbook = '', byRow = '', byCsv = ''] = units;
  // By workbook: the rows that were rejected come as an xlsx, are mended there and sent back.
  {
    const id = loads.get(byWorkbook) ?? '';
    const headers = officers.get(byWorkbook) ?? {};
    const file = await platform.call(`/api/v1/loads/${id}/rejects.xlsx`, { headers });
    const book = read(Buffer.from(await file.arrayBuffer()), { type: 'buffer' });
    const sheet = book.Sheets[book.SheetNames[0] ?? ''];
    if (sheet === undefined) throw new Error('The workbook has no sheet');
    const table = utils.sheet_to_json<(string | number)[]>(sheet, { header: 1, raw: true, defval: '' });
    expect(table[0]).toEqual(['_table', '_row', '_kind', '_reasons', ...headings]);
    const mended = table.map((cells, index) => {
      const source = index === 0 ? undefined : deliveryOf(byWorkbook)[Number(cells[1]) - 2]?.mended;
      return source === undefined ? cells : [...cells.slice(0, 4), ...source];
    });
    const again = utils.book_new();
    utils.book_append_sheet(again, utils.aoa_to_sheet(mended), 'Dòng bị loại');
    // The library's types say any.
    const body = new Uint8Array(write(again, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const correction = await correct(id, headers, { query: '?name=sua.xlsx', body });
    expect(correction.state, JSON.stringify(correction.error)).toBe('published');
    // The duplicate went out with the others, and is one again.
    expect((await addsUp(id, headers)).mending).toMatchObject({ open: 0 });
  }
  // By row, as a page sends them.
  {
    const id = loads.get(byRow) ?? '';
    const headers = officers.get(byRow) ?? {};
    const page = await platform.call(`/api/v1/loads/${id}/rejects?limit=100`, { headers });
    const { items } = (await page.json()) as {
      items: { table: null; row: number; kind: string; corrected: boolean }[];
    };
    const rows = items
      .filter(({ kind, corrected }) => kind === 'rejected' && !corrected)
      .map(({ table, row }) => {
        const right = deliveryOf(byRow)[row - 2]?.mended ?? [];
        return { table, row, values: { chu_ho: right[2] ?? '', 'Số người': right[4] ?? '', 'Nơi ở': right[3] ?? '' } };
      });
    await correct(id, headers, asJson({ rows: rows.slice(0, 3) }));
    await correct(id, headers, asJson({ rows: rows.slice(3) }));
    expect((await addsUp(id, headers)).mending).toMatchObject({ open: 0 });
  }
  // By csv, saved by a program that uses semicolons.
  {
    const id = loads.get(byCsv) ?? '';
    const headers = officers.get(byCsv) ?? {};
    const ledger = await (await platform.call(`/api/v1/loads/${id}/rejects.csv`, { headers })).text();
    const [first = '', ...lines] = ledger.trim().split(/\r?\n/);
    const mended = lines.map((line) => {
      const cells = line.split(',');
      const right = deliveryOf(byCsv)[Number(cells[1]) - 2]?.mended;
      return (right === undefined ? cells : [...cells.slice(0, 4), ...right])
        .map((cell) => (cell.includes(';') ? `"${cell}"` : cell))
        .join(';');
    });
    const body = `${[first.replaceAll(',', ';'), ...mended].join('\r\n')}\r\n`;
    await correct(id, headers, { query: '?name=sua.csv', body });
    expect((await addsUp(id, headers)).mending).toMatchObject({ open: 0 });
  }

  for (const unit of units) expect(await standing(unit)).toEqual(complete(unit));
  for (const [unit, id] of loads) {
    const { mending } = await addsUp(id, officers.get(unit) ?? {});
    expect(mending?.corrected).toBe(mending?.rejected);
  }
  expect(platform.errors).toEqual([]);
}, 60_000);
