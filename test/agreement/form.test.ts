import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contract, Field } from '#modules/catalog/index.ts';
import type { CodeList } from '#modules/dictionary/index.ts';
import { checkTables, describeFormRules } from '#modules/quality/index.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { judgeRow } from '../../web/features/mending/judging/judge-row.ts';

const receivedOn = '2026-11-22';
const numberStyles = { x: 'dot-groups', y: 'undecided' } as const;
const communes: CodeList = {
  id: 'commune',
  title: { vi: 'Xã, phường', en: 'Communes' },
  codes: [
    { code: '24133', name: { vi: 'Buôn Ma Thuột' }, validFrom: '2025-07-01', validTo: null },
    { code: '24118', name: { vi: 'Tân Lập' }, validFrom: null, validTo: '2025-06-30' },
  ],
  successions: [],
};
const codeLists = (id: string) => (id === 'commune' ? communes : undefined);

function field(name: string, given: Partial<Field> = {}): Field {
  return {
    name,
    labels: { vi: name, en: name },
    aliases: [],
    missing: [],
    type: 'string',
    required: false,
    unique: false,
    limits: {},
    personal: 'none',
    examples: [],
    ...given,
  };
}

function rule(name: string, expression: string, fields: readonly string[]): Contract['rules'][number] {
  return { name, expression, fields, dimension: 'consistency', severity: 'error', message: { vi: name, en: name } };
}

/** Every field with cells that people write into such columns, good and bad. */
const columns: readonly (readonly [Field, readonly string[]])[] = [
  [
    field('ma', { required: true, missing: ['-'], limits: { minLength: 2, maxLength: 4, pattern: '^[A-ZĐ]\\d*$' } }),
    ['A1', 'Đ12', 'a1', 'A', 'A1234', '-', '', ' A1 ', '😀', 'A 1'],
  ],
  [
    field('n', { type: 'integer', limits: { minimum: -5, exclusiveMaximum: 2000 } }),
    ['7', '1.234', '1,234', '1.234.567', '-6', '12.0', '12,5', '1 999', '2000', '+7', 'bảy', '9007199254740993', '1e3', ''],
  ],
  [
    field('x', { type: 'number', limits: { minimum: 0, maximum: 1500, multipleOf: 0.5 } }),
    ['1.234', '1,5', '0,3', '1.234,5', '15.000 đ', '12,5%', '−3', '1e3', 'x', '1 234', '1.23', '(1.234)', '1.234 (1)', '12,5*', '7²', '–3', '5 phần trăm', 'VND 1.234', '12 (15)', '1,5 triệu', '(3,2%)', '%12,5', '12,5\u00a0%.', '12 (%)', ''],
  ],
  [
    field('s', { type: 'integer', semanticType: 'money', limits: { minimum: 0, maximum: 5_000_000_000 } }),
    ['1,5 triệu đồng', '2 tỷ 300 triệu', '1 triệu 500.000', '12 tỷ', '500 nghìn', '0,5 đồng', '1,234 triệu', '-2 triệu', '15tr', 'tr', '(1.000)', '1.234.567đ', '999999999999999 tỷ', '1,5 triệu rưỡi', '(12 triệu)', '1.234.567 (VNĐ)', '1.234.567 VNÐ.', '12.000,-', ''],
  ],
  [
    field('w', { type: 'number', semanticType: 'money', labels: { vi: 'Vốn (triệu đồng)', en: 'Capital' }, limits: { minimum: 0, maximum: 2, multipleOf: 0.5 } }),
    ['1,5 triệu đồng', '1.500.000 đ', '1.234.567đ', '1,5', '2 tỷ', '1 triệu 500.000', '500 nghìn', '250.000 đồng', 'VND 500.000', '1.234', '-1 triệu', ''],
  ],
  [field('y', { type: 'number', limits: { maximum: 10 } }), ['1.234', '1,234', '12', '9,99', '0.5', '.5', '5.', 'nan', '']],
  [field('b', { type: 'boolean' }), ['có', 'Không', 'x', '1', 'TRUE', 'chưa', 'y', '', '✓', 'Đ', '(x)', 'Sai.', 'C']],
  [
    field('d', { type: 'date', limits: { minimum: '2000-01-01', maximum: '2026-12-31' } }),
    ['7/5/2026', '2026-05-07', '31/2/2026', '7.5.26', '20260507', '46149', 'ngày 7 tháng 5 năm 2026', '1999-12-31', '05/2026', '2026', '7/13/2026', '2025-06-01', '0000-01-01', '2026-05-07T00:00:00Z', '5-Mar-26', '30-Feb-26', 'March 5, 2026', 'Thứ năm, ngày 7 tháng 5 năm 2026', '7 thg 5, 2026', '5-Mrz-26', '7 / 5 / 2026', '7 May 1999', 'may 7 26', '5/5/2026 14:30', '07/05/0026', '46149.0', "'7//5\\2026.", 'Đắk Lắk, ngày 7/5/2026', '7-thg 5-26', '7/5/2026 12:00 SA', '2026-05-07T00:00:00+07:00', '--/--/2026', ''],
  ],
  [field('e', { type: 'date', personal: 'basic' }), ['7/5/26', '7/5/2026', '1/1/1990', '7-May-26', 'mai', '2026/5/8', '']],
  [
    field('t', { type: 'timestamp', limits: { minimum: '2026-01-01T00:00:00' } }),
    ['2026-05-07 13:05', '7/5/2026 13:05', '13h05 7/5/2026', '2026-05-07T13:05:00Z', '2026-05-07T13:05:00+09:00', '7/5/2026', '2026-05-07 25:05', '31/12/2025 23:59', '2026-05-07 7:05', '7/5/2026 1:05 PM', '7/5/2026 12:05:07 SA', '13 giờ 05 phút ngày 7/5/2026', '23h05, ngày 7 tháng 5 năm 2026', '31-Dec-25 13:05', '7/5/2026, 13:05', '5 CH', '7/5/2026 13:05 CH', '7/5/2026T13:05', ''],
  ],
  [field('h', { type: 'time', limits: { maximum: '18:00:00' } }), ['13:05', '7h30', '7 giờ 30 phút', '24:00', '18:00', '18:00:01', '7', '']],
  [field('k', { enumeration: { values: ['Nam', 'Nữ'], severity: 'warn' } }), ['Nam', 'Nữ', 'nam', ' Nữ ', 'N', '']],
  [field('v', { type: 'number', enumeration: { values: ['1', '2.5'], severity: 'error' } }), ['1', '2,5', '2.50', '3', '']],
  [field('xa', { codeList: { id: 'commune', validOn: { kind: 'receipt' } } }), ['24133', '24118', '24 133', '1', '']],
  [field('xc', { codeList: { id: 'commune', validOn: { kind: 'field', field: 'd' } } }), ['24133', '24118', '1', '']],
]; // prettier-ignore

