import { expect, test } from 'vitest';
import { readBytes } from '../testing/read-bytes.ts';

const cell = (type: string, text: string, more = '') => `<Cell ${more}><Data ss:Type="${type}">${text}</Data></Cell>`;
const workbook = (sheets: string) =>
  `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
  <Styles><Style ss:ID="Default"/><Style ss:ID="code"><NumberFormat ss:Format="00000"/></Style><Style ss:ID="pct"><NumberFormat ss:Format="Standard"/></Style></Styles>${sheets}</Workbook>`;

test('sheets of SpreadsheetML are tables: merged headings, gaps, zeros of codes, dates, truth, hidden sheets and rows', async () => {
  const read = await readBytes(
    'bao-cao.xls',
    workbook(`<Worksheet ss:Name="Biểu 1"><Table>
      <Row>${cell('String', 'BÁO CÁO DÂN SỐ', 'ss:MergeAcross="3"')}</Row>
      <Row ss:Index="3">${cell('String', 'Mã', 'ss:MergeDown="1"')}${cell('String', 'Ngày', 'ss:MergeDown="1"')}${cell('String', 'Dân số', 'ss:MergeAcross="1"')}</Row>
      <Row>${cell('String', 'Nam', 'ss:Index="3"')}${cell('String', 'Nữ')}</Row>
      <Row>${cell('Number', '123', 'ss:StyleID="code"')}${cell('DateTime', '2024-01-05T00:00:00.000')}${cell('Number', '1234.5', 'ss:StyleID="pct"')}<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>đậm</B> nhạt</ss:Data><Comment><ss:Data>ghi chú</ss:Data></Comment></Cell></Row>
      <Row>${cell('Number', '7', 'ss:StyleID="code"')}${cell('DateTime', '2024-01-05T07:30:00.000', 'ss:Index="2"')}${cell('Boolean', '1', 'ss:Index="4"')}</Row>
      <Row ss:Hidden="1">${cell('Number', '8', 'ss:StyleID="code"')}</Row>
      <Row>${cell('Number', '9', 'ss:StyleID="code"')}${cell('Error', '#N/A', 'ss:Index="4"')}</Row></Table></Worksheet>
      <Worksheet ss:Name="Biểu 2"><Table><Row>${cell('String', 'a')}</Row><Row>${cell('Number', '1')}</Row></Table></Worksheet>
      <Worksheet ss:Name="Ẩn"><Table><Row>${cell('String', 'a')}</Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>`),
  );
  expect(read).toMatchObject({
    format: 'spreadsheetml',
    tables: [{ name: 'Biểu 1' }, { name: 'Biểu 2', rows: [['1']] }],
  });
  expect(read.tables[0]).toMatchObject({
    headerRows: [3, 4],
    columns: ['Mã', 'Ngày', 'Dân số / Nam', 'Dân số / Nữ'],
    rows: [
      ['00123', '2024-01-05', '1234.5', 'đậm nhạt'],
      ['00007', '2024-01-05T07:30:00', null, 'true'],
      ['00009', null, null, null],
    ],
    rowNumbers: [5, 6, 8],
    skipped: [
      { row: 1, why: 'title' },
      { row: 7, why: 'hidden' },
    ],
  });
  expect(read.warnings.map(({ code }) => code)).toEqual(['sheets-hidden', 'rows-hidden', 'cells-in-error']);
});

test('a sheet is chosen by name; one that is cut, or too wide, is refused', async () => {
  const two = workbook(
    ['A', 'B']
      .map(
        (name) =>
          `<Worksheet ss:Name="${name}"><Table><Row>${cell('String', 'h')}</Row><Row>${cell('String', name)}</Row></Table></Worksheet>`,
      )
      .join(''),
  );
  expect((await readBytes('a.xml', two, { sheet: 'B' })).tables).toMatchObject([{ name: 'B', rows: [['B']] }]);
  await expect(readBytes('a.xml', two, { sheet: 'C' })).rejects.toMatchObject({ code: 'table-not-found' });
  await expect(readBytes('a.xml', two.slice(0, -40))).rejects.toMatchObject({ code: 'file-truncated' });
  const wide = two.replace('<Row><Cell ', '<Row><Cell ss:Index="99999" ');
  await expect(readBytes('a.xml', wide)).rejects.toMatchObject({ code: 'too-wide' });
});

test('a flat ods is a workbook; a cut one is refused', async () => {
  const cell = (text: string) =>
    `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
  const fods = `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="Biểu"><table:table-row>${cell('Mã')}${cell('Tên')}</table:table-row><table:table-row>${cell('007')}${cell('Ea Kao')}</table:table-row></table:table></office:spreadsheet></office:body></office:document>`;
  expect(await readBytes('a.fods', fods)).toMatchObject({
    format: 'ods',
    tables: [{ name: 'Biểu', columns: ['Mã', 'Tên'], rows: [['007', 'Ea Kao']] }],
  });
  await expect(readBytes('a.fods', fods.slice(0, -60))).rejects.toMatchObject({ code: 'file-truncated' });
});
