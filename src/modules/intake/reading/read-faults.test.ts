import { gzipSync, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readingErrors } from './errors.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { makeWorkbook, row } from '../../../../test/support/make-workbook.ts';
import { makeZip } from '../../../../test/support/zip.ts';
import { readBytes } from './testing/read-bytes.ts';

const html = '<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>';
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
const workbook = await makeWorkbook([{ name: 'A', rows: row(1, ['Mã', 'Tên']) + row(2, [1, 'x']).repeat(500) }]);
const gzipped = gzipSync(Buffer.from('a,b\n' + '1,2\n'.repeat(10_000)));
const compound = Buffer.concat([
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  Buffer.alloc(1024),
  Buffer.from('EncryptedPackage', 'utf16le'),
  Buffer.alloc(1024),
]);

test.each<[string, string, string | Buffer]>([
  ['file-empty', 'a.csv', ''],
  ['file-empty', 'a.xlsx', ''],
  ['file-empty', 'a.csv', ' \n\t\r\n  '],
  ['file-empty', 'a.csv', '\ufeff'],
  ['file-empty', 'a.csv', ',,\n,,\n'],
  ['table-empty', 'a.csv', 'Mã,Tên\n'],
  ['table-empty', 'a.csv', 'Mã,Tên'],
  ['table-empty', 'a.json', '[]'],
  ['quote-unclosed', 'a.csv', 'a,b\n1,"x\n2,y,z\n'],
  ['text-binary', 'a.csv', 'a,b\n1,\0\n'],
  ['text-binary', 'a.csv', 'a,b\n1,"x\0"\n'],
  ['file-truncated', 'a.csv.gz', gzipped.subarray(0, gzipped.length / 2)],
  ['file-truncated', 'a.xlsx', workbook.subarray(0, workbook.length / 2)],
  ['file-encrypted', 'a.xlsx', compound],
  ['content-mismatch', 'a.xlsx', html],
  ['content-mismatch', 'a.csv', `\ufeff\n${html}`],
  ['content-mismatch', 'a.json', html],
  ['format-unsupported', 'a.csv', png],
  ['format-unsupported', 'a.pdf', '%PDF-1.7\n'],
  ['json-invalid', 'a.json', '[{"a":1},{"a":]'],
  ['json-invalid', 'a.json', '[{"a":1},]'],
  ['json-invalid', 'a.json', '{"a":1'],
  ['json-invalid', 'a.json', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['json-invalid', 'a.json', 'neither JSON nor table'],
  ['json-invalid', 'a.ndjson', '{"a":1}\n{"a":}\n'],
])('%s: %s', async (code, name, content) => {
  await expect(readBytes(name, content)).rejects.toMatchObject({ code });
});

test('[load.too-wide] more columns than are allowed', async () => {
  const content = `${Array.from({ length: 20_000 }, (_, index) => `c${index}`).join(',')}\n1\n`;
  await expect(readBytes('a.csv', content)).rejects.toMatchObject({ code: 'too-wide' });
});

describe('the place of the fault', () => {
  test.each<[string, string, number]>([
    ['quote-unclosed', 'a,b\n1,2\n3,"x\n4,y,z\n', 3],
    ['quote-unclosed', 'a,b\n1,"x\ny"\n3,4,"z', 4],
    ['text-binary', 'a,b\n1,2\n3,\0\n', 3],
  ])('%s names its line', async (code, content, line) => {
    await expect(readBytes('a.csv', content)).rejects.toMatchObject({ code, members: { line } });
  });

  test('[load.row-too-long] a row over the limit is named before it is whole', async () => {
    const limits = { ...defaultReadLimits, rowBytes: 1024 * 1024 };
    const content = Buffer.concat([Buffer.from('a,b\n1,2\n'), Buffer.alloc(4 * 1024 * 1024, 'x')]);
    await expect(readBytes('a.csv', content, { limits })).rejects.toMatchObject({
      code: 'row-too-long',
      members: { line: 3 },
    });
  });

  test('a quote that swallows the rest of a long file is named as such', async () => {
    const limits = { ...defaultReadLimits, rowBytes: 1024 * 1024 };
    const content = `a,b\n1,"x\n${'2,3\n'.repeat(1_000_000)}`;
    await expect(readBytes('a.csv', content, { limits })).rejects.toMatchObject({
      code: 'quote-unclosed',
      members: { line: 2 },
    });
  });
});

describe('archives', () => {
  test('a bomb among other files is refused by its name, and they are read', async () => {
    const content = gzipSync(Buffer.alloc(66 * 1024 * 1024, ' '));
    const read = await readBytes('a.zip', await makeZip({ 'bomb.csv.gz': content, 'b.csv': 'a,b\n1,2\n' }));
    expect(read.tables).toMatchObject([{ rowCount: 1 }]);
    expect(read.members).toMatchObject([
      { file: 'bomb.csv.gz', failure: { code: 'archive-unsafe' } },
      { file: 'b.csv', failure: null },
    ]);
  });

  test('[load.archive-unsafe] a bomb is stopped while it unpacks', async () => {
    const limits = { ...defaultReadLimits, inflatedBytes: 2 * 1024 * 1024 };
    const bomb = Buffer.alloc(4 * 1024 * 1024, '1,2\n');
    await expect(readBytes('a.zip', await makeZip({ 'a.csv': bomb }), { limits })).rejects.toMatchObject({
      code: 'archive-unsafe',
    });
    await expect(readBytes('a.csv.gz', gzipSync(bomb), { limits })).rejects.toMatchObject({ code: 'archive-unsafe' });
  });

  test('a bomb is known by its ratio, too', async () => {
    const content = gzipSync(Buffer.alloc(66 * 1024 * 1024, ' '));
    await expect(readBytes('a.csv.gz', content)).rejects.toMatchObject({ code: 'archive-unsafe' });
  });

  test('a member with a password', async () => {
    const zip = await makeZip({ 'a.csv': 'a,b\n1,2\n' });
    for (const signature of [0x04034b50, 0x02014b50]) {
      const at = zip.indexOf(Buffer.from(new Uint32Array([signature]).buffer));
      const flags = at + (signature === 0x04034b50 ? 6 : 8);
      zip.writeUInt16LE(zip.readUInt16LE(flags) | 1, flags);
    }
    await expect(readBytes('a.zip', zip)).rejects.toMatchObject({ code: 'file-encrypted' });
  });

  test('an archive without a table, and a sheet that is not there', async () => {
    await expect(readBytes('a.zip', await makeZip({}))).rejects.toMatchObject({ code: 'table-not-found' });
    const beside = await readBytes(
      'a.zip',
      await makeZip({ 'a.csv': 'a,b\n1,2\n', 'x.tab': '!table\n!version 300\n' }),
    );
    expect(beside.warnings).toMatchObject([{ message: { en: expect.stringContaining('GeoJSON') as string } }]);
    await expect(readBytes('a.zip', await makeZip({ 'a.png': png }))).rejects.toMatchObject({
      code: 'format-unsupported',
    });
    const sealed = await makeZip({ mimetype: 'x', 'encrypted-package': 'y', 'META-INF/manifest.xml': '<a/>' });
    await expect(readBytes('a.ods', sealed)).rejects.toMatchObject({ code: 'file-encrypted' });
    await expect(readBytes('a.xlsx', workbook, { sheet: 'B' })).rejects.toMatchObject({ code: 'table-not-found' });
    const zip = await makeZip({ 'a.csv': 'a,b\n1,2\n' });
    await expect(readBytes('a.zip', zip, { sheet: 'b.csv' })).rejects.toMatchObject({ code: 'table-not-found' });
  });

  test('XML that declares entities is not expanded', async () => {
    const evil = '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>';
    const zip = await makeZip({ 'xl/workbook.xml': evil, '[Content_Types].xml': '<Types/>' });
    await expect(readBytes('a.xlsx', zip)).rejects.toMatchObject({ code: 'archive-unsafe' });
  });
});

test('damage anywhere in a compressed file is a failure with a code, never a crash', async () => {
  const codes = new Set<string>(Object.keys(readingErrors));
  const sources: readonly [string, Buffer][] = [
    ['a.xlsx', workbook],
    ['a.csv.gz', gzipped],
    ['a.zip', await makeZip({ 'a.csv': deflateRawSync(gzipped) })],
  ];
  for (const [name, source] of sources) {
    for (let step = 1; step < 8; step++) {
      const damaged = Buffer.from(source);
      const at = Math.floor((source.length * step) / 8);
      damaged.fill(0xff, at, Math.min(source.length, at + 8));
      const code = await readBytes(name, damaged).then(
        () => 'read',
        (error: { readonly code?: string }) => error.code ?? String(error),
      );
      expect(code === 'read' || codes.has(code), `${name} at ${step}: ${code}`).toBe(true);
    }
  }
});

test('an xls that was cut anywhere is refused, and never read in part', async () => {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  const rows = Array.from({ length: 2000 }, (_, index) => [index, `xã ${index}`]);
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Mã', 'Tên'], ...rows]), 'A');
  const whole = Buffer.from(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
  expect((await readBytes('a.xls', whole)).tables).toMatchObject([{ name: 'A', rowCount: 2000 }]);
  for (const share of [0.1, 0.5, 0.9, 0.99]) {
    const cut = whole.subarray(0, Math.floor(whole.length * share));
    await expect(readBytes('a.xls', cut), String(share)).rejects.toMatchObject({ code: 'file-truncated' });
  }
});

test('every failure tells people what to do, in both languages', async () => {
  const failure = await readBytes('a.csv', '').catch((error: unknown) => error);
  expect(failure).toMatchObject({
    members: { message: { vi: expect.stringContaining('trống'), en: expect.stringContaining('empty') } },
  });
});

test.each<[string, string | Buffer, RegExp]>([
  ["PostgreSQL's own format", 'PGDMP\u0001\u000e\0\u0004', /pg_restore -f/],
  ['a backup of SQL Server', 'TAPE\0\0\u0003\0', /Generate Scripts/],
  ["SQLite's journal", Buffer.from([0x37, 0x7f, 6, 0x82, 0, 0x2d, 0xe2, 0x18]), /\. .+/],
  ['TopoJSON', '{"type":"Topology","arcs":[],"objects":{}}', /GeoJSON/],
  ['a lone part of a shapefile', Buffer.from([0, 0, 0x27, 0x0a, 0, 0, 0, 0]), /\.prj/],
])('%s is refused with what to send instead', async (_, content, mend) => {
  await expect(readBytes('a.dat', content)).rejects.toMatchObject({
    code: 'format-unsupported',
    members: { message: { vi: expect.stringMatching(mend) as string, en: expect.stringMatching(mend) as string } },
  });
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ['a Word document', { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }, /Word.*Excel/],
  ['a PowerPoint show', { '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>' }, /PowerPoint.*Excel/],
  ['a workbook of Numbers', { 'Index/Document.iwa': '\0', 'preview.jpg': 'x' }, /Numbers.*CSV/],
  [
    'an OpenDocument text',
    { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>', 'META-INF/manifest.xml': '<m/>' },
    /OpenDocument|odt/,
  ],
])('%s is refused by its name, though it is an archive', async (_, members, mend) => {
  await expect(readBytes('a.zip', await makeZip(members))).rejects.toMatchObject({
    code: 'format-unsupported',
    members: { message: { vi: expect.stringMatching(mend) as string, en: expect.stringMatching(mend) as string } },
  });
});

test('a zip that is packed in an uncommon way says so, and is not called damaged', async () => {
  const zip = await makeZip({ 'a.csv': 'a,b\n1,2\n' });
  for (const [signature, field] of [
    [0x04034b50, 8],
    [0x02014b50, 10],
  ] as const)
    zip.writeUInt16LE(14, zip.indexOf(Buffer.from(new Uint32Array([signature]).buffer)) + field);
  await expect(readBytes('a.zip', zip)).rejects.toMatchObject({
    code: 'format-unsupported',
    members: { message: { vi: expect.stringContaining('Deflate') as string } },
  });
});

test.each([
  ['UTF-8', Buffer.from('Xã Ea Kao.csv')],
  ['Windows-1258', Buffer.from('58e3204561204b616f2e637376', 'hex')],
  ['the code page of DOS', Buffer.from('caf\x82.csv', 'latin1'), 'café.csv'],
])('a name in a zip that does not say how it is coded: %s', async (_, raw, expected = 'Xã Ea Kao.csv') => {
  const plain = 'x'.repeat(raw.length);
  const zip = await makeZip({ [plain]: 'a,b\n1,2\n' });
  for (let at = zip.indexOf(plain); at >= 0; at = zip.indexOf(plain, at + 1)) raw.copy(zip, at);
  for (const [signature, field] of [
    [0x04034b50, 6],
    [0x02014b50, 8],
  ] as const)
    zip.writeUInt16LE(8, zip.indexOf(Buffer.from(new Uint32Array([signature]).buffer)) + field);
  const { tables } = await readBytes('a.zip', zip);
  expect(tables.map(({ name }) => name)).toEqual([expected]);
});

test.each(['TAPE', 'BM', 'ORC', 'SQLite'])('a table whose first heading is %s is a table', async (heading) => {
  expect((await readBytes('a.csv', `${heading},Tên\n1,a\n`)).tables[0]?.columns).toEqual([heading, 'Tên']);
});
