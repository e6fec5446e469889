import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runs } from './runs.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
let folder: string;
let archive: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-bundled-'));
  const { stdout } = await run(process.execPath, [join(root, 'scripts', 'bundle.ts'), folder], { cwd: root });
  archive = stdout.trim();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A machine that forbids namespaces cannot take the network away. */
const apart = await runs('unshare', '-Urn', 'ip', 'link', 'set', 'lo', 'up');

test.runIf(apart)('a bundle installs, starts, loads and exports where there is no network and no Node', async () => {
  const contract = join(root, 'test', 'fixtures', 'data-folders', 'contract.odcs.yaml');
  const place = join(folder, 'used');
  await mkdir(place);
  const script = join(import.meta.dirname, 'use-bundle.sh');
  const { stdout } = await run('unshare', ['-Urn', script, archive, contract, place]);
  expect(JSON.parse(stdout)).toMatchObject({ state: 'published', result: { accepted: 1 } });
  expect(await readFile(join(place, 'out.csv'), 'utf8')).toContain('A1,');
});

test('a bundle holds no test, and says what it holds', async () => {
  const { stdout } = await run('tar', ['-tzf', archive], { maxBuffer: 1 << 26 });
  const files = stdout.split('\n').filter((name) => name !== '' && !name.endsWith('/'));
  expect(files.length).toBeGreaterThan(1000);
  expect(
    files.filter((name) => /^[^/]+\/(src\/.*\.test\.ts|test\/|node_modules\/(vitest|typescript)\/)/.test(name)),
  ).toEqual([]);
  expect(
    files.filter((name) => /^[^/]+\/(VERSION|SHA256SUMS|install\.sh|deploy\/daklake\.service)$/.test(name)),
  ).toHaveLength(4);
  expect(await readdir(folder)).toContain(`${archive.split('/').at(-1)}.sha256`);
  await run('sha256sum', ['--check', `${archive}.sha256`], { cwd: folder });
});

test('a damaged bundle is not installed', async () => {
  const place = join(folder, 'damaged');
  await mkdir(place);
  await run('tar', ['-xzf', archive, '-C', place]);
  const [name = ''] = await readdir(place);
  await run('sh', ['-c', 'echo >> "$0"', join(place, name, 'src', 'main.ts')]);
  const install = run(join(place, name, 'install.sh'), ['--prefix', join(place, 'opt'), '--no-service']);
  await expect(install).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('src/main.ts') });
  expect(await readdir(place)).toEqual([name]);
});
