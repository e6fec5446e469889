import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { roles } from '../../src/api/caller.ts';
import { createTestDatabase } from '../support/database.ts';
import { createTestFolder } from '../support/run-cli.ts';
import { startServer, type StartedServer } from '../support/start-server.ts';

let folder: Awaited<ReturnType<typeof createTestFolder>>;
const started: StartedServer[] = [];
beforeAll(async () => void (folder = await createTestFolder()));
afterAll(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  await folder.remove();
});

function start(given: readonly string[], environment: Readonly<Record<string, string>> = {}): StartedServer {
  const server = startServer(given, environment);
  started.push(server);
  return server;
}

async function end(server: StartedServer): Promise<void> {
  server.child.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
}

interface Credentials {
  readonly users: readonly { readonly role: string; readonly agency: string | null; readonly unit: string | null }[];
  readonly tokens: readonly { readonly name: string; readonly token: string; readonly role: string }[];
}

test('[settings.empty] [settings.blank] an empty environment runs, and a blank variable is none', () => {
  const absent = readConfig({});
  expect(absent).toMatchObject({ port: 3000, host: '127.0.0.1', origin: 'http://localhost:3000' });
  expect(absent.dataFolder).toMatch(/\.daklake$/);
  expect(readConfig({ PORT: '', HOST: '', DATABASE_URL: '', DAKLAKE_DATA: '', DAKLAKE_DEMO: '' })).toEqual(absent);
});

test('[settings.demonstration] [settings.credentials] [settings.steward] [settings.folders] [settings.one-server] the first start', async () => {
  const data = join(folder.path, 'demo');
  const given = ['start', '--port', '0', '--data', data];
  const first = start(given);
  const address = await first.address;
  const file = join(data, 'credentials.json');
  while (!first.notices().includes('credentials.json')) await sleep(50);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const credentials = JSON.parse(await readFile(file, 'utf8')) as Credentials;
  const { users, tokens } = credentials;
  for (const role of ['administrator', 'steward', 'officer', 'leader'])
    expect(users.map((user) => user.role)).toContain(role);
  for (const user of users) expect(roles).toContain(user.role);
  expect(Object.keys(users[0] ?? {}).toSorted()).toEqual(['agency', 'email', 'password', 'role', 'unit']);
  expect(users.find(({ role }) => role === 'steward')?.agency).toBe('H15.05');
  const admin = tokens.find(({ name }) => name === 'admin');
  expect(Object.keys(admin ?? {}).toSorted()).toEqual(['name', 'role', 'token']);
  expect(first.notices()).not.toContain(admin?.token ?? '?');
  expect(await readdir(data)).toEqual(
    expect.arrayContaining(['postgres', 'landing', 'staging', 'snapshots', 'rejects', 'keys']),
  );

  const second = await start([...given, '--json']).ended;
  expect(second.code).toBe(4);
  expect(JSON.parse(second.stdout)).toMatchObject({
    error: {
      code: 'data-folder-taken',
      detail: expect.stringContaining(String(process.pid === first.child.pid ? '' : '')),
    },
  });

  // Cut off in the midst, it is taken up again, though the folder is no longer empty and nobody asks for it.
  const headers = { authorization: `Bearer ${admin?.token}` };
  first.child.kill('SIGKILL');
  await first.ended;
  const again = start(given);
  const place = await again.address;
  const owned = async () => {
    const response = await fetch(`${place}/api/v1/datasets?agency=H15.05`, { headers });
    return ((await response.json()) as { total: number }).total;
  };
  while ((await owned()) === 0) await sleep(100);
  expect(address).not.toBeUndefined();
  await end(again);
  expect(await readdir(join(data, 'staging'))).toEqual([]);
}, 120_000);

test('[settings.first-link] [settings.database-url] without the demonstration a link is printed, also on another PostgreSQL', async () => {
  const database = await createTestDatabase();
  const data = join(folder.path, 'empty');
  const server = start(['start', '--empty', '--port', '0', '--data', data], {
    DATABASE_URL: database.connectionString,
  });
  const address = await server.address;
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  while (!server.notices().includes('http')) await sleep(50);
  expect(await readdir(data)).not.toContain('credentials.json');
  expect(await readdir(join(data, 'postgres')).catch(() => [])).toEqual([]);
  await end(server);
  await database.close();
}, 60_000);
