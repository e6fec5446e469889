import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesWith } from '../faults/support/left-processes.ts';
import { until } from '../faults/support/until.ts';
import { faultsOfMemory } from './support/faults-of-memory.ts';
import { startMemoryServer, type MemoryServer } from './support/memory-server.ts';
import { asCsv, dossierFields, dossiers } from './support/rows.ts';

const rowsOnce = 100_000;
let server: MemoryServer;

beforeAll(async () => {
  server = await startMemoryServer({ DAKLAKE_KEY_TABLES_FROM: String(rowsOnce) });
});
afterAll(() => server.close());

async function isBeingMade(): Promise<boolean> {
  return (await processesWith(server.mark)).some((line) => line.includes('key-worker.ts'));
}

async function isMade(dataset: string): Promise<boolean> {
  const folder = join(server.dataFolder, 'cache', 'keys');
  await mkdir(folder, { recursive: true });
  return (await readdir(folder)).some((name) => name.startsWith(`${dataset}.`) && name.endsWith('.keys'));
}

test('tables of keys of four times the rows take no more memory, and none of it while a load has its own', async () => {
  const faults = await faultsOfMemory(420, async (times, round) => {
    const dataset = `khoa-${round}`;
    await server.put(dataset, { fields: dossierFields });
    const before = server.memory();
    const content = asCsv(dossiers(rowsOnce * times));
    expect(await server.load(dataset, 'a.csv', content)).toMatchObject({ state: 'published' });
    expect(await isMade(dataset)).toBe(false);
    // The load's process, which waits for the next, has ended by then.
    await until('keys are being made', isBeingMade, { every: 5 });
    const held = await server.held(() => until('keys are made', () => isMade(dataset)));
    return { ...held, before };
  });
  expect(faults).toEqual([]);
});
