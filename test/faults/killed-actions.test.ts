import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findRunningPostgres } from '../../src/platform/database/running-postgres.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { installStops, stopAt, type StopAt } from './support/stops.ts';

let server: FaultServer;
let made = 0;
let dataset: string;
let firstLoad: string;

const key = { primaryKey: true, primaryKeyPosition: 1, required: true };
const contract = (version = '1.0.0') => ({
  version,
  facts: { 'daklake.holdBelow': 0.5 },
  fields: [
    { name: 'ma', logicalType: 'string', ...key },
    { name: 'so', logicalType: 'integer' },
    ...(version === '1.0.0' ? [] : [{ name: 'them', logicalType: 'string' }]),
  ],
});

beforeAll(async () => {
  server = await createFaultServer();
  await server.start();
  await installStops(await server.database());
});
afterAll(() => server.close());
beforeEach(async () => {
  made += 1;
  dataset = `hanh-dong-${made}`;
  await server.put(dataset, contract());
  firstLoad = await load(['a,1', 'b,1', 'c,x'], 'published');
});

async function load(rows: readonly string[], state: 'published' | 'held') {
  const id = await server.send(dataset, ['ma,so', ...rows].join('\n'));
  expect(await server.rest(id)).toMatchObject({ state });
  return id;
}

async function records(): Promise<readonly string[]> {
  const rows = (await server.json(`/api/v1/datasets/${dataset}/records?select=ma,so`)) as {
    readonly ma: string;
    readonly so: number;
  }[];
  return rows.map(({ ma, so }) => `${ma}${so}`);
}

async function listSnapshots() {
  const { items } = await server.json(`/api/v1/datasets/${dataset}/snapshots`);
  return items as readonly { readonly id: string }[];
}

/** Begins something, kills the server when it has come to that place, and starts it again; what the caller was told. */
async function killAt<T>(at: StopAt, begin: () => Promise<T>): Promise<T | undefined> {
  const address = await findRunningPostgres(join(server.dataFolder, 'postgres'));
  const stop = await stopAt(address ?? '', at, dataset);
  const told = begin().catch(() => undefined);
  await stop.reached();
  await server.kill();
  await stop.release();
  await server.start();
  return told;
}

async function killNow(): Promise<void> {
  await server.kill();
  await server.start();
}

describe('killed with SIGKILL', () => {
  test('a return to an earlier state did not take place where nobody was told so, and can be asked for again', async () => {
    const [first] = await listSnapshots();
    await load(['a,2', 'b,2'], 'published');
    const back = () => server.post(`/api/v1/datasets/${dataset}/rollback`, { snapshot: first?.id });
    expect(await killAt('placed', back)).toBeUndefined();
    expect(await records()).toEqual(['a2', 'b2']);
    expect(await server.faults()).toEqual([]);
    expect(await back()).toEqual({ snapshot: expect.any(String) });
    await killNow();
    expect(await records()).toEqual(['a1', 'b1']);
    expect(await server.faults()).toEqual([]);
  });

  test('a decision that nobody was told of was not taken; one that was told is carried out', async () => {
    const held = await load(['a,3', 'b,x', 'c,x'], 'held');
    const decide = () => server.post(`/api/v1/loads/${held}/decision`, { publish: true });
    expect(await killAt('publishing', decide)).toBeUndefined();
    expect(await server.rest(held)).toMatchObject({ state: 'held' });
    expect(await records()).toEqual(['a1', 'b1']);
    await decide();
    await killNow();
    expect(await server.rest(held)).toMatchObject({ state: 'published' });
    expect(await records()).toEqual(['a3']);
    expect(await server.faults()).toEqual([]);
  });

  test('a decision that was told and is being carried out is carried out once', async () => {
    const held = await load(['a,3', 'b,x', 'c,x'], 'held');
    await killAt('placed', () => server.post(`/api/v1/loads/${held}/decision`, { publish: true }));
    expect(await server.rest(held)).toMatchObject({ state: 'published' });
    expect(await records()).toEqual(['a3']);
    expect(await listSnapshots()).toHaveLength(2);
    expect(await server.faults()).toEqual([]);
  });

  test.for([['reading'], ['publishing'], ['placed'], ['published']] as const)(
    'a correction that was acknowledged is taken in once, killed at: %s',
    async ([at]) => {
      const mend = () =>
        server.post(`/api/v1/loads/${firstLoad}/corrections`, { rows: [{ row: 4, values: { so: '9' } }] });
      const { id } = await killAt(at, mend);
      expect(await server.rest(id)).toMatchObject({ state: 'published', result: { received: 1, accepted: 1 } });
      expect(await records()).toEqual(['a1', 'b1', 'c9']);
      expect(await listSnapshots()).toHaveLength(2);
      expect(await server.faults()).toEqual([]);
    },
  );

  test('a contract that nobody was told of is not there; one that was told is', async () => {
    const put = () => server.put(dataset, contract('1.1.0'));
    const version = async () => (await server.json(`/api/v1/datasets/${dataset}/contract`)).version as string;
    expect(await killAt('placed', put)).toBeUndefined();
    expect(await version()).toBe('1.0.0');
    await put();
    await killNow();
    expect(await version()).toBe('1.1.0');
    await load(['a,4', 'b,4'], 'published');
    expect(await records()).toEqual(['a4', 'b4']);
    expect(await server.faults()).toEqual([]);
  });

  test('a cancelled load stays cancelled, and nothing of it is left', async () => {
    const address = await findRunningPostgres(join(server.dataFolder, 'postgres'));
    const stop = await stopAt(address ?? '', 'placed', dataset);
    const id = await server.send(dataset, 'ma,so\na,5\nb,5\n');
    await stop.reached();
    await server.post(`/api/v1/loads/${id}/cancel`, {});
    await server.kill();
    await stop.release();
    await server.start();
    expect(await server.rest(id)).toMatchObject({ state: 'cancelled' });
    expect(await records()).toEqual(['a1', 'b1']);
    expect(await server.faults()).toEqual([]);
  });

  test('an upload in parts goes on where it was acknowledged, and becomes a load of the same bytes', async () => {
    const content = Buffer.from(['ma,so', ...Array.from({ length: 50_000 }, (_, row) => `u${row},${row}`)].join('\n'));
    const half = Math.round(content.length / 2);
    const tus = { 'tus-resumable': '1.0.0' };
    const begun = await server.call('/api/v1/uploads', {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(content.length) },
    });
    const place = begun.headers.get('location') ?? '';
    const patch = (from: number, to: number) =>
      server.call(place, {
        method: 'PATCH',
        headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) },
        body: new Uint8Array(content.subarray(from, to)),
      });
    const offset = async () =>
      Number((await server.call(place, { method: 'HEAD', headers: tus })).headers.get('upload-offset'));
    expect((await patch(0, half)).status).toBe(204);
    await killNow();
    expect(await offset()).toBe(half);
    // Cut off in its midst: what arrived counts, and nothing else.
    const cut = patch(half, content.length).catch(() => undefined);
    await killNow();
    await cut;
    const from = await offset();
    expect(from).toBeGreaterThanOrEqual(half);
    expect(from === content.length || (await patch(from, content.length)).status === 204).toBe(true);
    await killNow();
    const { id } = await server.json(`/api/v1/datasets/${dataset}/loads?upload=${place.split('/').at(-1)}&name=a.csv`, {
      method: 'POST',
    });
    await killNow();
    expect(await server.rest(id)).toMatchObject({ state: 'published', result: { received: 50_000, accepted: 50_000 } });
    expect(await server.faults()).toEqual([]);
  });
});
