import { expect, test } from 'vitest';
import type { RejectedRow } from '#api/mending.ts';
import { placeBlock, readBlock } from './paste-block.ts';
import { cellName, readMendedRows, readSuggestions, rowName, suggestionValue, takeValue } from './sent-form.ts';
import { changeRows } from './use-mended-rows.ts';

const rows: readonly RejectedRow[] = [
  { Mã: 'a', 'Ghi chú': 'một\nhai', constructor: null, '2024': '1' },
  { Mã: null, 'Ghi chú': 'x', constructor: 'y', '2024': '' },
].map((values, index) => ({
  table: index === 0 ? null : 'Biểu 1',
  row: index + 2,
  kind: 'rejected',
  reasons: [],
  values,
  findings: [],
  corrected: false,
}));

/** The form as a browser sends it with these cells typed over: a field for one line drops line ends. */
function formOf(typed: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  rows.forEach((row, number) => {
    form.set(rowName(number), JSON.stringify({ table: row.table, row: row.row, values: row.values }));
    Object.entries(row.values).forEach(([heading, value], column) => {
      const shown = (value ?? '').replaceAll(/[\r\n]+/g, ' ');
      form.set(cellName(number, column), typed[`${number} ${heading}`] ?? shown);
    });
  });
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}

/** As compared: headings may be any words. */
const values = (cells: Readonly<Record<string, string>>) => cells;

test('of a form only changed cells are sent, whatever their headings are', () => {
  expect(readMendedRows(formOf({}))).toEqual([]);
  expect(readMendedRows(formOf({ '0 Mã': 'b', '1 constructor': '', '1 2024': '7' }))).toEqual([
    { table: null, row: 2, values: values({ Mã: 'b' }) },
    { table: 'Biểu 1', row: 3, values: values({ constructor: '', '2024': '7' }) },
  ]);
});

test('a suggestion’s button sends its own cell alone', () => {
  const column = Object.keys(rows[1]?.values ?? {}).indexOf('Mã');
  const form = formOf({ '0 Mã': 'b' }, { take: takeValue(1, column, '24121') });
  expect(readMendedRows(form)).toEqual([{ table: 'Biểu 1', row: 3, values: values({ Mã: '24121' }) }]);
});

test('suggestions come back as they were given; what is none of ours is passed over', () => {
  const form = new FormData();
  const taken = { rule: 'ma.code-list', field: 'ma', value: '24 118' };
  for (const value of [suggestionValue(taken), '{', '["a"]', '[1,2,3]']) form.append('suggestion', value);
  expect(readSuggestions(form)).toEqual([taken]);
  const broken = new FormData();
  broken.set(rowName(0), '[]');
  broken.set(rowName(1), '{"table":1,"row":"x","values":null}');
  expect(readMendedRows(broken)).toEqual([]);
});

test('a cell that is as it was is no change', () => {
  const change = (value: string, before = new Map()) =>
    changeRows(rows, before, { kind: 'cells', cells: [{ row: 0, heading: 'Ghi chú', value }] });
  const changed = change('ba');
  expect(changed).toEqual(new Map([['[null,2]', new Map([['Ghi chú', 'ba']])]]));
  expect(change('một hai', new Map(changed)).size).toBe(0);
  const none = [
    { row: 0, heading: 'toString', value: 'x' },
    { row: 9, heading: 'Mã', value: 'x' },
  ];
  expect(changeRows(rows, changed, { kind: 'cells', cells: none })).toEqual(changed);
  expect(changeRows(rows, changed, { kind: 'undo' }).size).toBe(0);
});

test.each<[string, readonly (readonly string[])[]]>([
  ['a', [['a']]],
  [
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    '"một\nhai"\t"nói ""có"""\n\tx',
    [
      ['một hai', 'nói "có"'],
      ['', 'x'],
    ],
  ],
  ['\t\n', [['', '']]],
  ['', [['']]],
])('what Excel puts on the clipboard is a block: %j', (text, block) => {
  expect(readBlock(text)).toEqual(block);
});

test('a block goes to the right and down, as far as there are columns', () => {
  const cells = placeBlock([['1', '2', '3'], ['4']], { row: 5, heading: 'b' }, ['a', 'b', 'c']);
  expect(cells).toEqual([
    { row: 5, heading: 'b', value: '1' },
    { row: 5, heading: 'c', value: '2' },
    { row: 6, heading: 'b', value: '4' },
  ]);
});
