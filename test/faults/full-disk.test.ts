import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { removeFolder } from '../support/remove-folder.ts';

const unshare = ['--user', '--map-root-user', '--mount', '--'];
const mounts = spawnSync('unshare', [...unshare, 'true']).status === 0;

interface Told {
  readonly step: string;
  readonly value: unknown;
}

/** Runs a script in a namespace of its own, where a folder is a disk of that size; what it told, step by step. */
async function onSmallDisk(script: string, megabytes: number): Promise<ReadonlyMap<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-full-'));
  const child: ChildProcess = spawn(
    'unshare',
    [...unshare, 'sh', '-c', 'mount -t tmpfs -o size="$1"m tmpfs "$2" && exec "$3" "$4" "$2"', 'sh'].concat(
      String(megabytes),
      folder,
      process.execPath,
      join(import.meta.dirname, 'support', script),
    ),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  let complaints = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const [code] = (await once(child, 'close')) as [number | null];
  await removeFolder(folder);
  expect(code, complaints).toBe(0);
  return new Map(
    output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Told)
      .map(({ step, value }) => [step, value]),
  );
}

describe.runIf(mounts)('the disk of the data folder is full', () => {
  test('a load that has no room is said to have none, what stands stays, and with room it goes on', async () => {
    const told = await onSmallDisk('full-disk.child.ts', 400);
    expect(told.get('before')).toBe('published');
    // Sent while there was room for the file and not for what is made of it.
    expect(told.get('starved')).toMatchObject({ state: 'failed', error: { code: 'storage-full' } });
    expect(told.get('starved message')).toMatch(/free some room/i);
    expect(told.get('refused')).toEqual({ status: 503, code: 'storage-full' });
    expect(told.get('database full')).toMatchObject({
      status: 503,
      code: expect.stringMatching(/storage-full|unavailable/),
    });
    expect(told.get('rows while full')).toBe(1);
    expect(told.get('health')).toEqual({
      code: 'disk-full',
      vi: expect.stringContaining('Giải phóng dung lượng'),
      en: expect.stringContaining('Free space'),
    });
    expect(told.get('metrics')).toBe('health_condition{part="disk"} 2');
    expect(told.get('after')).toBe('published');
    expect(told.get('rows after')).toBe(100_000);
    // Nobody takes what he has of it for whole: its size was never told, and the connection breaks.
    const cut = { status: 200, length: null, begun: true, end: 'cut off', ready: true };
    expect(told.get('packed')).toBe('published');
    expect(told.get('faults of it')).toEqual([]);
    expect(told.get('download that finds no room')).toEqual(cut);
    expect(told.get('left of it')).toEqual([]);
    expect(told.get('download with room')).toBe(Buffer.byteLength('\ufeffma\n') + 60_000 * 1000);
    expect(told.get('faults')).toEqual([]);
    expect(told.get('exit code')).toBe(0);
  });
});
