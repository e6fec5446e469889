import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createExternalPostgres } from './support/external-postgres.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { createOutlook, type Outlook } from './support/outlook.ts';
import { until } from './support/until.ts';

let server: FaultServer;
let postgres: Awaited<ReturnType<typeof createExternalPostgres>>;
let outlook: Outlook;
const dataset = 'nhin-tu-ngoai';
/** Health is looked at every half minute. */
const nextLook = { every: 500, most: 45_000 };

beforeAll(async () => {
  postgres = await createExternalPostgres();
  await postgres.start();
  server = await createFaultServer({ databaseUrl: postgres.connectionString });
  await server.start();
  await server.put(dataset, { fields: [{ name: 'ma', logicalType: 'string' }] });
  await server.rest(await server.send(dataset, 'ma\nA\n'));
  outlook = await createOutlook(server);
  // Whoever is never seen while the database is there is not known when it is away.
  await outlook.page();
  await outlook.metrics();
});
afterAll(async () => {
  await server.close();
  await postgres.close();
});

/** The value of its line, e.g. of `daklake_database_up`. */
async function figure(name: string): Promise<string | undefined> {
  const line = (await outlook.metrics()).text.split('\n').find((each) => each.startsWith(`${name} `));
  return line?.slice(name.length + 1);
}

test('a file of a snapshot that is gone is said on the page, in words that help, and by the figures, until it is back', async () => {
  const snapshots = join(server.dataFolder, 'snapshots');
  const path = (await readdir(snapshots, { recursive: true })).find((name) => name.endsWith('.parquet')) ?? '';
  await rename(join(snapshots, path), join(server.dataFolder, 'put-away'));
  const found = await until(
    'the file is missed',
    async () => {
      const part = await outlook.part('files');
      return part.code === 'files-damaged' ? part : undefined;
    },
    nextLook,
  );
  expect(found.vi).toContain('daklake verify');
  expect(found.en).toContain('back-up');
  expect((await outlook.page()).text).toContain(found.vi?.slice(-40));
  expect(await figure('daklake_health_condition{part="files"}')).toBe('2');
  await rename(join(server.dataFolder, 'put-away'), join(snapshots, path));
  await until('it is found again', async () => (await outlook.part('files')).code === 'files-whole', nextLook);
});

test('a database that is away is said in words, and by figures, to those who run the platform, and to nobody else', async () => {
  await server.disconnect();
  await postgres.kill();
  const found = await until(
    'the database is missed',
    async () => {
      const part = await outlook.part('database');
      return part.code === 'database-gone' ? part : undefined;
    },
    nextLook,
  );
  expect(found.vi).toContain('Khởi động lại PostgreSQL');
  expect(found.en).toContain('Start PostgreSQL again');
  const page = await outlook.page();
  expect([page.status, page.text.includes('Khởi động lại PostgreSQL')]).toEqual([200, true]);
  expect(await figure('daklake_database_up')).toBe('0');
  // A steward who is known as well, and somebody who never was.
  for (const headers of [await server.headers(), { authorization: 'Bearer dlk_khong-co' }]) {
    const refused = await fetch(`${server.address}/metrics`, { headers });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([503, 'database-unavailable']);
  }
  await sleep(1000);
  await postgres.start();
  await until('the database is found again', async () => (await outlook.part('database')).code === 'database-answers', {
    ...nextLook,
    most: 60_000,
  });
  expect(await server.faults()).toEqual([]);
});