const fields = columns.map(([one]) => one);
const rules = [
  rule('ngay', 'd <= e', ['d', 'e']),
  rule('co_ma', 'n == null || n > 0 || ma.startsWith("A")', ['ma', 'n']),
  rule('gio', 't == null || t.getHours() < 20', ['t']),
];
const contract: Contract = {
  id: 'test',
  version: '1.0.0',
  status: 'active',
  title: { vi: '', en: '' },
  description: { vi: '', en: '' },
  owner: 'H15.05',
  access: 'open',
  importance: 'other',
  legalBasis: [],
  loadMode: 'replace',
  partitionBy: [],
  holdBelow: 0,
  synthetic: true,
  primaryKey: [],
  unknownQuality: [],
  document: {},
  fields,
  rules,
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-agreement-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Row = readonly string[];

/** By row: the rules that the server finds broken, but for what it only doubts. */
async function judgeByServer(rows: readonly Row[]): Promise<readonly (readonly string[])[]> {
  const path = join(folder, 'rows.csv');
  const line = (cells: Row) => cells.map((cell) => (cell === '' ? '' : `"${cell}"`)).join(',');
  await writeFile(path, `${fields.map(({ name }) => name).join(',')}\n${rows.map((row) => `${line(row)}\n`).join('')}`);
  const options = { threads: 2, memoryLimit: '512MB', temporaryDirectory: folder, allowedDirectories: [folder] };
  const duckdb = await openDuckdb(options);
  const connection = await duckdb.connect();
  const weights = { dung: 1, du: 1, sach: 1, song: 1, thongNhat: 1 };
  const storage = { path, delimiter: ',', quote: '"', escape: '"', newline: '\n', skipLines: 1 } as const;
  const { result } = await checkTables({
    contract,
    receivedOn,
    codeLists,
    connection,
    folder: await mkdtemp(join(folder, 'check-')),
    mode: 'replace',
    existing: { files: [] },
    maxFindings: 1_000_000,
    scoring: { validFrom: '2025-01-01', basis: '', weights, bands: { xanh: 90, vang: 75 } },
    correction: { taken: [], numberStyles },
    tables: [
      {
        name: null,
        headerRows: [1],
        columns: fields.map(({ name }) => name),
        typedNumbers: fields.map(() => false),
        rowCount: rows.length,
        firstRow: 2,
        lastRow: rows.length + 1,
        skipped: [],
        storage: { ...storage, positioned: false, multiline: false },
      },
    ],
  });
  connection.closeSync();
  duckdb.close();
  const found = Map.groupBy(
    result.findings.filter(
      ({ severity, rule: id }) => severity !== 'info' && !(severity === 'warn' && id.endsWith('.type')),
    ),
    ({ row }) => row,
  );
  return rows.map((_, index) => (found.get(index + 2) ?? []).map(({ rule: id }) => id).toSorted());
}

function judgeByBrowser(rows: readonly Row[]): readonly (readonly string[])[] {
  const form = describeFormRules(contract, { codeLists, receivedOn, numberStyles });
  return rows.map((row) => {
    const cells = Object.fromEntries(fields.map(({ name }, index) => [name, row[index] ?? null]));
    return judgeRow(form, cells)
      .map(({ rule: id }) => id)
      .toSorted();
  });
}

test('a typed row breaks the rules in the form that it breaks on the server', async () => {
  const cells = fc.tuple(...columns.map(([, spellings]) => fc.constantFrom(...spellings)));
  const rows = fc.sample(cells, {
    numRuns: 2000,
    ...(process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}),
  });
  const server = await judgeByServer(rows);
  const browser = judgeByBrowser(rows);
  const differences = new Map<string, string>();
  rows.forEach((row, index) => {
    const [own = [], other = []] = [server[index], browser[index]];
    const said = (id: string, where: string) =>
      differences.set(
        `${id} only ${where}`,
        JSON.stringify(
          fields
            .map(({ name }, at) => [name, row[at]])
            .flat()
            .join(' | '),
        ),
      );
    for (const id of own) if (!other.includes(id)) said(id, 'on the server');
    for (const id of other) if (!own.includes(id)) said(id, 'in the form');
  });
  expect([...differences]).toEqual([]);
  expect(new Set(server.flat()).size).toBeGreaterThan(20);
});
