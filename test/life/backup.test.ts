import { execFile, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { LoadView, restingStates } from '../../src/api/loads.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { runCliWith } from '../support/run-cli.ts';
import { startServer, type StartedServer } from '../support/start-server.ts';
import { withDatabase } from '../support/database-templates.ts';

// The commands are those of docs/guides/operating.md.

const run = promisify(execFile);
const { connectionString } = inject('testServer');
const started: ChildProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-backup-'));
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await removeFolder(folder);
});

type Environment = Readonly<Record<string, string>>;

async function start(environment: Environment): Promise<StartedServer & { readonly at: string }> {
  const server = startServer(['start', '--empty', '--port', '0'], environment);
  started.push(server.child);
  const at = await server.address;
  if (at === undefined) throw new Error(server.notices());
  return { ...server, at };
}

async function stop(server: StartedServer): Promise<void> {
  server.child.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
}

/** A caller with a token of the platform that an environment names. */
async function callerOf(environment: Environment, at: string) {
  const { printed } = await runCliWith(environment, 'admin', 'token', 'backup', '--role', 'administrator', '--replace');
  const call = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = { authorization: `Bearer ${printed.trim()}`, ...init.headers };
    const answer = await fetch(`${at}${path}`, { ...init, headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as unknown;
  };
  const load = async (name: string): Promise<LoadView> => {
    const body = `Mã,Họ và tên,Mã xã,Ngày,Số tiền\n${name},Y Bia Niê,24133,2026-05-05,60\n`;
    const path = `/api/v1/datasets/nang-cap/loads?name=a.csv&mode=upsert`;
    const sent = await call(path, { method: 'POST', body, headers: { 'content-type': 'text/csv' } });
    for (;;) {
      const view = LoadView.parse(await call(`/api/v1/loads/${(sent as { readonly id: string }).id}`));
      if (restingStates.includes(view.state)) return view;
      await sleep(20);
    }
  };
  return { call, load };
}

async function register(call: (path: string, init: RequestInit) => Promise<unknown>): Promise<void> {
  const body = await readFile(join(import.meta.dirname, '../fixtures/data-folders/contract.odcs.yaml'), 'utf8');
  const headers = { 'content-type': 'application/yaml' };
  await call('/api/v1/datasets/nang-cap/contract', { method: 'PUT', body, headers });
}

const recordsPath = '/api/v1/datasets/nang-cap/records?order=ma';

test('a data folder that was copied while its server stood still goes on where it was, in another place', async () => {
  const [data, kept, back] = [join(folder, 'data'), join(folder, 'kept.tar.gz'), join(folder, 'back')];
  const server = await start({ DAKLAKE_DATA: data });
  const { call, load } = await callerOf({ DAKLAKE_DATA: data }, server.at);
  await register(call);
  for (const name of ['A1', 'A2', 'A3']) expect(await load(name)).toMatchObject({ state: 'published' });
  const records = await call(recordsPath);
  await stop(server);

  await run('tar', ['-C', data, '-czf', kept, '.']);
  await removeFolder(data);
  await run('mkdir', ['-m', '700', back]);
  await run('tar', ['-C', back, '-xzf', kept]);

  const restored = await start({ DAKLAKE_DATA: back });
  const environment = { DAKLAKE_DATA: back };
  const again = await callerOf(environment, restored.at);
  expect(await again.call(recordsPath)).toEqual(records);
  expect((await runCliWith(environment, 'verify', '--json')).json()).toMatchObject({ ok: true });
  expect(await again.load('A4')).toMatchObject({ state: 'published', difference: { rows: 4, added: 1 } });
  await stop(restored);
});

/** One that can read the server that the tests have. */
async function findDump(): Promise<string | undefined> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  await client.end();
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  const version = await run('pg_dump', ['--version']).catch(() => undefined);
  return Number(/ (\d+)/.exec(version?.stdout ?? '')?.[1]) >= major ? 'pg_dump' : undefined;
}

async function makeDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.query(`create database ${name}`);
  await client.end();
  return withDatabase(connectionString, name);
}

test.runIf(await findDump())(
  'a PostgreSQL of one’s own, dumped before the folder is copied while loads go on, is restored with all that it names',
  async () => {
    const [from, to] = [await makeDatabase('backup_from'), await makeDatabase('backup_to')];
    const [data, back] = [join(folder, 'live'), join(folder, 'restored')];
    const server = await start({ DAKLAKE_DATA: data, DATABASE_URL: from });
    const { call, load } = await callerOf({ DAKLAKE_DATA: data, DATABASE_URL: from }, server.at);
    await register(call);
    for (const name of ['A1', 'A2', 'A3']) await load(name);
    let going = true;
    const meanwhile = (async () => {
      for (let count = 0; going; count += 1) await load(`B${count}`);
    })();
    await run('pg_dump', ['--format=custom', '--file', join(folder, 'dump'), '--dbname', from]);
    await run('cp', ['-a', data, back]);
    going = false;
    await meanwhile;
    await stop(server);

    await run('pg_restore', ['--no-owner', '--exit-on-error', '--dbname', to, join(folder, 'dump')]);
    const environment = { DAKLAKE_DATA: back, DATABASE_URL: to };
    const restored = await start(environment);
    const again = await callerOf(environment, restored.at);
    expect(await again.call(`${recordsPath}&select=ma&ma=like.A*`)).toEqual([{ ma: 'A1' }, { ma: 'A2' }, { ma: 'A3' }]);
    expect((await runCliWith(environment, 'verify', '--json')).json()).toMatchObject({ ok: true, problems: [] });
    expect(await again.load('A4')).toMatchObject({ state: 'published' });
    await stop(restored);
  },
);
