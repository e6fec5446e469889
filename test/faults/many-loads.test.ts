import { appendFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccess } from '../../src/modules/access/index.ts';
import { createDirectory } from '../../src/modules/directory/index.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { memoryOf } from '../support/process-tree.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { until } from './support/until.ts';

/** So many small loads of ten datasets; `DAKLAKE_MANY=5000` by hand. */
const many = Number(process.env['DAKLAKE_MANY'] || 200);
/** And so many that rest already; `DAKLAKE_RESTING=100000` by hand, which also waits for what is collected. */
const resting = Number(process.env['DAKLAKE_RESTING'] || 5000);
const datasets = Array.from({ length: 10 }, (_, number) => `nhieu-${number}`);
/** Milliseconds of the slowest request: half a second on a quiet machine. */
const longest = 2000;
const megabyte = 1024 * 1024;

let server: FaultServer;
beforeAll(async () => {
  // Nobody's quota is in the way.
  server = await createFaultServer({ settings: { DAKLAKE_AGENCY_LOADS: String(many + 1) } });
  await server.start();
  const key = { primaryKey: true, primaryKeyPosition: 1, required: true };
  for (const dataset of datasets) {
    await server.put(dataset, {
      fields: [
        { name: 'ma', logicalType: 'string', ...key },
        { name: 'so', logicalType: 'integer' },
      ],
      facts: { 'daklake.loadMode': 'upsert' },
    });
  }
});
afterAll(() => server.close());

function tell(words: string): void {
  const file = process.env['DAKLAKE_TELL'];
  if (file !== undefined) appendFileSync(file, `${words}\n`);
}

const pages = [
  `/api/v1/datasets/${datasets[7]}/loads?limit=20`,
  `/api/v1/datasets/${datasets[3]}/loads?limit=20`,
  `/api/v1/datasets/${datasets[3]}/loads?limit=20&offset=${Math.floor(many / 10) - 10}`,
  '/console',
  '/console/quotas',
  '/console/health',
  `/datasets/${datasets[3]}`,
  '/datasets',
  `/api/v1/datasets/${datasets[3]}`,
  '/metrics',
];

/** The header of somebody who is signed in with this role. */
async function asUser(role: 'steward' | 'operator'): Promise<Record<string, string>> {
  const known = signedIn.get(role);
  if (known !== undefined) return known;
  const { address: origin } = server;
  const directory = createDirectory({ packs: 'packs' });
  const access = createAccess({ database: await server.database(), directory, clock: systemClock, origin });
  const email = `${role}@example.org`;
  const password = 'mat-khau-cua-nguoi-thu';
  await access.createUser({ email, password, name: role, role, agency: 'H15.05', unit: null });
  const { setCookie } = await access.signIn({ email, password, address: '127.0.0.1' });
  const header = { cookie: setCookie.split(';')[0] ?? '' };
  signedIn.set(role, header);
  return header;
}
const signedIn = new Map<string, Record<string, string>>();

/** Milliseconds of each page, asked for twice; the second time. */
async function slowest(when: string): Promise<number> {
  const took: { readonly path: string; readonly milliseconds: number }[] = [];
  for (const path of [...pages, ...pages]) {
    const began = performance.now();
    const role = /quotas|health|metrics/.test(path) ? 'operator' : 'steward';
    const response = await fetch(`${server.address}${path}`, { headers: await asUser(role) });
    await response.arrayBuffer();
    expect([path, response.status, response.redirected]).toEqual([path, 200, false]);
    took.push({ path, milliseconds: Math.round(performance.now() - began) });
  }
  const second = took.slice(pages.length);
  tell(`${when}: ${second.map(({ path, milliseconds }) => `${path} ${milliseconds} ms`).join(', ')}`);
  return Math.max(...second.map(({ milliseconds }) => milliseconds));
}

async function waiting(): Promise<number> {
  const { rows } = await sql<{ readonly due: number }>`
    select count(*)::integer as due from intake.loads where state in ('received', 'reading', 'checking', 'publishing')`.execute(
    await server.database(),
  );
  return rows[0]?.due ?? 0;
}

