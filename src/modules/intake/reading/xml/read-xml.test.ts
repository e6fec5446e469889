import { encodeLegacy } from '#platform/text/testing/encode-legacy.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

const namespaces = 'xmlns:tk="urn:thong-ke" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

test('the element that repeats is a row: attributes, members of members and what repeats within it are its columns', async () => {
  const table = await readOnlyTable(
    'xa.xml',
    `<?xml version="1.0"?><tk:BaoCao ${namespaces} xsi:schemaLocation="a b"><TieuDe>Xã</TieuDe><tk:DanhSach>
      <tk:Xa ma="24133"><Ten>Ea Kao</Ten><DienTich donVi="km2">12.5</DienTich><ChuTich><Ten>A &amp; B</Ten></ChuTich><Buon>1</Buon><Buon>2</Buon></tk:Xa>
      <tk:Xa ma="00007"><Ten><![CDATA[Ea < Tam]]></Ten><DienTich donVi="" xsi:nil="true"/><GhiChu/></tk:Xa>
    </tk:DanhSach></tk:BaoCao>`,
  );
  expect(table).toMatchObject({
    name: null,
    headerRows: [],
    columns: ['ma', 'Ten', 'DienTich.donVi', 'DienTich', 'ChuTich.Ten', 'Buon', 'GhiChu'],
    rows: [
      ['24133', 'Ea Kao', 'km2', '12.5', 'A & B', '["1","2"]', null],
      ['00007', 'Ea < Tam', '', null, null, null, null],
    ],
    rowNumbers: [1, 2],
  });
});

test('what only groups rows stands in each of them; a list within a record is a cell of it', async () => {
  const communes = (from: number) => Array.from({ length: 5 }, (_, at) => `<xa ma="${from + at}" ten="x"/>`).join('');
  const grouped = await readOnlyTable(
    'a.xml',
    `<nuoc><tinh ten="Đắk Lắk">${communes(1)}</tinh><tinh ten="Gia Lai">${communes(6)}</tinh></nuoc>`,
  );
  expect(grouped).toMatchObject({ columns: ['tinh.ten', 'ma', 'ten'], rowCount: 10 });
  expect(grouped.rows[9]).toEqual(['Gia Lai', '10', 'x']);
  const file = (id: number) =>
    `<HoSo><Ma>${id}</Ma><Ten>n</Ten><GiayTo><Ten>a</Ten></GiayTo><GiayTo><Ten>b</Ten></GiayTo></HoSo>`;
  expect(await readOnlyTable('b.xml', `<DS>${file(1)}${file(2)}</DS>`)).toMatchObject({
    columns: ['Ma', 'Ten', 'GiayTo'],
    rows: [
      ['1', 'n', '[{"Ten":"a"},{"Ten":"b"}]'],
      ['2', 'n', '[{"Ten":"a"},{"Ten":"b"}]'],
    ],
  });
});

test('of orders with lines the contract says which are its rows; without one the choice is told', async () => {
  const order = (id: number) =>
    `<don><ma>${id}</ma><ngay>2024-01-0${id}</ngay>${'<dong><hang>h</hang><sl>2</sl><gia>5</gia></dong>'.repeat(3)}</don>`;
  const xml = `<ds>${order(1)}${order(2)}</ds>`;
  const lines = ['don.ma', 'don.ngay', 'hang', 'sl', 'gia'];
  const orders = { columns: ['ma', 'ngay', 'dong'], rowCount: 2 };
  const told = await readBytes('a.xml', xml);
  expect(told.tables).toMatchObject([{ columns: lines, rowCount: 6 }]);
  expect(told.warnings).toMatchObject([
    { code: 'groups-as-columns', message: { vi: expect.stringContaining('«don»') as string } },
  ]);
  expect(await readOnlyTable('a.xml', xml, { sheet: 'don' })).toMatchObject(orders);
  const under = (...fields: readonly string[]) =>
    readOnlyTable('a.xml', xml, { expectedHeadings: fields.map((field) => [field]) });
  expect(await under('ma', 'ngay')).toMatchObject(orders);
  expect(await under('ma', 'ngay', 'hang', 'sl')).toMatchObject({ columns: lines, rowCount: 6 });
  expect(await under('khac')).toMatchObject({ columns: lines });
  const wideOrders = xml.replaceAll('</ma>', '</ma><a>1</a><b>2</b><c>3</c>');
  expect(await readOnlyTable('a.xml', wideOrders)).toMatchObject({ rowCount: 2 });
  const inner = await readOnlyTable('a.xml', wideOrders, { expectedHeadings: [['hang'], ['sl']] });
  expect(inner).toMatchObject({
    columns: ['don.ma', 'don.a', 'don.b', 'don.c', 'don.ngay', 'hang', 'sl', 'gia'],
    rowCount: 6,
  });
});

