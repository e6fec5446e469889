import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimDataFolder, hashFile, landStream, writeFileDurably } from './index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a data folder has one owner at a time, in one process too', async () => {
  const path = join(folder, 'data');
  const first = await claimDataFolder(path);
  expect(await readdir(path)).toEqual(expect.arrayContaining(['keys', 'landing', 'rejects', 'snapshots', 'staging']));
  await expect(claimDataFolder(path)).rejects.toMatchObject({
    code: 'data-folder-taken',
    message: expect.stringContaining(`process ${process.pid}`) as string,
  });
  await first.release();
  await (await claimDataFolder(path)).release();
});

test('the claim of a killed process is free at once', async () => {
  const path = join(folder, 'killed');
  const script = `import { claimDataFolder } from '#platform/files/index.ts';
    await claimDataFolder(process.argv[1]); console.log('claimed'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await expect(claimDataFolder(path)).rejects.toMatchObject({ code: 'data-folder-taken' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  await (await claimDataFolder(path)).release();
});

test('lands a stream whole with its hash, and a broken one not at all', async () => {
  const path = join(folder, 'landed');
  const landed = await landStream(Readable.from([Buffer.from('a'), Buffer.from('bc')]), path);
  expect(landed).toEqual({
    bytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
  expect(await hashFile(path)).toEqual(landed);

  async function* breaking(): AsyncGenerator<Buffer> {
    yield Buffer.from('a');
    throw new Error('cut');
  }
  await expect(landStream(Readable.from(breaking()), `${path}-broken`)).rejects.toThrow('cut');
  expect(existsSync(`${path}-broken`)).toBe(false);
});

test('what a writer that was killed left half written goes when the folder is claimed', async () => {
  const path = join(folder, 'half');
  await (await claimDataFolder(path)).release();
  for (const half of ['owner.13017.tmp', 'keys/cursor.key.7.tmp']) await writeFile(join(path, half), 'hal');
  await writeFile(join(path, 'notes.tmp'), 'of somebody else');
  await (await claimDataFolder(path)).release();
  expect((await readdir(path, { recursive: true })).filter((name) => name.endsWith('.tmp'))).toEqual(['notes.tmp']);
});

test('replaces a file whole and leaves nothing beside it', async () => {
  const path = join(folder, 'small', 'a.json');
  await rm(join(folder, 'small'), { recursive: true, force: true });
  const { makeFolder } = await import('./index.ts');
  await makeFolder(join(folder, 'small'));
  await writeFile(path, 'old and longer');
  await writeFileDurably(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(join(folder, 'small'))).toEqual(['a.json']);
});

test('what has landed leaves memory while more of it comes', async () => {
  const pieces = 800;
  let most = 0;
  const before = process.memoryUsage().arrayBuffers;
  async function* coming(): AsyncGenerator<Buffer> {
    for (let piece = 0; piece < pieces; piece += 1) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      yield Buffer.alloc(64 * 1024);
    }
  }
  const landed = await landStream(coming(), join(folder, 'long'));
  expect(landed.bytes).toBe(pieces * 64 * 1024);
  expect(most).toBeLessThan(20 << 20);
});
