import { appendFileSync, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadView } from '../../src/api/loads.ts';
import { findRunningPostgres } from '../../src/platform/database/running-postgres.ts';
import { asCsv, dossierFields, dossiers } from '../memory/support/rows.ts';
import { asXlsx } from '../memory/support/workbooks.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { installStops, stopAt, type StopAt } from './support/stops.ts';
import { until } from './support/until.ts';
import { workingChildren } from './support/working-children.ts';

/** Milliseconds until nothing of a cancelled load is at work: a second on a quiet machine, more beside other tests. */
const longest = 4000;
const dataset = 'huy-giua-chung';
let server: FaultServer;

beforeAll(async () => {
  server = await createFaultServer();
  await server.start();
  await installStops(await server.database());
  await server.put(dataset, { fields: dossierFields, facts: { 'daklake.loadMode': 'upsert' } });
  const { state } = await server.rest(await send('a.csv', small(1)));
  if (state !== 'published') throw new Error(`The first load came out ${state}`);
});
afterAll(() => server.close());

const small = (from: number) => asCsv(dossiers(20, { from: from * 1000 }));
/** More than one part of a snapshot. */
const large = asCsv(dossiers(520_000));

async function send(name: string, content: string | Uint8Array): Promise<string> {
  const sent = await server.json(`/api/v1/datasets/${dataset}/loads?name=${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: content as string,
  });
  return sent.id as string;
}

const view = (load: string): Promise<LoadView> => server.json(`/api/v1/loads/${load}`);
const cancel = (load: string) => server.call(`/api/v1/loads/${load}/cancel`, { method: 'POST' });

/**
 * Cancels it; the milliseconds until the row said so, and until no child worked on it and its working files were gone:
 * those are not waited for where the test itself holds the server up.
 */
async function cancelled(load: string, { heldUp = false } = {}) {
  const began = performance.now();
  const response = await cancel(load);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ state: 'cancelled' });
  const said = Math.round(performance.now() - began);
  await until('its working files are gone', () => heldUp || !existsSync(join(server.dataFolder, 'staging', load)));
  await until('nobody is at work', async () => (await workingChildren(await server.pid())).length === 0);
  const ended = Math.round(performance.now() - began);
  const file = process.env['DAKLAKE_TELL'];
  if (file !== undefined) {
    appendFileSync(file, `${expect.getState().currentTestName}: said ${said} ms, ended ${ended} ms\n`);
  }
  return { said, ended };
}

async function expectNothingOf(load: string): Promise<void> {
  expect(await view(load)).toMatchObject({ state: 'cancelled', snapshot: null });
  expect(await server.faults()).toEqual([]);
}

async function stop(at: StopAt) {
  const address = await findRunningPostgres(join(server.dataFolder, 'postgres'));
  return stopAt(address ?? '', at, dataset);
}

describe('nothing of a cancelled load is at work soon after', () => {
  type Reached = (load: LoadView) => boolean | Promise<boolean>;
  const stage =
    (name: string, further = false): Reached =>
    ({ progress }) =>
      progress?.stage === name && (!further || progress.done > 0);
  const staged: Reached = async ({ id }) =>
    (await readdir(join(server.dataFolder, 'staging', id)).catch(() => [])).some((name) => !/outcome|spill/.test(name));
  const parsing: Reached = async (load) =>
    stage('reading')(load) && (await workingChildren(await server.pid())).length > 0;
  const stages: readonly (readonly [string, string, () => string | Uint8Array | Promise<Uint8Array>, Reached])[] = [
    ['a csv file unpacked', 'a.csv.gz', () => gzipSync(large, { level: 1 }), staged],
    ['a csv file read', 'a.csv', () => Buffer.from(`\uFEFF${large}`, 'utf16le'), stage('reading', true)],
    ['a workbook read', 'a.xlsx', () => asXlsx(dossiers(60_000)), parsing],
    ['checked', 'a.csv', () => large, stage('checking')],
    ['sorted and compared', 'a.csv', () => large, stage('publishing')],
    ['written as parts', 'a.csv', () => large, stage('publishing', true)],
  ];
  test.for(stages)('%s', async ([, name, content, reached]) => {
    const load = await send(name, await content());
    await until('its stage', async () => reached(await view(load)), { every: 5 });
    const { ended } = await cancelled(load);
    expect(ended).toBeLessThan(longest);
    await expectNothingOf(load);
  });

  test('one that waits for its turn', async () => {
    const held = await stop('reading');
    const first = await send('a.csv', small(2));
    await held.reached();
    const load = await send('a.csv', small(3));
    expect((await cancelled(load)).ended).toBeLessThan(longest);
    await held.release();
    expect(await server.rest(first)).toMatchObject({ state: 'published' });
    await expectNothingOf(load);
  });

  test('one whose files are there, and that nothing names yet', async () => {
    const placed = await stop('placed');
    const load = await send('a.csv', small(4));
    await placed.reached();
    expect((await cancelled(load, { heldUp: true })).ended).toBeLessThan(longest);
    await placed.release();
    await sleep(500);
    await expectNothingOf(load);
    expect(await server.rest(await send('a.csv', small(4)))).toMatchObject({ state: 'published' });
  });

  test('one of several that are published together, and the others are published', async () => {
    const reading = await stop('reading');
    const first = await send('a.csv', small(5));
    await reading.reached();
    const loads: string[] = [];
    for (const from of [6, 7, 8, 9]) loads.push(await send('a.csv', small(from)));
    await reading.release();
    expect(await server.rest(first)).toMatchObject({ state: 'published' });
    const placed = await stop('placed');
    await placed.reached();
    const [, second = '', ...others] = loads;
    expect((await cancelled(second, { heldUp: true })).ended).toBeLessThan(longest);
    await placed.release();
    for (const load of [loads[0] ?? '', ...others]) {
      expect(await server.rest(load)).toMatchObject({ state: 'published' });
    }
    await expectNothingOf(second);
  });
});
