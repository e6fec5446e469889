import { CFB, utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { encodeWindows1258 } from '#platform/text/testing/encode-legacy.ts';
import { makeWorkbook } from '../../../../../test/support/make-workbook.ts';
import { makeZip } from '../../../../../test/support/zip.ts';
import { readBytes } from '../testing/read-bytes.ts';

/** Font, text as it is stored, and what it shows: of single words, that are legal Vietnamese as they stand or not. */
const cells: readonly (readonly [font: string, stored: string, shown: string])[] = [
  ['.VnTime', 'Hµ', 'Hà'],
  ['.VnTime', 'Bß', 'Bò'],
  ['.VnTime', '§«', 'Đô'],
  ['.VnTime', 'C\u00adm', 'Cưm'],
  ['.VnArialH', 'hµ néi', 'HÀ NỘI'],
  ['.VnArialH', 'ea kao', 'EA KAO'],
  ['VNI-Times', 'Haø', 'Hà'],
  ['VNI-Times', 'Ñoâ', 'Đô'],
  ['Arial', 'Bò', 'Bò'],
  ['Arial', 'Đắk Lắk', 'Đắk Lắk'],
  ['.VnTime', 'Đắk Lắk', 'Đắk Lắk'],
];
const fonts = [...new Set(cells.map(([font]) => font))];
const rows = [['Mã', 'Tên'], ...cells.map(([, text], at) => [String(at), text])];
const fontAt = (row: number, column: number): string => (row > 0 && column > 0 ? (cells[row - 1]?.[0] ?? '') : 'Arial');
const styleAt = (row: number, column: number): number => fonts.indexOf(fontAt(row, column));

const eachRow = (cell: (text: string, row: number, column: number) => string, tag: string): string =>
  rows.map((row, at) => `<${tag}>${row.map((text, column) => cell(text, at, column)).join('')}</${tag}>`).join('');

function xlsx(): Promise<Buffer> {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relation = (id: string, name: string, target: string) =>
    `<Relationship Id="${id}" Type="${type}/${name}" Target="${target}"/>`;
  const cell = (text: string, row: number, column: number) =>
    `<c t="inlineStr" s="${styleAt(row, column)}"><is><t>${text}</t></is></c>`;
  return makeZip({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${type}"><sheets><sheet name="A" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('a', 'worksheet', 's.xml')}${relation('b', 'styles', 'y.xml')}</Relationships>`,
    'xl/y.xml': `<styleSheet ${main}><fonts>${fonts.map((name) => `<font><name val="${name}"/></font>`).join('')}</fonts><cellXfs>${fonts.map((_, id) => `<xf fontId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/s.xml': `<worksheet ${main}><sheetData>${eachRow(cell, 'row')}</sheetData></worksheet>`,
  });
}

function odsContent(root: string): string {
  const names = ['office', 'table', 'text', 'style'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  );
  const style = (font: string, id: number) =>
    `<style:style style:name="s${id}" style:family="table-cell"><style:text-properties style:font-name="${font}"/></style:style>`;
  const cell = (text: string, row: number, column: number) =>
    `<table:table-cell table:style-name="s${styleAt(row, column)}" office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
  return `<?xml version="1.0"?><office:${root} ${names.join(' ')}><office:automatic-styles>${fonts.map(style).join('')}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="A">${eachRow(cell, 'table:table-row')}</table:table></office:spreadsheet></office:body></office:${root}>`;
}

function spreadsheetml(): string {
  const style = (font: string, id: number) => `<Style ss:ID="s${id}"><Font ss:FontName="${font}"/></Style>`;
  const cell = (text: string, row: number, column: number) =>
    `<Cell ss:StyleID="s${styleAt(row, column)}"><Data ss:Type="String">${text}</Data></Cell>`;
  const office = 'urn:schemas-microsoft-com:office:spreadsheet';
  return `<?xml version="1.0"?><Workbook xmlns="${office}" xmlns:ss="${office}"><Styles>${fonts.map(style).join('')}</Styles><Worksheet ss:Name="A"><Table>${eachRow(cell, 'Row')}</Table></Worksheet></Workbook>`;
}

function html(): string {
  const cell = (text: string, row: number, column: number) =>
    column === 0 ? `<td>${text}</td>` : `<td><font face="${fontAt(row, column)}">${text}</font></td>`;
  return `<html><body><table>${eachRow(cell, 'tr')}</table></body></html>`;
}

const record = (type: number, body: Buffer): Buffer => Buffer.concat([words(type, body.length), body]);
const words = (...values: readonly number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);

/** An xls as programs write it; before 1997 (`encode`) texts are bytes. */
function xls(encode?: (text: string) => Buffer): Buffer {
  const version = encode === undefined ? 0x600 : 0x500;
  const text = (value: string) =>
    encode === undefined
      ? Buffer.concat([words(value.length), Buffer.from([1]), Buffer.from(value, 'utf16le')])
      : counted(encode(value));
  const counted = (bytes: Buffer) => Buffer.concat([words(bytes.length), bytes]);
  const font = (name: string) => {
    const sign = encode === undefined ? Buffer.from([name.length, 0]) : Buffer.from([name.length]);
    return record(0x31, Buffer.concat([words(200, 0, 0x7fff, 400, 0, 0, 0), sign, Buffer.from(name)]));
  };
  const sheet = Buffer.concat([
    record(0x809, words(version, 0x10, 0, 0)),
    ...rows.flatMap((row, at) =>
      row.map((value, column) =>
        record(
          0x204,
          Buffer.concat([
            words(at, column, encode === undefined ? styleAt(at, column) : fonts.indexOf('Arial')),
            text(value),
          ]),
        ),
      ),
    ),
    record(0x0a, Buffer.alloc(0)),
  ]);
  const head = (start: number) => {
    // There is no font of number 4, so that later ones count one more.
    const formats = fonts.map((_, id) => record(0xe0, Buffer.concat([words(id > 3 ? id + 1 : id), Buffer.alloc(18)])));
    const name = Buffer.concat([Buffer.from(encode === undefined ? [1, 0] : [1]), Buffer.from('A')]);
    const place = Buffer.concat([Buffer.from(Uint32Array.of(start).buffer), words(0), name]);
    const parts = [...fonts.map(font), ...formats, record(0x85, place), record(0x0a, Buffer.alloc(0))];
    return Buffer.concat([record(0x809, words(version, 5, 0, 0)), ...parts]);
  };
  const stream = Buffer.concat([head(head(0).length), sheet, Buffer.alloc(4096)]);
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, encode === undefined ? '/Workbook' : '/Book', stream);
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array);
}

const manifest = { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'META-INF/manifest.xml': '<m/>' };

test.each<[string, string, string | Buffer]>([
  ['xlsx', 'a.xlsx', await xlsx()],
  ['xls', 'a.xls', xls()],
  [
    'ods without styles of its own',
    'a.ods',
    await makeZip({ ...manifest, 'content.xml': odsContent('document-content') }),
  ],
  ['ods as one document', 'a.fods', odsContent('document')],
  ['SpreadsheetML', 'a.xml', spreadsheetml()],
  ['a web page', 'a.xls', html()],
])('text in fonts of old encodings is read by the font of its cell: %s', async (_, name, bytes) => {
  const { tables, warnings } = await readBytes(name, bytes);
  expect(tables[0]?.rows.map(([, text]) => text)).toEqual(cells.map(([, , shown]) => shown));
  expect(warnings).toMatchObject([
    { code: 'encoding-guessed', message: { vi: expect.stringMatching(/\.VnTime: .*4 ô.*VNI-Times/) as string } },
  ]);
  const asItStands = await readBytes(name, bytes, { encoding: 'utf-8' });
  expect(asItStands.tables[0]?.rows[0]).toEqual(['0', 'Hµ']);
});

test('a font that most cells use for Unicode tells nothing of words that can be both', async () => {
  const texts = ['Đắk Lắk', 'Huyện Lắk', 'Ô', 'Xã Ea Kao', 'Bò'];
  const page = `<table><tr><td>Mã<td>Tên</tr>${texts.map((text, at) => `<tr><td>${at}<td><font face=".VnTime">${text}</font></tr>`).join('')}</table>`;
  const { tables, warnings } = await readBytes('a.xls', page);
  expect(tables[0]?.rows.map(([, text]) => text)).toEqual(texts);
  expect(warnings).toEqual([]);
});

test('a text that is no Vietnamese either way is left as it is, and told of', async () => {
  const texts = ['Café', 'Müller', 'Hµ Néi', 'Pháp'];
  const page = `<table><tr><td>Mã<td>Tên</tr>${texts.map((text, at) => `<tr><td>${at}<td><font face=".VnArial">${text}</font></tr>`).join('')}</table>`;
  const { tables, warnings } = await readBytes('a.xls', page);
  expect(tables[0]?.rows.map(([, text]) => text)).toEqual(['Café', 'Müller', 'Hà Nội', 'Pháp']);
  expect(warnings[0]?.message.en).toContain('.VnArial: TCVN3 (ABC), 1 cells, 2 left as they are');
});

test('parts of a text that stands in its cell of an xlsx have fonts of their own', async () => {
  const run = (font: string, text: string) => `<r><rPr><rFont val="${font}"/></rPr><t>${text}</t></r>`;
  const cell = (...runs: readonly string[]) => `<c t="inlineStr"><is>${runs.join('')}</is></c>`;
  const list = [
    ['<t>Mã</t>', '<t>Tên</t>'],
    ['<t>1</t>', run('.VnTime', 'Hµ ') + run('Arial', 'Bò') + run('VNI-Times', ' Ñoâ')],
    ['<t>2</t>', '<r><t>Bò</t></r>'],
  ];
  const rows = list.map((row) => `<row>${row.map((text) => cell(text)).join('')}</row>`).join('');
  const { tables, warnings } = await readBytes('a.xlsx', await makeWorkbook([{ name: 'A', rows }]));
  expect(tables[0]?.rows.map(([, text]) => text)).toEqual(['Hà Bò Đô', 'Bò']);
  expect(warnings).toMatchObject([{ code: 'encoding-guessed' }]);
});

test('an xlsb does not say which cells have its old font: what can be nothing else is decoded', async () => {
  const texts = ['Nguy\u00d4n V\u00a8n H\u00ef', 'Bò', 'Đắk Lắk', 'Café'];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Mã', 'Tên'], ...texts.map((text, at) => [`${at}`, text])]), 'A');
  const parts = CFB.read(write(book, { type: 'buffer', bookType: 'xlsb' }) as Buffer, { type: 'buffer' });
  const styles = CFB.find(parts, '/xl/styles.bin');
  const shown = Buffer.from((styles?.content ?? '') as Uint8Array).toString('latin1');
  const named = (name: string) => Buffer.from(name, 'utf16le').toString('latin1');
  expect(shown).toContain(named('Calibri'));
  CFB.utils.cfb_add(parts, '/xl/styles.bin', Buffer.from(shown.replace(named('Calibri'), named('.VnTime')), 'latin1'));
  const content = Buffer.from(CFB.write(parts, { type: 'buffer', fileType: 'zip' }) as Uint8Array);
  const { tables, warnings } = await readBytes('a.xlsb', content);
  expect(tables[0]?.rows.map(([, text]) => text)).toEqual(['Nguyễn Văn Hù', ...texts.slice(1)]);
  expect(warnings).toMatchObject([{ code: 'encoding-guessed', evidence: [{ name: 'tcvn3', words: 1 }] }]);
  const asItStands = await readBytes('a.xlsb', content, { encoding: 'utf-8' });
  expect(asItStands.tables[0]?.rows.map(([, text]) => text)).toEqual(texts);
});

test('an xls of before 1997 is read in the encoding that makes sense of it', async () => {
  rows.splice(1, rows.length, ['1', 'Xã Ea Kao'], ['2', 'Huyện Krông Búk'], ['3', 'Số hộ nghèo']);
  const { tables, warnings } = await readBytes('a.xls', xls(encodeWindows1258));
  expect([tables[0]?.columns, ...(tables[0]?.rows ?? [])]).toEqual(rows);
  expect(warnings).toMatchObject([{ code: 'encoding-guessed' }]);
});
