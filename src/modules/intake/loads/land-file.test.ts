import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const unshare = ['--user', '--map-root-user', '--mount', '--'];
const mounts = spawnSync('unshare', [...unshare, 'true']).status === 0;

test.runIf(mounts)('[load.storage-full] a full disk is said, and nothing of the file is left on it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'daklake-full-'));
  const script = join(import.meta.dirname, 'testing', 'land-on-full-disk.child.ts');
  const command = `mount -t tmpfs -o size=1m tmpfs "$1" && exec "$2" "$3" "$1"`;
  const run = spawnSync('unshare', [...unshare, 'sh', '-c', command, 'sh', folder, process.execPath, script], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(run.status, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual({ code: 'storage-full', left: false });
});
