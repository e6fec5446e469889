import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LoadView, restingStates } from '../../src/api/loads.ts';
import { readVersion } from '../../src/app/version.ts';
import { findRunningPostgres } from '../../src/platform/database/running-postgres.ts';
import type { DataFolderFacts } from '../fixtures/data-folders/facts.ts';
import { listKeptVersions, unpackDataFolder } from '../fixtures/data-folders/unpack.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { runCliWith } from '../support/run-cli.ts';
import { startServer, type StartedServer } from '../support/start-server.ts';

const kept = await listKeptVersions();

test('a data folder of every released version is kept', () => {
  expect(kept).toContain('0.1.0');
});

describe.each(kept)('a data folder of version %s, whose server was killed', (version) => {
  let folder: string;
  let data: string;
  let facts: DataFolderFacts;
  let server: StartedServer;
  let address: string;
  const started: ChildProcess[] = [];

  const start = (...more: readonly string[]): StartedServer => {
    const one = startServer(['start', '--port', '0', '--data', data, ...more], {});
    started.push(one.child);
    return one;
  };
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${address}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${facts.token}`, ...init.headers },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (
      await ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
    ).json();
  const follow = async (id: string): Promise<LoadView> => {
    for (;;) {
      const load = LoadView.parse(await (await ask(`/api/v1/loads/${id}`)).json());
      if (restingStates.includes(load.state)) return load;
      await sleep(20);
    }
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daklake-upgrade-'));
    data = join(folder, 'kept');
    facts = await unpackDataFolder(version, data);
    server = start();
    address = (await server.address) ?? '';
    if (address === '') throw new Error(server.notices());
  }, 60_000);
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL');
    await removeFolder(folder);
  });

  test('is taken over: people sign in, tokens count, and the load that was acknowledged is finished', async () => {
    const signIn = {
      method: 'POST',
      body: JSON.stringify(facts.administrator),
      headers: { 'content-type': 'application/json' },
    };
    expect((await fetch(`${address}/api/v1/session`, signIn)).status).toBe(201);
    expect(await follow(facts.loads.acknowledged)).toMatchObject({ state: 'published', error: null });
    expect(await follow(facts.loads.failed)).toMatchObject({ state: 'failed', error: { code: 'columns-missing' } });
  });

  test('answers for every state that it held', async () => {
    const { items } = (await (await ask('/api/v1/datasets/nang-cap/snapshots')).json()) as DataFolderFacts['snapshots'];
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(facts.snapshots.items.map(({ id }) => id)));
    for (const { id, rows } of facts.snapshots.items) {
      const records = (await (
        await ask(`/api/v1/datasets/nang-cap/records?asOf=${id}&limit=10000&order=ma`)
      ).json()) as unknown[];
      expect(records).toHaveLength(rows);
      if (id === facts.snapshots.items[0]?.id) expect(records).toEqual(facts.records);
    }
    const rejects = await (await ask(`/api/v1/loads/${facts.loads.first}/rejects.csv`)).text();
    expect(rejects.split('\n').filter((line) => line.includes('rejected'))).toHaveLength(2);
    expect((await ask('/datasets/nang-cap')).status).toBe(200);
  });

  test('goes on: what was held is decided, what was rejected is mended, a state comes back, a file is loaded', async () => {
    expect(await follow(facts.loads.held)).toMatchObject({ state: 'held' });
    await post(`/api/v1/loads/${facts.loads.held}/decision`, { publish: true, force: true, note: 'đã xem' });
    expect(await follow(facts.loads.held)).toMatchObject({ state: 'published' });
    const oldest = facts.snapshots.items.at(-1);
    await post('/api/v1/datasets/nang-cap/rollback', { snapshot: oldest?.id, note: 'trở lại' });
    const sent = await ask('/api/v1/datasets/nang-cap/loads?name=a.csv&mode=upsert', {
      method: 'POST',
      body: 'Mã,Họ và tên,Mã xã,Ngày,Số tiền\nN1,Y Bia Niê,24133,2026-05-05,60\n,thiếu mã,24133,2026-05-05,60\n',
      headers: { 'content-type': 'text/csv' },
    });
    const load = await follow(((await sent.json()) as { readonly id: string }).id);
    expect(load).toMatchObject({ state: 'published', result: { accepted: 1, rejected: 1 } });
    const mended = (await post(`/api/v1/loads/${load.id}/corrections`, {
      rows: [{ row: 3, values: { ma: 'N2' } }],
    })) as {
      readonly id: string;
    };
    expect(await follow(mended.id)).toMatchObject({ state: 'published' });
    const records = await (await ask('/api/v1/datasets/nang-cap/records?select=ma&ma=in.(N1,N2)')).json();
    expect(records).toEqual([{ ma: 'N1' }, { ma: 'N2' }]);
  });

  test('[settings.newer] verifies clean, carries this version, and refuses an older one from then on', async () => {
    const environment = { DAKLAKE_DATA: data };
    expect((await runCliWith(environment, 'verify', '--json')).json()).toMatchObject({ ok: true, problems: [] });
    expect(await readFile(join(data, 'version'), 'utf8')).toBe(`${await readVersion()}\n`);

    // As a later version would leave it, here that of the database alone.
    const client = new pg.Client({ connectionString: (await findRunningPostgres(join(data, 'postgres'))) ?? '' });
    await client.connect();
    await client.query(`insert into platform.migrations (id) values ('intake-999-later')`);
    await client.end();
    const beside = await runCliWith(environment, 'admin', 'link', '--json');
    expect([beside.exitCode, beside.json()]).toMatchObject([4, { error: { code: 'database-newer' } }]);
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    const refused = await start('--json').ended;
    expect([refused.code, JSON.parse(refused.stdout)]).toMatchObject([
      4,
      { error: { code: 'database-newer', detail: expect.stringContaining('intake-999-later') } },
    ]);

    await writeFile(join(data, 'version'), '9.0.0\n');
    const later = await start('--json').ended;
    expect([later.code, JSON.parse(later.stdout)]).toMatchObject([4, { error: { code: 'data-folder-newer' } }]);
    const without = await runCliWith(environment, 'admin', 'link', '--json');
    expect(without.json()).toMatchObject({ error: { code: 'data-folder-newer' } });
  }, 30_000);
});
