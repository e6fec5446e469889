import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';
import { expect, test } from 'vitest';
import { readBytes } from '../testing/read-bytes.ts';

function tarOf(files: readonly (readonly [Partial<Header> & { readonly name: string }, string])[]): Promise<Buffer> {
  const tar = pack();
  for (const [header, content] of files) tar.entry(header, content);
  tar.finalize();
  return buffer(tar as unknown as AsyncIterable<Buffer>);
}

const long = `${'thu-muc-rat-dai/'.repeat(12)}Số liệu.csv`;

test.each([
  ['plain', (bytes: Buffer) => bytes],
  ['packed', (bytes: Buffer) => gzipSync(bytes)],
])('the files of a tar are read, %s, those with long names too, and links are named', async (_, packed) => {
  const tar = await tarOf([
    [{ name: './a.csv' }, 'Mã,Tên\n1,Ea Kao\n'],
    [{ name: 'b', type: 'symlink', linkname: '/etc/passwd' }, ''],
    [{ name: 'c.csv', type: 'link', linkname: 'a.csv' }, ''],
    [{ name: long }, 'Mã\n7\n'],
  ]);
  const { tables, members, warnings } = await readBytes('a.tgz', packed(tar));
  expect(tables.map(({ name, rows }) => [name, rows])).toEqual([
    ['a.csv', [['1', 'Ea Kao']]],
    [long, [['7']]],
  ]);
  expect(members).toHaveLength(2);
  expect(warnings.map(({ message }) => message.en)).toEqual([
    expect.stringContaining('“b” in the archive was passed over: it is a link to another file «/etc/passwd»'),
    expect.stringContaining('“c.csv” in the archive was passed over: it is a link to another file «a.csv»'),
  ]);
});

test('a tar that is cut, or names places outside itself, is refused', async () => {
  const tar = await tarOf([[{ name: 'a.csv' }, 'Mã,Tên\n1,2\n'.repeat(200)]]);
  await expect(readBytes('a.tar', tar.subarray(0, 1000))).rejects.toMatchObject({ code: 'file-truncated' });
  const evil = await tarOf([[{ name: '../../a.csv' }, 'a,b\n1,2\n']]);
  await expect(readBytes('a.tar', evil)).rejects.toMatchObject({ code: 'archive-unsafe' });
});

test('a sparse file is refused by its name rather than left out or read without its zeros', async () => {
  const body = 'Mã,Tên\n1,2\n';
  const old = await tarOf([[{ name: 'a.csv' }, body]]);
  // GNU's own kind: its letter in the header, whose sum is mended.
  old.write('S', 156);
  old.write(' '.repeat(8), 148);
  const sum = old.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  old.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const pax = await tarOf([[{ name: 'a.csv', pax: { 'GNU.sparse.major': '1' } }, body]]);
  for (const tar of [old, pax])
    await expect(readBytes('a.tar', tar)).rejects.toMatchObject({
      code: 'format-unsupported',
      message: expect.stringContaining('a.csv') as string,
    });
});
