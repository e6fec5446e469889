import { expect, test } from 'vitest';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { readBytes } from '../testing/read-bytes.ts';

const row = (...cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const rows = [row('24001', 'Ea Kao', '5'), row('24002', 'Ea Tu', '7')].join('');

test.each<[string, string]>([
  ['signs by their numbers', `<table>${row('M&#227;', 'T&#xEA;n', 'S&ocirc;')}${rows}</table>`],
  ['cells that are never closed', `<table>${row('Mã', 'Tên', 'Sô')}${rows}</table>`.replaceAll(/<\/t[dr]>/g, '')],
  [
    'a table that lays the page out',
    `<table><tr><td><table>${row('Mã', 'Tên', 'Sô')}${rows}</table></td></tr></table>`,
  ],
  [
    'a table that lays the page out under a line of its own',
    `<table><tr><td>Kính gửi: Sở</td></tr><tr><td><table>${row('Mã', 'Tên', 'Sô')}${rows}</table></td></tr></table>`,
  ],
  [
    'tables of one cell in cells',
    `<table>${row('Mã', 'Tên', 'Sô')}${rows.replaceAll(/>(\d)</g, '><table><tr><td>$1</td></tr></table><')}</table>`,
  ],
  [
    'scripts and remarks',
    `<script>"<table><tr><td>x</td></tr></table>"</script><!-- <table> --><table>${row('Mã', 'Tên', 'Sô')}${rows}</table>`,
  ],
  ['an end that is cut off', `<table>${row('Mã', 'Tên', 'Sô')}${rows}`],
])('a web page saved as a workbook: %s', async (_, page) => {
  const { tables } = await readBytes('a.xls', `<html><body>${page}`);
  expect(tables).toMatchObject([
    {
      columns: ['Mã', 'Tên', 'Sô'],
      rows: [
        ['24001', 'Ea Kao', '5'],
        ['24002', 'Ea Tu', '7'],
      ],
    },
  ]);
});

test('cells over several rows and columns stand where a browser shows them, and hidden rows are said', async () => {
  const head = '<tr><th rowspan="2">Xã</th><th colspan="2">Dân số</th></tr><tr><th>Nam</th><th>Nữ</th></tr>';
  const body =
    '<tr><td rowspan="2">A</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr><tr><td>B</td><td>5</td><td>6</td></tr>';
  const hidden = '<tr style="display: none"><td>C</td><td>7</td><td>8</td></tr>';
  const { tables, warnings } = await readBytes('a.xls', `<table>${head}${body}${hidden}${body}</table>`);
  expect(tables[0]).toMatchObject({ columns: ['Xã', 'Dân số / Nam', 'Dân số / Nữ'], rowCount: 6 });
  expect(tables[0]?.rows.slice(0, 3)).toEqual([
    ['A', '1', '2'],
    ['A', '3', '4'],
    ['B', '5', '6'],
  ]);
  expect(warnings.map(({ code }) => code).toSorted()).toEqual(['cells-merged', 'rows-hidden']);
});

test('a head that is not ended, styles without an end to their rules and blanks in many elements cost nothing', async () => {
  const table = `<table><tr><th>Mã</th><th>Tên</th></tr><tr><td>1</td><td>a${'<b> </b>'.repeat(100_000)}z</td></tr></table>`;
  const { tables } = await readBytes('a.xls', `<html><head><style>${'a b '.repeat(100_000)}</style>${table}`);
  expect(tables).toMatchObject([{ columns: ['Mã', 'Tên'], rows: [['1', 'a z']] }]);
});

test('a page that is nested beyond bounds is refused', async () => {
  await expect(readBytes('a.xls', `<table><tr><td>${'<b>'.repeat(10_000)}x`)).rejects.toMatchObject({
    code: 'too-wide',
  });
});

test('fields of a form say what a browser shows in them', async () => {
  const choice = (chosen: string) =>
    `<select>${['<option>Mới', '<option value=2>Đã duyệt</option>'].map((one) => one.replace(chosen, `${chosen} selected`)).join('')}</select>`;
  const typed = (value: string) => `<input type="hidden" value="x"><input value="${value}">`;
  const page = `<table>${row('Mã', 'Tên', 'Trạng thái', 'Ghi chú', 'Đủ')}
    ${row('1', typed('Ea Kao'), choice('none'), '<textarea>đã nộp\n &amp; chờ</textarea>', '<input type=checkbox checked>')}
    ${row('2', typed('Ea Tu'), choice('<option value=2'), '<textarea></textarea>', '<input type=checkbox>')}</table>`;
  const { tables } = await readBytes('a.xls', `<html><body>${page}`);
  expect(tables[0]?.rows).toEqual([
    ['1', 'Ea Kao', 'Mới', 'đã nộp\n& chờ', 'true'],
    ['2', 'Ea Tu', 'Đã duyệt', null, 'false'],
  ]);
});

test('a page has no more tables than a file may have; those without a text are none', async () => {
  const limits = { ...defaultReadLimits, tables: 3 };
  const table = `<table>${row('Mã')}${rows}</table>`;
  const { tables } = await readBytes('a.xls', `<html>${`<table></table>${table}`.repeat(3)}`, { limits });
  expect(tables).toHaveLength(3);
  await expect(readBytes('a.xls', `<html>${table.repeat(4)}`, { limits })).rejects.toMatchObject({
    code: 'too-many-tables',
  });
});
