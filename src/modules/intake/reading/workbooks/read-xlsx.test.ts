import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { makeWorkbook, row, styles } from '../../../../../test/support/make-workbook.ts';
import { makeZip } from '../../../../../test/support/zip.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

function styled(number: number, values: readonly (readonly [number, number])[]): string {
  const cells = values.map(
    ([value, style], index) => `<c r="${String.fromCharCode(65 + index)}${number}" s="${style}"><v>${value}</v></c>`,
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

test('letters that a program lost are told of with their sheet and row', async () => {
  const rows = row(1, ['Mã', 'Họ tên']) + row(2, ['1', 'Trần A']) + row(3, ['2', 'Nguy?n Th? H??ng']);
  const { warnings } = await readBytes('a.xlsx', await makeWorkbook([{ name: 'A', rows }]));
  expect(warnings).toMatchObject([
    { code: 'letters-lost', message: { en: expect.stringMatching(/“A” has 2 .* row 3: “Nguy\?n”/) as string } },
  ]);
});

describe('cells', () => {
  test('dates are ISO, padded codes keep their zeros, numbers are shortest decimals', async () => {
    const rows =
      row(1, ['Ngày', 'Lúc', 'Mã', 'Giờ', 'Số']) +
      styled(2, [
        [46147, styles.date],
        [46147.5, styles.moment],
        [7, styles.padded],
        [0.75, styles.time],
        [0.1, styles.plain],
      ]) +
      styled(3, [
        [1, styles.date],
        [60.25, styles.moment],
        [12345, styles.padded],
        [1.5, styles.time],
        [1e21, styles.plain],
      ]);
    const table = await readOnlyTable('a.xlsx', await makeWorkbook([{ name: 'A', rows }]));
    expect(table.rows).toEqual([
      ['2026-05-05', '2026-05-05T12:00:00', '00007', '18:00:00', '0.1'],
      ['1900-01-01', '1900-02-28T06:00:00', '12345', '36:00:00', '1000000000000000000000'],
    ]);
    expect(table.typedNumbers).toEqual([false, false, false, false, true]);
  });

  test('hundredths that the sheet shows as percent are percent, digit by digit', async () => {
    const shares = [0.125, 0.07, 1, -0.0005, 1 / 3, 12, 1e-7];
    const rows = shares.map((share, at) =>
      styled(at + 2, [
        [share, styles.percent],
        [share, styles.percentCode],
      ]),
    );
    const content = await makeWorkbook([{ name: 'A', rows: row(1, ['Tỷ lệ', 'Tăng']) + rows.join('') }]);
    const table = await readOnlyTable('a.xlsx', content, { percents: true });
    const read = ['12.5%', '7%', '100%', '-0.05%', '33.33333333333333%', '1200%', '0.00001%'];
    expect(table.rows).toEqual(read.map((text) => [text, text]));
    expect(table.typedNumbers).toEqual([true, true]);
    expect((await readOnlyTable('a.xlsx', content)).rows[0]).toEqual(['0.125', '0.125']);
  });

  test('a workbook that counts from 1904 says so', async () => {
    const rows =
      row(1, ['Ngày', 'Tên']) + `<row r="2"><c r="A2" s="1"><v>44685</v></c><c r="B2" t="str"><v>x</v></c></row>`;
    const table = await readOnlyTable('a.xlsx', await makeWorkbook([{ name: 'A', rows }], { date1904: true }));
    expect(table.rows[0]?.[0]).toBe('2026-05-05');
  });

  test('shared texts join their runs without the phonetic ones; inline, boolean, error and formula cells', async () => {
    const strings = [
      '<si><t>Mã</t></si>',
      '<si><r><t xml:space="preserve">Buôn </t></r><r><t>Hồ</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>',
      '<si><t>dòng 1_x000D_\ndòng 2</t></si>',
    ];
    const rows =
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>B</t></is></c><c r="C1" t="inlineStr"><is><t>C</t></is></c></row>` +
      `<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c></row>` +
      `<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><f>1+1</f><v>2</v></c><c r="C3" t="str"><f>""</f><v></v></c></row>`;
    const table = await readOnlyTable('a.xlsx', await makeWorkbook([{ name: 'A', rows }], { strings }));
    expect(table.columns).toEqual(['Mã', 'B', 'C']);
    expect(table.rows).toEqual([
      ['Buôn Hồ', 'true', null],
      ['dòng 1\ndòng 2', '2', null],
    ]);
  });

  test('a number kept as text makes the column’s numbers untrustworthy', async () => {
    const rows = row(1, ['a', 'b']) + row(2, [1, 1]) + row(3, [2, '1.234']);
    expect((await readOnlyTable('a.xlsx', await makeWorkbook([{ name: 'A', rows }]))).typedNumbers).toEqual([
      true,
      false,
    ]);
  });
});

test('columns of numbers whose formats are lost are told of: they may be dates', async () => {
  const rows = `${row(1, ['Ngày', 'Tiền', 'Mã'])}<row r="2"><c r="A2" s="9"><v>46085</v></c><c r="B2" s="0"><v>5</v></c><c r="C2" s="9" t="str"><v>x</v></c></row>`;
  const { tables, warnings } = await readBytes('a.xlsx', await makeWorkbook([{ name: 'Biểu', rows }]));
  expect(tables[0]?.rows).toEqual([['46085', '5', 'x']]);
  expect(warnings).toMatchObject([
    { code: 'formats-missing', message: { vi: expect.stringMatching(/«Biểu».*\(A\)/) as string } },
  ]);
});

describe('sheets', () => {
  test('a heading of several rows is joined along its merged cells, under a merged title', async () => {
    const rows =
      row(1, ['BÁO CÁO DÂN SỐ']) +
      row(3, ['STT', 'Xã', 'Dân số', null, 'Ghi chú']) +
      row(4, [null, null, 'Nam', 'Nữ']) +
      row(5, [1, 'Ea Kao', 10, 12]) +
      row(6, [2, 'Ea Tu', 20, 21, 'sơ bộ']) +
      row(7, [null, 'Tổng cộng', 30, 33]);
    const merges = ['A1:E1', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:E4'];
    const table = await readOnlyTable('a.xlsx', await makeWorkbook([{ name: 'Biểu 1', rows, merges }]));
    expect(table).toMatchObject({
      name: 'Biểu 1',
      headerRows: [3, 4],
      columns: ['STT', 'Xã', 'Dân số / Nam', 'Dân số / Nữ', 'Ghi chú'],
      rowNumbers: [5, 6],
      skipped: [
        { row: 1, why: 'title' },
        { row: 2, why: 'blank' },
        { row: 7, why: 'total' },
      ],
    });
  });

  test('rows that a filter hides are read, those that somebody hid by hand are not', async () => {
    const rows =
      row(1, ['a', 'b']) +
      row(2, [1, 'x']) +
      row(3, [2, 'y'], ' hidden="1"') +
      row(4, [3, 'z']) +
      row(5, [4, 'w'], ' hidden="1"');
    const filtered = (behindRows: string) => makeWorkbook([{ name: 'A', rows, behindRows, merges: ['G1:H1'] }]);
    const condition = '<filterColumn colId="0"><filters><filter val="1"/></filters></filterColumn>';
    const outcome = await readBytes('a.xlsx', await filtered(`<autoFilter ref="A1:B4">${condition}</autoFilter>`));
    expect(outcome.tables).toMatchObject([{ rowCount: 3, skipped: [{ row: 5, why: 'hidden' }] }]);
    expect(outcome.warnings.map(({ code }) => code)).toEqual(['rows-hidden', 'rows-filtered']);
    for (const none of ['', '<autoFilter ref="A1:B4"/>', '<autoFilter ref="A1:B4"></autoFilter>']) {
      expect((await readBytes('a.xlsx', await filtered(none))).tables, none).toMatchObject([{ rowCount: 2 }]);
    }
  });

  test('hidden rows are skipped with a word, hidden sheets passed over unless asked for', async () => {
    const rows = row(1, ['a', 'b']) + row(2, [1, 'x']) + row(3, [2, 'y'], ' hidden="1"') + row(4, [3, 'z']);
    const workbook = await makeWorkbook([
      { name: 'A', rows },
      { name: 'Ẩn', rows, hidden: true },
    ]);
    const outcome = await readBytes('a.xlsx', workbook);
    expect(outcome.tables).toMatchObject([{ name: 'A', rowCount: 2, skipped: [{ row: 3, why: 'hidden' }] }]);
    expect(outcome.warnings.map(({ code }) => code).toSorted()).toEqual(['rows-hidden', 'sheets-hidden']);
    expect(await readOnlyTable('a.xlsx', workbook, { sheet: 'Ẩn' })).toMatchObject({ name: 'Ẩn' });
  });

  test('empty sheets are no tables, sheets in an archive carry its member’s path', async () => {
    const workbook = await makeWorkbook([
      { name: 'Trống', rows: '' },
      { name: 'B', rows: row(1, ['a', 'b']) + row(2, [1, 2]) },
    ]);
    const zip = await makeZip({ 'nộp/b.xlsx': workbook, 'a.csv': 'a;b\n1;2\n' });
    expect((await readBytes('a.zip', zip)).tables.map(({ name }) => name)).toEqual(['nộp/b.xlsx/B', 'a.csv']);
    expect((await readBytes('a.zip', zip, { sheet: 'nộp/b.xlsx/B' })).tables).toHaveLength(1);
    expect((await readBytes('a.zip', zip, { sheet: 'a.csv' })).tables).toHaveLength(1);
  });

  test('formulas count by their last value, and those without one are told', async () => {
    const cell = (name: string, inner: string, attributes = '') => `<c r="${name}"${attributes}>${inner}</c>`;
    const rows =
      row(1, ['a', 'b']) +
      `<row r="2">${cell('A2', '<f>1+1</f><v>2</v>')}${cell('B2', '<f>T("x")</f><v>x</v>', ' t="str"')}</row>` +
      `<row r="3">${cell('A3', '<f>1+2</f><v />')}${cell('B3', '<f>""</f><v></v>', ' t="str"')}</row>` +
      row(4, [3, 'y']);
    const outcome = await readBytes('a.xlsx', await makeWorkbook([{ name: 'A', rows }]));
    expect(outcome.tables[0]?.rows).toEqual([
      ['2', 'x'],
      ['3', 'y'],
    ]);
    expect(outcome.warnings).toMatchObject([
      { code: 'formulas-uncalculated', message: { vi: expect.stringContaining('có 1 ô công thức') } },
    ]);
  });

  test.each(['xls', 'xlsb'] as const)('columns that somebody hid are told in %s, too', async (bookType) => {
    const sheet = utils.aoa_to_sheet([['ma', 'so', 'ghi chu'], ['a', 1, 'x'], ['b', 2, 'y']]); // prettier-ignore
    sheet['!cols'] = [{}, { hidden: true }, {}];
    const written: unknown = write({ SheetNames: ['A'], Sheets: { A: sheet } }, { type: 'buffer', bookType });
    if (!Buffer.isBuffer(written)) throw new Error('The library wrote no bytes');
    const { tables, warnings } = await readBytes(`a.${bookType}`, written);
    expect(tables).toMatchObject([{ columns: ['ma', 'so', 'ghi chu'], rowCount: 2 }]);
    expect(warnings).toMatchObject([{ code: 'columns-hidden', message: { vi: expect.stringMatching(/\(B\)/) } }]);
  });

  test('sheets, columns and rows that somebody hid are told in ods, and rows that a filter hides are read', async () => {
    const cell = (text: string) =>
      `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
    const line = (cells: readonly string[], of = '') =>
      `<table:table-row${of}>${cells.map(cell).join('')}</table:table-row>`;
    const content =
      '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>' +
      '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>' +
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>' +
      '</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="B" table:style-name="ta2">' +
      `${line(['ma', 'so'])}${line(['d', 'w'])}</table:table><table:table table:name="A" table:style-name="ta1">` +
      '<table:table-column/><table:table-column table:visibility="collapse"/>' +
      line(['ma', 'so']) +
      line(['a', 'x'], ' table:visibility="collapse"') +
      line(['b', 'y'], ' table:visibility="filter"') +
      line(['c', 'z']) +
      '</table:table></office:spreadsheet></office:body></office:document-content>';
    const members = {
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'META-INF/manifest.xml':
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
      'styles.xml': '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
      'content.xml': content,
    };
    const { tables, warnings } = await readBytes('a.ods', await makeZip(members));
    expect(tables).toMatchObject([{ rows: [['b', 'y'], ['c', 'z']] }]); // prettier-ignore
    expect(warnings.map(({ code }) => code)).toEqual([
      'sheets-hidden',
      'rows-hidden',
      'rows-filtered',
      'columns-hidden',
    ]);
  });

  test('columns that somebody hid are read with a word, if they hold anything', async () => {
    const rows = row(1, ['ma', 'so', 'ghi chu']) + row(2, ['a', 1, 'x']);
    const sheets = [
      { name: 'A', rows, columns: '<col min="2" max="2" hidden="1"/><col min="9" max="12" hidden="1"/>' },
    ];
    const { tables, warnings } = await readBytes('a.xlsx', await makeWorkbook(sheets));
    expect(tables[0]?.rows).toEqual([['a', '1', 'x']]);
    expect(warnings).toMatchObject([{ code: 'columns-hidden', message: { vi: expect.stringMatching(/\(B\)/) } }]);
  });

  test('errors are no values, and where the first of them is is told [read.errors]', async () => {
    const error = (place: string, text: string) => `<c r="${place}" t="e"><f>1/0</f><v>${text}</v></c>`;
    const rows =
      row(1, ['ma', 'so']) +
      `<row r="2"><c r="A2" t="inlineStr"><is><t>#N/A</t></is></c>${error('B2', '#REF!')}</row>` +
      `<row r="3" hidden="1">${error('A3', '#N/A')}<c r="B3"><v>1</v></c></row>` +
      `<row r="4">${error('A4', '#DIV/0!')}<c r="B4"><v>3</v></c></row>`;
    const outcome = await readBytes('a.xlsx', await makeWorkbook([{ name: 'A', rows }]));
    expect(outcome.tables[0]).toMatchObject({
      rows: [
        ['#N/A', null],
        [null, '3'],
      ],
      typedNumbers: [false, true],
    });
    expect(outcome.warnings.map(({ code }) => code)).toEqual(['rows-hidden', 'cells-in-error']);
    expect(outcome.warnings[1]?.message.vi).toMatch(/có 2 ô báo lỗi.*B2/);
  });

  test.each(['xls', 'biff5', 'xlsb'] as const)('errors are no values in %s either', async (bookType) => {
    const sheet = utils.aoa_to_sheet([
      ['ma', 'so'],
      ['#N/A', 1],
      ['a', 2],
    ]);
    sheet['A3'] = { t: 'e', v: 0x17 };
    const bytes = write({ SheetNames: ['A'], Sheets: { A: sheet } }, { type: 'buffer', bookType }) as Buffer;
    const outcome = await readBytes(bookType === 'xlsb' ? 'a.xlsb' : 'a.xls', bytes);
    expect(outcome.tables[0]?.rows).toEqual([
      ['#N/A', '1'],
      [null, '2'],
    ]);
    expect(outcome.warnings).toMatchObject([
      { code: 'cells-in-error', message: { en: expect.stringMatching(/first in A3 \(cells: 1\)/) } },
    ]);
  });

  test('errors are no values in ods either', async () => {
    const text = (value: string) =>
      `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
    const number = '<table:table-cell office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>';
    const error =
      '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>';
    const lines = [text('ma') + text('so'), text('#N/A') + number, error + number];
    const rows = lines.map((cells) => `<table:table-row>${cells}</table:table-row>`).join('');
    const bytes = await makeZip({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'META-INF/manifest.xml': '<manifest/>',
      'styles.xml': '<styles/>',
      'content.xml': `<office:document-content><office:body><office:spreadsheet><table:table table:name="A">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
    });
    const outcome = await readBytes('a.ods', bytes);
    expect(outcome).toMatchObject({ format: 'ods', warnings: [{ code: 'cells-in-error' }] });
    expect(outcome.tables[0]?.rows).toEqual([
      ['#N/A', '2'],
      [null, '2'],
    ]);
  });
});
