import { fork } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '#platform/clock/clock.ts';
import { silentLog } from '#platform/log/log.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { createSampleStore, sampleColumn, type SampleStore } from '../testing/sample-store.ts';
import { treeOf } from '../../../../test/support/process-tree.ts';
import type { KeyTurn } from './create-key-builder.ts';
import { createKeyTables, type KeyTables, type KeyTablesOptions } from './create-key-tables.ts';
import { openKeyFile } from './key-file.ts';

const schema: DatasetSchema = {
  columns: [sampleColumn('ma'), sampleColumn('so', 'BIGINT')],
  key: ['ma'],
  partitionBy: [],
};
const rows = 8_000;
const rowsPerPart = 2_000;

let store: SampleStore;
let snapshot: Snapshot;
const opened: KeyTables[] = [];

beforeAll(async () => {
  store = await createSampleStore();
  snapshot = await publish('one', 'i');
});
afterAll(async () => {
  for (const each of opened) await each.close();
  await store.close();
});
beforeEach(() => rm(folder(), { recursive: true, force: true }));
// Files are made by processes of their own, which let others go first.
vi.setConfig({ testTimeout: 60_000 });

test('made in the background at the first look-up, then used, also by the next process', async () => {
  const first = await tables();
  expect(await ask(first, 7)).toBeUndefined();
  await first.settled();
  expect(await ask(first, 7)).toEqual(['{"ma":"K-00007","so":7}']);
  expect(await ask(first, rows)).toEqual([]);
  await first.close();
  expect(await ask(await tables(), 7_999)).toEqual(['{"ma":"K-07999","so":7999}']);
});

test('not made for few rows, nor for a snapshot that is not the current one, nor where there would be no room', async () => {
  for (const [options, view] of [
    [{ fromRows: rows + 1 }, snapshot],
    [{}, { ...snapshot, current: false }],
    [{ maxBytes: 1_000 }, snapshot],
  ] as const) {
    const keyTables = await tables(options);
    keyTables.prepare({ dataset: 'sample', schema, masks: {}, snapshot: view });
    await keyTables.settled();
    expect(await readdir(folder())).toEqual([]);
  }
});

test('after the next snapshot only what changed is made, and what nobody needs is removed', async () => {
  const keyTables = await tables();
  await made(keyTables, snapshot);
  const before = new Set(await readdir(folder()));
  // The first part has other rows; the others are the same bytes.
  const next = await publish('two', 'case when i = 5 then -5 else i end');
  await made(keyTables, next);
  const after = await readdir(folder());
  expect(after).toHaveLength(rows / rowsPerPart);
  expect(after.filter((name) => !before.has(name))).toHaveLength(1);
  expect(await ask(keyTables, 5, next)).toEqual(['{"ma":"K-00005","so":-5}']);
  // The first snapshot is asked of the engine again where its rows were others.
  expect([await ask(keyTables, 5), await ask(keyTables, 6_000)]).toEqual([undefined, ['{"ma":"K-06000","so":6000}']]);
  await keyTables.settled();
});

test.for(['a byte of a block', 'a byte of the index', 'the end', 'everything'])(
  'a file of which %s is lost is given up, the engine answers, and it is made anew',
  async (lost) => {
    await made(await tables(), snapshot);
    for (const name of await readdir(folder())) await harm(join(folder(), name), lost);
    const keyTables = await tables();
    expect(await ask(keyTables, 4_000)).toBeUndefined();
    await keyTables.settled();
    expect(await ask(keyTables, 4_000)).toEqual(['{"ma":"K-04000","so":4000}']);
  },
);

