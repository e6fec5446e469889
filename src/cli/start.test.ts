import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type StartedServer } from '../../test/support/start-server.ts';
import { findRunningPostgres } from '#platform/database/running-postgres.ts';

let folder: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-start-'));
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** The command as somebody types it. */
function start(...given: readonly string[]): StartedServer {
  const server = startServer(given, {});
  started.push(server.child);
  return server;
}

test('starts empty, refuses a second server on its folder, survives kill -9, ends cleanly when asked', async () => {
  const data = join(folder, 'data');
  const given = ['start', '--empty', '--port', '0', '--data', data];
  const first = start(...given);
  const address = await first.address;
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);

  const second = await start(...given, '--json').ended;
  expect(second.code).toBe(4);
  expect(JSON.parse(second.stdout)).toMatchObject({ error: { code: 'data-folder-taken' } });

  first.child.kill('SIGKILL');
  await first.ended;
  const third = start(...given);
  expect((await fetch(`${await third.address}/readyz`)).status).toBe(200);
  third.child.kill('SIGTERM');
  expect((await third.ended).code).toBe(0);
  expect(await findRunningPostgres(join(data, 'postgres'))).toBeUndefined();
  expect(existsSync(join(data, 'postgres', 'postmaster.pid'))).toBe(false);
  expect(await readdir(join(data, 'staging'))).toEqual([]);
}, 60_000);

test.each([
  [['start', '--port', 'x'], 2],
  [['start', 'extra'], 2],
  [['nonsense'], 2],
  [[], 2],
  [['--help'], 0],
])('%j ends with %i', async (given, code) => {
  expect((await start(...given).ended).code).toBe(code);
});

test.each([['nonsense', '--json'], ['--json']])('says as JSON that %s is no verb', async (...given) => {
  const { code, stdout } = await start(...given).ended;
  expect([code, JSON.parse(stdout)]).toMatchObject([2, { error: { code: 'usage', detail: expect.any(String) } }]);
});

test('refuses an address that is taken', async () => {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  const ended = await start('start', '--empty', '--json', '--port', String(port), '--data', join(folder, 'other'))
    .ended;
  server.close();
  expect(ended.code).toBe(4);
  expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'address-unavailable' } });
}, 60_000);