test('a few records in each of a few groups are rows, with what stands around them, also behind them', async () => {
  const { tables, warnings } = await readBytes(
    'a.xml',
    `<ds>
      <tinh ten="Đắk Lắk"><xa ma="1"><ho><ten>A</ten><so>1</so></ho><ho><ten>B</ten><so>2</so></ho><ho><ten>D</ten><so>4</so></ho></xa></tinh>
      <tinh ten="Gia Lai"><xa ma="2"><ho><ten>C</ten><so>3</so></ho><ghi>sau</ghi></xa><xa ma="3"></xa></tinh>
    </ds>`,
  );
  expect(tables).toMatchObject([
    {
      columns: ['tinh.ten', 'xa.ma', 'xa.ghi', 'ten', 'so'],
      rows: [
        ['Đắk Lắk', '1', null, 'A', '1'],
        ['Đắk Lắk', '1', null, 'B', '2'],
        ['Đắk Lắk', '1', null, 'D', '4'],
        ['Gia Lai', '2', 'sau', 'C', '3'],
      ],
    },
  ]);
  expect(warnings).toMatchObject([
    { code: 'groups-as-columns' },
    { code: 'values-around-ignored', message: { vi: expect.stringContaining('«xa»') as string } },
  ]);
});

test('two lists that one element groups are two tables, each with what the group says of itself', async () => {
  const group = (name: string) =>
    `<tinh ten="${name}">${'<xa ma="1" ten="x"/>'.repeat(6)}${'<truong ma="2" ten="y"/>'.repeat(5)}</tinh>`;
  const { tables } = await readBytes('a.xml', `<ds>${group('A')}${group('B')}</ds>`);
  expect(tables.map(({ name, columns, rowCount }) => [name, columns, rowCount])).toEqual([
    ['xa', ['tinh.ten', 'ma', 'ten'], 12],
    ['truong', ['tinh.ten', 'ma', 'ten'], 10],
  ]);
});

test('fields that an attribute names are columns, as in dumps of databases', async () => {
  const row = (id: number) => `<row><field name="ma">${id}</field><field name="ten">x</field></row>`;
  expect(await readOnlyTable('a.xml', `<table_data name="xa">${row(1)}${row(2)}</table_data>`)).toMatchObject({
    columns: ['ma', 'ten'],
    rows: [
      ['1', 'x'],
      ['2', 'x'],
    ],
  });
});

test('several lists are several tables, the largest first, and a description of them none', async () => {
  const { tables } = await readBytes(
    'a.xml',
    `<NewDataSet><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element/><xs:element/></xs:schema>
      <Truong><Ma>1</Ma></Truong><Truong><Ma>2</Ma></Truong>
      <Xa><Ma>1</Ma><Ten>a</Ten></Xa><Xa><Ma>2</Ma><Ten>b</Ten></Xa></NewDataSet>`,
  );
  expect(tables.map(({ name, columns }) => [name, ...columns])).toEqual([
    ['Xa', 'Ma', 'Ten'],
    ['Truong', 'Ma'],
  ]);
});

test('a list can be asked for by its name, one record is a row, and rows need nothing around them', async () => {
  const two = '<a><x><i>1</i></x><x><i>2</i></x><y><j>1</j></y><y><j>2</j></y></a>';
  expect(await readOnlyTable('a.xml', two, { sheet: 'y' })).toMatchObject({ columns: ['j'], rowCount: 2 });
  await expect(readBytes('a.xml', two, { sheet: 'z' })).rejects.toMatchObject({ code: 'table-not-found' });
  const single =
    '<?xml version="1.0"?><Envelope><Body><HoSo><Ma>1</Ma><Nguoi><Ten>A</Ten></Nguoi></HoSo></Body></Envelope>';
  expect(await readOnlyTable('a.xml', single)).toMatchObject({ columns: ['Ma', 'Nguoi.Ten'], rows: [['1', 'A']] });
  expect(await readOnlyTable('a.xml', '<row a="1"/><row a="2"/>')).toMatchObject({ columns: ['a'], rowCount: 2 });
});

test('a web page that is written as XML is the page that it is', async () => {
  const page =
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><body><table><tr><th>Mã</th></tr><tr><td>01</td></tr></table></body></html>';
  expect(await readBytes('a.xls', page)).toMatchObject({
    format: 'html-table',
    tables: [{ columns: ['Mã'], rows: [['01']] }],
  });
  await expect(readBytes('a.xml', page)).rejects.toMatchObject({ code: 'content-mismatch' });
});

