import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestFolder } from '../../../test/support/run-cli.ts';
import { unzip } from '../../../test/support/zip.ts';
import { listFiles, packFiles } from './pack-files.ts';

let folder: Awaited<ReturnType<typeof createTestFolder>>;
beforeAll(async () => {
  folder = await createTestFolder();
});
afterAll(() => folder.remove());

test('files and folders become one archive, the same bytes each time', async () => {
  const one = await folder.place('một.csv', 'a\n1\n');
  const below = join(one, '..', 'xã');
  mkdirSync(join(below, 'quý 1'), { recursive: true });
  writeFileSync(join(below, 'hai.csv'), 'a\n2\n');
  writeFileSync(join(below, 'quý 1', 'ba.csv'), 'a\n3\n');
  writeFileSync(join(below, '.ẩn'), 'x');
  const archives = [join(one, '..', '1.zip'), join(one, '..', '2.zip')];
  for (const archive of archives) await packFiles(await listFiles([one, below]), archive);
  const [first = Buffer.alloc(0), second] = archives.map((archive) => readFileSync(archive));
  expect(first.equals(second ?? Buffer.alloc(0))).toBe(true);
  expect([...(await unzip(first))].map(([name, content]) => [name, content.toString()])).toEqual([
    ['một.csv', 'a\n1\n'],
    ['xã/hai.csv', 'a\n2\n'],
    ['xã/quý 1/ba.csv', 'a\n3\n'],
  ]);
});

test('a folder without a file is wrong usage', async () => {
  const empty = join(await folder.place('x', ''), '..', 'trống');
  mkdirSync(empty);
  await expect(listFiles([empty])).rejects.toThrow('there is no file');
});