test('called off in its midst, it leaves nothing half made, and is made in a later turn', async () => {
  const left: string[] = [];
  let calledOff = 0;
  const inTurn: KeyTurn = async (signal, work) => {
    const caller = new AbortController();
    const first = work('256MB', AbortSignal.any([signal, caller.signal]));
    const begun = until(async () => (await names('.half')).length > 0);
    await Promise.race([first, begun]);
    caller.abort(new Error('for a load'));
    await first.catch(() => (calledOff += 1));
    left.push(...(await names('.half')), ...(await names('.lines')), ...(await readdir(`${folder()}.spill`)));
    return work('256MB', signal);
  };
  const keyTables = await tables({ inTurn });
  await made(keyTables, snapshot);
  expect(calledOff).toBeGreaterThan(0);
  expect(left).toEqual([]);
  expect(await names()).toHaveLength(rows / rowsPerPart);
  expect(await ask(keyTables, 7)).toHaveLength(1);
});

test('killed at any moment, it leaves whole files or none, and the next process goes on', async () => {
  let some = 0;
  for (let round = 0; round < 4; round += 1) {
    const child = fork(join(import.meta.dirname, 'testing', 'make-keys.child.ts'), [], { execArgv: [] });
    child.send({ dataFolder: store.folder, view: { dataset: 'sample', schema, masks: {}, snapshot } });
    await until(async () => (await names()).length > round);
    await sleep(round * 7);
    const processes = treeOf(child.pid ?? 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Its own child ends when it hears that.
    await until(async () => !processes.some(isThere));
    for (const name of await names('.keys')) {
      const file = await openKeyFile(join(folder(), name));
      expect(file?.bytes).toBeGreaterThan(0);
      await file?.close();
      some += 1;
    }
  }
  expect(some).toBeGreaterThan(0);
  const keyTables = await tables();
  await made(keyTables, snapshot);
  expect(await names('.half')).toEqual([]);
  expect(await names('.keys')).toHaveLength(rows / rowsPerPart);
  for (const number of [0, 1_999, 2_000, 7_111]) expect(await ask(keyTables, number)).toHaveLength(1);
});

function folder(): string {
  return join(store.folder, 'cache', 'keys');
}

async function names(part = ''): Promise<readonly string[]> {
  return (await readdir(folder()).catch((): string[] => [])).filter((name) => name.endsWith(part));
}

async function tables(options: Partial<KeyTablesOptions> = {}): Promise<KeyTables> {
  const keyTables = await createKeyTables({
    dataFolder: store.folder,
    clock: systemClock,
    log: silentLog,
    fromRows: 1,
    ...options,
  });
  opened.push(keyTables);
  return keyTables;
}

async function made(keyTables: KeyTables, of: Snapshot): Promise<void> {
  keyTables.prepare({ dataset: 'sample', schema, masks: {}, snapshot: of });
  await keyTables.settled();
}

function ask(keyTables: KeyTables, number: number, of = snapshot) {
  const value = `K-${String(number).padStart(5, '0')}`;
  return keyTables.lookUp({
    dataset: 'sample',
    schema,
    masks: {},
    rights: { fields: {} },
    snapshot: of,
    query: {
      select: 'all',
      where: { kind: 'and', operands: [{ kind: 'compare', field: 'ma', operator: 'eq', value }] },
      orderBy: [],
      limit: 2,
      offset: 0,
    },
  });
}

function publish(id: string, so: string): Promise<Snapshot> {
  const query = `select 'K-' || lpad(cast(i as varchar), 5, '0') as ma, cast(${so} as bigint) as so from range(${rows}) as t(i)`;
  return store.publish(id, schema, query, rowsPerPart);
}

async function harm(path: string, lost: string): Promise<void> {
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  const places: Readonly<Record<string, number>> = { 'a byte of a block': 100, 'a byte of the index': size - 60 };
  const place = places[lost];
  if (place === undefined) await truncate(path, lost === 'the end' ? size - 20 : 0);
  else {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, place);
    await file.write(Buffer.from([(buffer[0] ?? 0) ^ 255]), 0, 1, place);
  }
  await file.close();
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 3_000; tries += 1) {
    if (await holds()) return;
    await sleep(10);
  }
  expect.fail('It did not come to that');
}
