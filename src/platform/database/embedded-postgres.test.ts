import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../log/log.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { findRunningPostgres } from './running-postgres.ts';

let folder: string;
let cluster: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-postgres-'));
  cluster = join(folder, 'postgres');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function query(connectionString: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function serverProcess(): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

test('takes no half-made cluster for a whole one, and keeps what was committed', async () => {
  await mkdir(`${cluster}.new`, { mode: 0o700 });
  const first = await startEmbeddedPostgres({ cluster, log: silentLog });
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(await readdir(folder)).toEqual(['postgres']);
  expect(await query(first.connectionString, 'show fsync')).toEqual(['on']);
  await query(first.connectionString, 'create table kept as select 7 as n');
  expect(await findRunningPostgres(cluster)).toBe(first.connectionString);
  await first.stop();
  expect(await findRunningPostgres(cluster)).toBeUndefined();

  const second = await startEmbeddedPostgres({ cluster, log: silentLog });
  expect(await query(second.connectionString, 'select n from kept')).toEqual([7]);
  await second.stop();
});

test('ends with a starter that is killed', async () => {
  const script = join(import.meta.dirname, 'embedded-postgres.child.ts');
  const child = fork(script, [cluster], { execArgv: [] });
  await once(child, 'message');
  const orphan = await serverProcess();
  child.kill('SIGKILL');
  await once(child, 'exit');
  // No waiting: the next one stops what is still there.
  const next = await startEmbeddedPostgres({ cluster, log: silentLog });
  expect(await serverProcess()).not.toBe(orphan);
  // Its entry may linger until somebody reaps it, but without a command line.
  expect(await readFile(`/proc/${orphan}/cmdline`, 'utf8').catch(() => '')).toBe('');
  expect(await query(next.connectionString, 'select n from kept')).toEqual([7]);
  await next.stop();
});

test('comes back at the same address when it is killed, and says when it cannot', async () => {
  let lost = false;
  const onLost = () => (lost = true);
  const server = await startEmbeddedPostgres({ cluster, log: silentLog, giveUpAfter: 2000, onLost });
  const first = await serverProcess();
  process.kill(first, 'SIGKILL');
  await until(async () => (await query(server.connectionString, 'select n from kept').catch(() => [])).length > 0);
  expect(await serverProcess()).not.toBe(first);
  expect(lost).toBe(false);

  const second = await serverProcess();
  await rename(cluster, `${cluster}-away`);
  process.kill(second, 'SIGKILL');
  await until(() => lost);
  await server.stop();
  await rename(`${cluster}-away`, cluster);
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()) && waited < 10_000; waited += 20) await sleep(20);
  expect(await condition()).toBe(true);
}
