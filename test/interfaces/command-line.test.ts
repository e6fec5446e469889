import { appendFile, chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoadView } from '../../src/api/loads.ts';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { createTestFolder, runCli, runCliWith } from '../support/run-cli.ts';
import { startServer } from '../support/start-server.ts';

let folder: Awaited<ReturnType<typeof createTestFolder>>;
let platform: TestPlatform;
let server: readonly string[];
let token: string;

beforeAll(async () => {
  folder = await createTestFolder();
  platform = await startTestPlatform();
  const steward = await platform.as('steward', { agency: 'H15.05' });
  token = (steward['authorization'] ?? '').replace('Bearer ', '');
  server = ['--server', platform.address, '--token', token];
  await platform.call('/api/v1/datasets/thu/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      fields: [
        { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1 },
        { name: 'so', logicalType: 'integer' },
        {
          name: 'vi_do',
          logicalType: 'number',
          customProperties: [{ property: 'daklake.semanticType', value: 'latitude' }],
        },
        {
          name: 'kinh_do',
          logicalType: 'number',
          customProperties: [{ property: 'daklake.semanticType', value: 'longitude' }],
        },
      ],
    }),
  });
});
afterAll(async () => {
  await platform.close();
  await folder.remove();
});

const rows = 'ma,so,vi_do,kinh_do\nA,1,12.68,108.04\nB,2,12.7,108.1\n';

test('[cli.json] one document on stdout, whatever else goes to stderr', async () => {
  const file = await folder.place('a.csv', rows);
  const { code, stdout, stderr } = await startServer(
    ['load', file, '--dataset', 'thu', '--wait', '--json', ...server],
    {},
  ).ended;
  expect(code, stderr).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(LoadView.parse(JSON.parse(stdout))).toMatchObject({ state: 'published' });
});

test('[cli.exit] [cli.error] exit codes, and failures as one document', async () => {
  const good = await folder.place('a.csv', rows);
  const contract = await folder.place('c.json', makeContract({ fields: [{ name: 'so', logicalType: 'integer' }] }));
  const bad = await folder.place('x.csv', 'so\nx\n');
  const outcomes: readonly (readonly [number, readonly string[]])[] = [
    [0, ['read', good]],
    [0, ['check', good, '--contract', contract]],
    [1, ['check', bad, '--contract', contract]],
    [1, ['contract', 'check', await folder.place('d.yaml', 'kind: x')]],
    [2, ['read']],
    [2, ['read', good, '--unknown']],
    [2, ['check', good]],
    [3, ['read', await folder.place('e.csv', '')]],
    [3, ['read', join(folder.path, 'none.csv')]],
    [3, ['read', folder.path]],
    [3, ['check', await folder.place('f.xlsx', 'PK'), '--contract', contract]],
    [4, ['load', good, '--dataset', 'none', ...server]],
    [4, ['load', good, '--dataset', 'thu', '--server', 'http://127.0.0.1:9', '--token', 'x']],
    [4, ['export', 'none', '--format', 'csv', '-o', join(folder.path, 'o.csv'), ...server]],
  ];
  for (const [code, [verb = '', ...given]] of outcomes) {
    const outcome = await runCli(verb, ...given, '--json');
    expect(outcome.exitCode, [verb, ...given].join(' ')).toBe(code);
    if (code > 1) {
      const error = { code: expect.stringMatching(/./), title: expect.stringMatching(/./), detail: expect.any(String) };
      expect(outcome.json()).toEqual({ error });
      expect(outcome.json()).not.toMatchObject({ error: { code: 'internal' } });
    }
  }
});

test('[cli.load] [cli.load.server] it is 1 when a load ends held, failed or cancelled', async () => {
  const held = await runCli(
    'load',
    await folder.place('h.csv', 'ma,so\nA,x\nB,y\nC,1\n'),
    '--dataset',
    'thu',
    '--wait',
    '--json',
    ...server,
  );
  expect([held.exitCode, held.json()['state']]).toEqual([1, 'held']);
  const failed = await runCli(
    'load',
    await folder.place('g.csv', 'la\n1\n'),
    '--dataset',
    'thu',
    '--wait',
    '--json',
    ...server,
  );
  expect([failed.exitCode, failed.json()['state']]).toEqual([1, 'failed']);
  const file = await folder.place('a.csv', rows);
  const { code, stdout } = await startServer(['load', file, '--dataset', 'thu', '--mode', 'upsert', '--json'], {
    DAKLAKE_SERVER: platform.address,
    DAKLAKE_TOKEN: token,
  }).ended;
  expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ id: expect.any(String), mode: 'upsert' })]);
});

test('[cli.export] six formats, also of an earlier snapshot', async () => {
  const steward = { authorization: `Bearer ${token}` };
  const first = await platform.load('thu', rows, { headers: steward });
  await platform.load('thu', rows.replace('A,1', 'A,9'), { headers: steward });
  for (const format of ['csv', 'xlsx', 'json', 'ndjson', 'parquet', 'geojson']) {
    const out = join(folder.path, `out.${format}`);
    expect((await runCli('export', 'thu', '--format', format, '-o', out, ...server)).exitCode, format).toBe(0);
    expect((await readFile(out)).length).toBeGreaterThan(20);
  }
  const out = join(folder.path, 'cu.csv');
  await runCli('export', 'thu', '--format', 'csv', '--as-of', first.snapshot ?? '', '-o', out, ...server);
  expect(await readFile(out, 'utf8')).toMatch(/^\uFEFFma,so,vi_do,kinh_do\r?\nA,1,12\.68,108\.04\r?\nB,2/);
});

test('[cli.verify] [cli.verify.json] every snapshot against its hashes, beside a running server', async () => {
  const verify = () => runCliWith(platform.environment, 'verify', '--json');
  const whole = await verify();
  expect(whole.json()).toMatchObject({ ok: true, problems: [] });
  expect([whole.exitCode, Number(whole.json()['checked']) > 0]).toEqual([0, true]);
  const snapshots = join(platform.dataFolder, 'snapshots', 'thu');
  const [snapshot = ''] = await readdir(snapshots);
  const file = (await readdir(join(snapshots, snapshot))).find((name) => name.endsWith('.parquet')) ?? '';
  await chmod(join(snapshots, snapshot, file), 0o600);
  await appendFile(join(snapshots, snapshot, file), 'x');
  const broken = await verify();
  expect(broken.exitCode).toBe(1);
  const { ok, problems } = broken.json() as { ok: boolean; problems: readonly { readonly snapshot: string }[] };
  const told = {
    kind: expect.any(String),
    dataset: 'thu',
    snapshot: expect.any(String),
    file: expect.stringContaining(file),
    what: expect.any(String),
  };
  // Later snapshots that kept the file are damaged with it.
  expect([ok, problems]).toEqual([false, problems.map(() => told)]);
  expect(problems.map((problem) => problem.snapshot)).toContain(snapshot);
});

test('[cli.admin] a link and a token need the data folder, not a server', async () => {
  const link = await runCliWith(platform.environment, 'admin', 'link');
  expect([link.exitCode, link.printed]).toEqual([0, expect.stringMatching(/^https?:/)]);
  const made = await runCliWith(platform.environment, 'admin', 'token', 'kiem-thu', '--role', 'auditor');
  expect(made.exitCode, made.notices).toBe(0);
  const headers = { authorization: `Bearer ${made.printed.trim()}` };
  expect((await platform.call('/api/v1/datasets', { headers })).status).toBe(200);
});
