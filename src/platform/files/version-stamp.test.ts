import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseNewerFolder, stampFolder } from './version-stamp.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-stamp-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a folder without a stamp is for every version, and is not stamped by being looked at', async () => {
  await refuseNewerFolder(folder, '0.2.0');
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['0.2.0', '0.2.0'],
  ['0.1.9', '0.2.0'],
  ['0.2.7', '0.2.0'],
  ['0.9.0', '0.10.0'],
  ['0.9.9', '1.0.0'],
])('a folder of version %s opens to %s', async (theirs, ours) => {
  await stampFolder(folder, theirs);
  await expect(refuseNewerFolder(folder, ours)).resolves.toBeUndefined();
});

test.each([
  ['0.10.0', '0.9.0'],
  ['1.0.0', '0.9.9'],
  ['2.0.0-beta.1', '1.9.0'],
])('a folder of version %s is closed to %s', async (theirs, ours) => {
  await stampFolder(folder, theirs);
  await expect(refuseNewerFolder(folder, ours)).rejects.toMatchObject({ code: 'data-folder-newer' });
});

test.each(['', 'layout 7', '1.0', `9${'9'.repeat(500)}.0.0`, '../../etc'])(
  'a stamp %j is nobody’s that is known',
  async (text) => {
    await writeFile(join(folder, 'version'), text);
    await expect(refuseNewerFolder(folder, '0.2.0')).rejects.toMatchObject({ code: 'data-folder-newer' });
  },
);
