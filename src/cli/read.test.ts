import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodingNames } from '#api/encodings.ts';
import type { Language } from '#api/localized.ts';
import { writtenIn } from '../../test/support/written-in.ts';
import { verb } from './read.ts';
import { runVerb } from './run-verb.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'daklake-read-test-'));
  writeFileSync(
    join(folder, 'a.csv'),
    'Mã xã;Tên xã;Số hộ\r\n24121;"Tân ""Lập""";\r\n24133; Ea Kao ;""\r\n;Tổng cộng;5\r\n',
  );
  writeFileSync(join(folder, 'empty.csv'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(given: readonly string[], language: Language = 'en') {
  let printed = '';
  const notices: string[] = [];
  const exitCode = await runVerb(verb, given, language, {
    environment: {},
    print: (text) => {
      printed += text;
      return Promise.resolve();
    },
    notice: (line) => void notices.push(line),
    progress: () => ({ report: () => undefined, end: () => undefined }),
    untilEnd: () => Promise.resolve(),
  });
  return { exitCode, printed, notices };
}

test.each(encodingNames)('--encoding %s reads a text so, whatever it looks like', async (name) => {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, writtenIn[name]('Mã,Tên\n1,Tân Lý\n2,Hà\n'));
  const { exitCode, printed } = await read([file, '--json', '--encoding', name]);
  expect([exitCode, JSON.parse(printed)]).toMatchObject([
    0,
    {
      tables: [
        {
          columns: ['Mã', 'Tên'],
          rows: [
            ['1', 'Tân Lý'],
            ['2', 'Hà'],
          ],
        },
      ],
      warnings: [],
    },
  ]);
});

test('--all prints every row as --limit prints the first, piece by piece', async () => {
  const rows = Array.from({ length: 2100 }, (_, at) =>
    at === 1000 ? '1000;"hai\ndòng"' : `${at};${at % 7 === 0 ? '""' : ''}`,
  );
  writeFileSync(join(folder, 'many.csv'), `ma;ten\n${rows.join('\n')}\n`);
  const all = await read([join(folder, 'many.csv'), '--json', '--all']);
  expect(all.printed).toBe((await read([join(folder, 'many.csv'), '--json', '--limit', '5000'])).printed);
  const { tables } = JSON.parse(all.printed) as { tables: readonly { rows: unknown[]; rowNumbers: unknown[] }[] };
  expect(tables.map((table) => [table.rows.length, table.rowNumbers.at(-1)])).toEqual([[2100, 2102]]);
});

test('prints one document of the shape that programs rely on', async () => {
  const { exitCode, printed } = await read([join(folder, 'a.csv'), '--json']);
  expect(exitCode).toBe(0);
  expect(JSON.parse(printed)).toEqual({
    file: 'a.csv',
    format: 'csv',
    bytes: 90,
    encoding: { charset: 'utf-8', legacy: null, bom: false },
    dialect: { delimiter: ';', quote: '"', escape: '"', newline: '\r\n' },
    tables: [
      {
        sheet: null,
        headerRows: [1],
        columns: ['Mã xã', 'Tên xã', 'Số hộ'],
        rowCount: 2,
        firstRow: 2,
        lastRow: 3,
        rows: [
          ['24121', 'Tân "Lập"', null],
          ['24133', 'Ea Kao', ''],
        ],
        rowNumbers: [2, 3],
        skipped: [{ row: 4, why: 'total' }],
      },
    ],
    warnings: [],
  });
});

test('shows as many rows as were asked for and counts all', async () => {
  const { printed } = await read([join(folder, 'a.csv'), '--json', '--limit', '1']);
  expect(JSON.parse(printed)).toMatchObject({ tables: [{ rowCount: 2, rows: [['24121', 'Tân "Lập"', null]] }] });
});

test('[read.long-form] a crosstab is offered as a long table, and read as one with --long', async () => {
  const file = join(folder, 'crosstab.csv');
  writeFileSync(file, 'Tỉnh;2015;Prel. 2016\nĐắk Lắk;1510;..\nPhú Yên;880;905\n');
  const offered = JSON.parse((await read([file, '--json'])).printed) as Record<'tables', unknown>;
  expect(offered.tables).toMatchObject([
    { rowCount: 2, longForm: { applied: false, kept: ['Tỉnh'], dimensions: [{ kind: 'year', heading: 'Năm' }] } },
  ]);
  const long = JSON.parse((await read([file, '--json', '--long'])).printed) as Record<'tables', unknown>;
  expect(long.tables).toMatchObject([
    { columns: ['Tỉnh', 'Năm', 'Giá trị', 'Trạng thái'], rowCount: 4, rowNumbers: [2, 2, 3, 3] },
  ]);
  expect((await read([file], 'vi')).printed).toContain('có thể đọc theo dạng dài bằng --long');
  expect((await read([file, '--long'])).printed).toContain('columns that became rows: 2');
});

test('without --json it is a page for people, in their language', async () => {
  expect((await read([join(folder, 'a.csv')], 'vi')).printed).toContain(
    'Bảng: 2 dòng dữ liệu, 3 cột, tiêu đề ở dòng 1',
  );
  expect((await read([join(folder, 'a.csv')])).printed).toContain('2 rows, 3 columns, heading on row 1');
});

test('a file that cannot be read ends with 3, a wrong option with 2', async () => {
  const empty = await read([join(folder, 'empty.csv'), '--json']);
  expect(empty.exitCode).toBe(3);
  expect(JSON.parse(empty.printed)).toMatchObject({ error: { code: 'file-empty' } });
  expect((await read([join(folder, 'none.csv')])).exitCode).toBe(3);
  expect((await read([join(folder, 'a.csv'), '--limit', 'x'])).exitCode).toBe(2);
});