test.each(['VNI', 'TCVN3', 'VISCII'] as const)('%s is known where a Western coding is declared', async (coding) => {
  const declared = (body: string) => `<?xml version="1.0" encoding="ISO-8859-1"?>\n<ds>${body}</ds>`;
  const list = (text: string) => Buffer.from(declared(`<x><t>${text}</t></x><x><t>${text}</t></x>`), 'latin1');
  const old = await readBytes('a.xml', list(encodeLegacy(coding, 'Nguyễn Thị Hạnh, xã Krông Búk')));
  expect(old.tables[0]).toMatchObject({ rows: [['Nguyễn Thị Hạnh, xã Krông Búk'], ['Nguyễn Thị Hạnh, xã Krông Búk']] });
  expect(old.warnings).toMatchObject([{ code: 'encoding-guessed' }]);
  const western = await readBytes('b.xml', list('Café Müller'));
  expect([western.tables[0]?.rows[0], western.warnings]).toEqual([['Café Müller'], []]);
});

test('the declared coding is respected, unless the bytes are Unicode', async () => {
  const body = '<ds><x><t>Đắk Lắk</t></x><x><t>Phú Yên</t></x></ds>';
  const declared = (encoding: string, text = body) => `<?xml version="1.0" encoding="${encoding}"?>\n${text}`;
  const bytes1258 = Buffer.concat([
    Buffer.from(declared('windows-1258', '<ds><x><t>')),
    Buffer.from([0xd0, 0xe3, 0xec, 0x6b, 0x20, 0x4c, 0xe3, 0xec, 0x6b]),
    Buffer.from('</t></x><x><t>b</t></x></ds>'),
  ]);
  const read = await readBytes('a.xml', bytes1258);
  expect(read.encoding).toEqual({ charset: 'windows-1258', legacy: null, bom: false });
  expect(read.tables[0]?.rows[0]).toEqual(['Đắk Lắk']);
  const wide = Buffer.from(`\ufeff${declared('utf-16')}`, 'utf16le');
  expect((await readBytes('a.xml', wide)).tables[0]?.rows).toEqual([['Đắk Lắk'], ['Phú Yên']]);
  expect((await readBytes('b.xml', wide.subarray(2).swap16())).tables[0]?.rows[0]).toEqual(['Đắk Lắk']);
  expect((await readBytes('c.xml', declared('utf-16'))).tables[0]?.rows[0]).toEqual(['Đắk Lắk']);
});

test.each([
  [
    'an entity of its own',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a><b>&x;</b></a>',
    'xml-unsafe',
    1,
  ],
  [
    'entities that grow',
    '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x "&y;&y;"><!ENTITY y "ha">]><a>&x;</a>',
    'xml-unsafe',
    2,
  ],
  ['an external subset', '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a><b>1</b></a>', 'xml-unsafe', 1],
  ['an entity that nobody knows', '<a>\n<b>A&nbsp;B</b>\n</a>', 'xml-invalid', 2],
  ['tags that cross', '<a>\n<b><c></b></c>\n</a>', 'xml-invalid', 2],
  ['an end too early', '<a><b>1</b>\n<b>', 'file-truncated', 2],
  ['a tag that is cut', '<a><b>1</b>\n<b x="', 'file-truncated', 2],
  ['nothing at all', '<?xml version="1.0"?>', 'table-empty', undefined],
] as const)('%s is refused by its line [load.xml-invalid] [load.xml-unsafe]', async (_, xml, code, line) => {
  await expect(readBytes('a.xml', xml)).rejects.toMatchObject({
    code,
    ...(line === undefined ? {} : { members: { line } }),
  });
});

test('an ampersand that stands for itself is read as it is meant, and told of', async () => {
  const xml = '<a>\n<b>Công ty A & B</b><b>R&D;<![CDATA[ & <x> ]]></b><b>a &amp; b &#38; &#x26;<!-- & --></b></a>';
  await expect(readBytes('a.xml', xml)).rejects.toMatchObject({ code: 'xml-invalid' });
  const read = await readBytes('a.xml', xml.replace('R&D;', 'R&D'));
  expect(read.tables[0]?.rows).toEqual([['Công ty A & B'], ['R&D & <x>'], ['a & b & &']]);
  expect(read.warnings).toMatchObject([
    { code: 'xml-mended', message: { en: expect.stringContaining('2 ampersands') } },
  ]);
  expect(read.warnings[0]?.message.en).toContain('line 2');
});

