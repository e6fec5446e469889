import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createExternalPostgres } from './support/external-postgres.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { processesWith } from './support/left-processes.ts';
import { installStops, stopAt } from './support/stops.ts';
import { until } from './support/until.ts';

let server: FaultServer;
let postgres: Awaited<ReturnType<typeof createExternalPostgres>>;
const dataset = 'dut-ngang';
const rows = (mark: string, count: number) =>
  ['ma,so', ...Array.from({ length: count }, (_, row) => `${mark}${row},${row}`)].join('\n');

beforeAll(async () => {
  postgres = await createExternalPostgres();
  await postgres.start();
  server = await createFaultServer({ databaseUrl: postgres.connectionString });
  await server.start();
  await installStops(await server.database());
  const key = { primaryKey: true, primaryKeyPosition: 1, required: true };
  await server.put(dataset, {
    fields: [
      { name: 'ma', logicalType: 'string', ...key },
      { name: 'so', logicalType: 'integer' },
    ],
    facts: { 'daklake.loadMode': 'upsert' },
  });
  await server.rest(await server.send(dataset, rows('A', 300_000)));
});
afterAll(async () => {
  await server.close();
  await postgres.close();
});

const children = async () => (await processesWith(server.mark)).filter((line) => line.includes('/worker.ts'));

test('a load whose process is killed fails with its reason, and the next one is taken', async () => {
  const stop = await stopAt(postgres.connectionString, 'reading', dataset);
  const load = await server.send(dataset, rows('B', 200_000));
  await stop.reached();
  await stop.release();
  const [worker] = await until('its process is at work', async () => {
    const found = await children();
    return found.length > 0 ? found : undefined;
  });
  await sleep(300);
  process.kill(Number(worker?.split(' ')[0]), 'SIGKILL');
  expect(await server.rest(load)).toMatchObject({
    state: 'failed',
    error: { code: 'load-fault', detail: expect.stringMatching(/send the file again/) },
  });
  expect(await server.rest(await server.send(dataset, rows('C', 10)))).toMatchObject({ state: 'published' });
  expect(await server.faults()).toEqual([]);
});

test('an upload that is cut leaves nothing, and is no load', async () => {
  const before = await readdir(join(server.dataFolder, 'landing'));
  const { hostname, port } = new URL(server.address);
  const authorization = (await server.headers())['authorization'] ?? '';
  for (const bytes of [0, 10, 100_000]) {
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/v1/datasets/${dataset}/loads?name=a.csv HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n` +
        'Content-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\n',
    );
    socket.write('x'.repeat(bytes));
    await sleep(100);
    socket.destroy();
  }
  await until('the landing folder is as before', async () => {
    const now = await readdir(join(server.dataFolder, 'landing'));
    return now.length === before.length;
  });
  expect(await server.faults()).toEqual([]);
});

test('readers that go away leave no work behind: of a download, of records, of events', async () => {
  const stop = await stopAt(postgres.connectionString, 'reading', dataset);
  const load = await server.send(dataset, rows('D', 10));
  await stop.reached();
  const headers = await server.headers();
  const leave = async (path: string, after: number) => {
    const asked = request(`${server.address}${path}`, { headers });
    asked.on('error', () => undefined).end();
    await sleep(after);
    asked.destroy();
  };
  for (let round = 0; round < 5; round += 1) {
    await leave(`/api/v1/datasets/${dataset}/download.xlsx`, 20 * round);
    await leave(`/api/v1/datasets/${dataset}/records?limit=10000&offset=${round}`, 5 * round);
    await leave(`/api/v1/loads/${load}/events`, 20);
  }
  await until('no export goes on', async () => {
    const exporting = (await processesWith(server.mark)).filter((line) => line.includes('export-worker.ts'));
    return exporting.length === 0;
  });
  await stop.release();
  expect(await server.rest(load)).toMatchObject({ state: 'published' });
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  expect(await server.faults()).toEqual([]);
});

test('a second server is refused in words: on the same data folder, and on the same database', async () => {
  const sameFolder = await createFaultServer({ dataFolder: server.dataFolder, databaseUrl: postgres.connectionString });
  const folderTaken = await sameFolder.launch('--json').ended;
  expect(folderTaken.code).toBe(4);
  expect(JSON.parse(folderTaken.stdout)).toMatchObject({
    error: { code: 'data-folder-taken', detail: expect.stringContaining(`process ${await server.pid()}`) },
  });
  const sameDatabase = await createFaultServer({ databaseUrl: postgres.connectionString });
  const databaseTaken = await sameDatabase.launch('--json').ended;
  expect(databaseTaken.code).toBe(4);
  expect(JSON.parse(databaseTaken.stdout)).toMatchObject({ error: { code: 'database-taken' } });
  await sameDatabase.close();
  expect(await server.faults()).toEqual([]);
});

test('a data folder that cannot be written is said, with its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-read-only-'));
  const main = join(import.meta.dirname, '..', '..', 'bin', 'daklake.cjs');
  // Root may write anywhere but on a disk that is mounted read-only.
  const script = `mount -t tmpfs -o ro tmpfs "$1" && exec "$2" "$3" start --empty --json --port 0 --data "$1/data"`;
  const child = spawn('unshare', ['-Urm', 'sh', '-c', script, 'sh', folder, process.execPath, main], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise((done) => child.once('close', done));
  expect(code).toBe(4);
  expect(JSON.parse(output)).toMatchObject({
    error: { code: 'data-folder-unwritable', detail: expect.stringContaining(folder) },
  });
  await rm(folder, { recursive: true });
});