/** As if so many more had come and rested: rows and folders like those of the loads that did. */
async function multiply(more: number): Promise<void> {
  const database = await server.database();
  const { rows: columns } = await sql<{ readonly name: string }>`
    select column_name as name from information_schema.columns where table_schema = 'intake' and table_name = 'loads'
      and is_generated = 'NEVER' and column_name not in ('id', 'sequence', 'turn', 'receipt_code')`.execute(database);
  const copied = sql.join(columns.map(({ name }) => sql.ref(name)));
  const { rows } = await sql<{ readonly id: string }>`
    insert into intake.loads (id, ${copied})
    select gen_random_uuid(), ${copied} from intake.loads cross join generate_series(1, ${Math.ceil(more / many)}) as copy
    limit ${more} returning id`.execute(database);
  for (const { id } of rows) {
    for (const [part, name] of [['landing', 'source'] as const, ['rejects', 'rejects.parquet'] as const]) {
      await mkdir(join(server.dataFolder, part, id));
      await writeFile(join(server.dataFolder, part, id, name), 'x');
    }
  }
  await sql`vacuum analyze intake.loads`.execute(database);
}

/** Waits for the collection that follows a start. */
async function collected(): Promise<number> {
  const database = await server.database();
  const { rows } = await until(
    'a collection ends',
    async () => {
      const found = await sql<{ readonly seconds: number }>`
        select extract(epoch from ended_at - began_at)::float8 as seconds from intake.collections
        where ended_at is not null`.execute(database);
      return found.rows.length > 0 ? found : undefined;
    },
    { every: 500, most: 600_000 },
  );
  return rows[0]?.seconds ?? Infinity;
}

test('many small loads leave the server as quick and as small as it was', { timeout: 3_600_000 }, async () => {
  const pid = await server.pid();
  const before = memoryOf(pid) / megabyte;
  const began = performance.now();
  let sent = 0;
  const sender = async () => {
    for (let number = (sent += 1); number <= many; number = sent += 1) {
      await server.send(datasets[number % datasets.length] ?? '', `ma,so\nM${number},${number}\n`);
    }
  };
  const sending = Promise.all(Array.from({ length: 4 }, sender));
  await until('half of them are sent', () => sent >= many / 2, { every: 50, most: 3_000_000 });
  expect(await slowest('while they come')).toBeLessThan(longest);
  await sending;
  tell(`${many} sent in ${Math.round((performance.now() - began) / 1000)} s, ${await waiting()} wait`);
  expect(await slowest('while they wait')).toBeLessThan(longest);
  await until('all rest', async () => (await waiting()) === 0, { every: 500, most: 3_000_000 });
  const after = memoryOf(pid) / megabyte;
  tell(
    `all rest after ${Math.round((performance.now() - began) / 1000)} s, ${Math.round(before)} MB before, ${Math.round(after)} after`,
  );
  expect(after).toBeLessThan(before + 250);
  expect(await slowest('when they rest')).toBeLessThan(longest);
  const { total } = (await server.json(`/api/v1/datasets/${datasets[3]}/loads?limit=1`)) as { readonly total: number };
  expect(total).toBe(Math.floor(many / datasets.length));

  await multiply(resting);
  expect(await slowest(`when ${resting} more rest`)).toBeLessThan(longest);

  expect(await server.stop()).toBe(0);
  const restarted = performance.now();
  await server.start();
  tell(`started again in ${Math.round(performance.now() - restarted)} ms`);
  expect(performance.now() - restarted).toBeLessThan(20_000);
  expect(await slowest('after a start')).toBeLessThan(longest);
  expect(await server.faults()).toEqual([]);
  if (process.env['DAKLAKE_RESTING'] !== undefined) {
    const seconds = await collected();
    tell(`collected in ${seconds.toFixed(1)} s, ${Math.round(memoryOf(await server.pid()) / megabyte)} MB`);
    expect(seconds).toBeLessThan(60);
  }
});