test('what is nested, long, wide or manifold beyond bounds is refused', async () => {
  await expect(readBytes('a.xml', '<a>'.repeat(100_000))).rejects.toMatchObject({ code: 'xml-invalid' });
  const limits = { ...defaultReadLimits, rowBytes: 200_000, columns: 100 };
  const long = `<a><b>${'x'.repeat(600_000)}</b><b/></a>`;
  await expect(readBytes('a.xml', long, { limits })).rejects.toMatchObject({ code: 'row-too-long' });
  const record = `<a><b>${'<c>xxxxxxxxxx</c>'.repeat(40_000)}</b><b><c>1</c></b></a>`;
  await expect(readBytes('a.xml', record, { limits })).rejects.toMatchObject({ code: 'row-too-long' });
  const wide = `<a><b ${Array.from({ length: 200 }, (_, at) => `c${at}="1"`).join(' ')}/><b/></a>`;
  await expect(readBytes('a.xml', wide, { limits })).rejects.toMatchObject({ code: 'too-wide' });
  const kinds = `<a>${Array.from({ length: 50_001 }, (_, at) => `<b${at}/>`).join('')}</a>`;
  await expect(readBytes('a.xml', kinds)).rejects.toMatchObject({ code: 'too-wide' });
});

test('records written as XML are read back, whatever is in them', async () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
  const value = fc
    .string({ unit: 'grapheme-ascii', maxLength: 12 })
    .map((text) => text.trim().replace(/[\u0000-\u001f]/g, ''));
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
      fc.array(fc.array(value, { minLength: 6, maxLength: 6 }), { minLength: 2, maxLength: 6 }),
      async (names, values) => {
        const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        const records = values.map(
          (cells) =>
            `<rec key="k">${names.map((tag, at) => `<${tag}>${escaped(cells[at] ?? '')}</${tag}>`).join('')}</rec>`,
        );
        const table = await readOnlyTable('a.xml', `<all>\n${records.join('\n')}</all>`);
        expect(table.columns).toHaveLength(names.length + 1);
        expect(table.rows.map((row) => row.slice(1))).toEqual(
          values.map((cells) => names.map((_, at) => ((cells[at] ?? '') === '' ? null : cells[at]))),
        );
      },
    ),
    { numRuns: 20 },
  );
});

test('a map in GML is read as a table, and said to be none of its shapes', async () => {
  const feature = (id: number) =>
    `<f:xa><f:ma>${id}</f:ma><f:g><gml:Point><gml:pos>12 108</gml:pos></gml:Point></f:g></f:xa>`;
  const { tables, warnings } = await readBytes(
    'a.gml',
    `<f:ds xmlns:f="urn:f" xmlns:gml="http://www.opengis.net/gml">${feature(1)}${feature(2)}</f:ds>`,
  );
  expect(tables[0]?.rows[1]?.[0]).toBe('2');
  expect(warnings).toMatchObject([
    { code: 'geometry-unread', message: { vi: expect.stringContaining('GeoJSON') as string } },
  ]);
});

test('points of GPX say by numbers which track and segment they are of, also of a single one', async () => {
  const point = (lat: number, more = '') => `<trkpt lat="${lat}" lon="108.5">${more}</trkpt>`;
  const track = `<trk><name>Vết A</name><trkseg>${point(12.5, '<ele>1</ele><time>2024-05-01T02:00:00Z</time>')}</trkseg><trkseg>${point(12.6)}${point(12.7)}</trkseg></trk>`;
  const gpx = `<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">${track}</gpx>`;
  expect(await readOnlyTable('a.gpx', gpx)).toMatchObject({
    columns: ['trk', 'trkseg', 'trk.name', 'lat', 'lon', 'ele', 'time'],
    rows: [
      ['1', '1', 'Vết A', '12.5', '108.5', '1', '2024-05-01T02:00:00Z'],
      ['1', '2', 'Vết A', '12.6', '108.5', null, null],
      ['1', '2', 'Vết A', '12.7', '108.5', null, null],
    ],
  });
  const { tables } = await readBytes('a.gpx', gpx.replace('<trk>', '<wpt lat="1" lon="2"><name>M</name></wpt><trk>'));
  expect(tables.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ['wpt', 1],
    ['trkpt', 3],
  ]);
});

test('what is said around the records, and not in each, is told', async () => {
  const xml =
    '<baocao nam="2024"><xa><ten>A</ten></xa><xa><ten>B</ten></xa><nguon>Chi cục</nguon><total>2</total></baocao>';
  const { warnings } = await readBytes('a.xml', xml);
  expect(warnings).toMatchObject([
    { code: 'values-around-ignored', message: { vi: expect.stringContaining('«nam», «nguon»') as string } },
  ]);
});
