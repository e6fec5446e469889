import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { makeZip } from '../../../../../../test/support/zip.ts';
import { unzip } from '../../../../../../test/support/zip.ts';
import { readBytes } from '../../testing/read-bytes.ts';

/** Dumps of one database by pg_dump 15, as a folder in a zip and as a tar. */
const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name));

test.each([
  ['a folder', 'a.zip', fixture('folder.zip')],
  ['a tar', 'a.tar', gunzipSync(fixture('dump.tar.gz'))],
  ['a packed tar', 'a.tar.gz', fixture('dump.tar.gz')],
])('a dump of PostgreSQL that is %s is read table by table', async (_, name, bytes) => {
  const { format, tables, warnings } = await readBytes(name, bytes);
  expect(format).toBe('sql');
  expect(tables.map((table) => [table.name, table.columns, table.rows])).toEqual([
    [
      'Người dân',
      ['id', 'ten'],
      [
        ['1', 'Nguyễn'],
        ['2', ''],
      ],
    ],
    [
      'xa',
      ['ma', 'ten', 'ngay'],
      [
        ['24001', 'Ea Kao\tmột', '2024-01-05'],
        ['24002', null, '2024-01-06'],
      ],
    ],
  ]);
  expect(warnings).toEqual([]);
});

test('a folder without the rows of a table says which', async () => {
  const parts = await unzip(fixture('folder.zip'));
  const [first] = [...parts.keys()].filter((path) => path.endsWith('.gz'));
  const kept = Object.fromEntries([...parts].filter(([path]) => path !== first));
  const { tables, warnings } = await readBytes('a.zip', await makeZip(kept));
  expect(tables.filter(({ rowCount }) => rowCount > 0)).toHaveLength(1);
  expect(warnings.at(-1)).toMatchObject({
    code: 'tables-unread',
    message: { vi: expect.stringContaining('thiếu') as string },
  });
});

test('a table of contents that is cut anywhere is refused', async () => {
  const parts = await unzip(fixture('folder.zip'));
  const [path, toc] = [...parts].find(([name]) => name.endsWith('toc.dat')) ?? ['', Buffer.alloc(0)];
  for (const share of [0.01, 0.3, 0.9]) {
    const cut = Object.fromEntries([...parts, [path, toc.subarray(0, toc.length * share)] as const]);
    await expect(readBytes('a.zip', await makeZip(cut))).rejects.toMatchObject({ code: 'file-truncated' });
  }
});

test.each([
  ['the number of its objects', (toc: Buffer) => toc.lastIndexOf('deb12u1)') + 9],
  ['what an object is', (toc: Buffer) => toc.indexOf('TABLE DATA') + 6],
  ['where data are', (toc: Buffer) => toc.indexOf('.dat') + 1],
  ['a column of the data', (toc: Buffer) => toc.indexOf('(id, ten)') + 5],
])('a table of contents that is damaged in %s is refused', async (_, placeIn) => {
  const parts = await unzip(fixture('folder.zip'));
  const [path, toc] = [...parts].find(([name]) => name.endsWith('toc.dat')) ?? ['', Buffer.alloc(0)];
  const damaged = Buffer.from(toc);
  damaged[placeIn(toc)] = 0x7e;
  const zip = await makeZip(Object.fromEntries([...parts, [path, damaged] as const]));
  await expect(readBytes('a.zip', zip)).rejects.toMatchObject({ code: 'file-truncated' });
});
