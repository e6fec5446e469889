import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOfMemory } from './support/faults-of-memory.ts';
import { startMemoryServer, type MemoryServer } from './support/memory-server.ts';
import { asCsv, dossierFields, dossiers } from './support/rows.ts';

const rowsOnce = 50_000;
const datasetOf = (times: 1 | 4) => `trang-thai-${times}`;
let server: MemoryServer;
/** The load that made the current state, whose faulty rows are mended. */
const newest = new Map<1 | 4, string>();

beforeAll(async () => {
  server = await startMemoryServer();
  for (const times of [1, 4] as const) {
    await server.put(datasetOf(times), { fields: dossierFields, facts: { 'daklake.holdBelow': 0 } });
    // Every row differs between the two states, but for their keys.
    for (const shift of [0, 1]) {
      const rows = dossiers(rowsOnce * times, { faults: 20 }).map(([key = '', ...cells]) => [
        key,
        ...cells.map((cell) => (typeof cell === 'number' ? cell + shift : cell)),
      ]);
      const load = await server.load(datasetOf(times), 'a.csv', asCsv(rows));
      expectPublished(load);
      newest.set(times, load.id);
    }
  }
}, 120_000);
afterAll(() => server.close());

function expectPublished({ state, error }: { readonly state: string; readonly error: unknown }): void {
  if (state !== 'published') throw new Error(JSON.stringify(error));
}

async function statesOf(times: 1 | 4): Promise<readonly { readonly id: string }[]> {
  return (await server.json(`/api/v1/datasets/${datasetOf(times)}/snapshots`)).items;
}

describe('four times the rows take no more memory', () => {
  test('two states compared', async () => {
    const faults = await faultsOfMemory(300, async (times) => {
      const [current] = await statesOf(times);
      return server.held(async () => {
        const path = `/api/v1/datasets/${datasetOf(times)}/snapshots/${current?.id}/changes?limit=1000`;
        const { status, bytes } = await server.drain(path);
        expect(status).toBe(200);
        expect(bytes).toBeGreaterThan(100_000);
      });
    });
    expect(faults).toEqual([]);
  });

  test('a form to fill in', async () => {
    const faults = await faultsOfMemory(300, async (times) =>
      server.held(async () => {
        const { status } = await server.drain(`/api/v1/datasets/${datasetOf(times)}/template.xlsx`);
        expect(status).toBe(200);
      }),
    );
    expect(faults).toEqual([]);
  });

  test('mended rows', async () => {
    const faults = await faultsOfMemory(420, async (times, round) => {
      // Faulty rows are every twentieth, the heading being the first row of the file.
      const rows = Array.from({ length: 200 }, (_, place) => ({
        row: 2 + 20 * (round * 200 + place),
        values: { ngay: '2026-01-01' },
      }));
      return server.held(async () => {
        const sent = await server.post(`/api/v1/loads/${newest.get(times)}/corrections`, { rows });
        expectPublished(await server.rest(sent.id, 120_000));
      });
    });
    expect(faults).toEqual([]);
  });

  test('an earlier state that comes back', async () => {
    const faults = await faultsOfMemory(420, async (times) => {
      const earlier = (await statesOf(times)).at(-1);
      const other = (await statesOf(times)).at(1);
      return server.held(async () => {
        await server.post(`/api/v1/datasets/${datasetOf(times)}/rollback`, { snapshot: earlier?.id });
        await server.post(`/api/v1/datasets/${datasetOf(times)}/rollback`, { snapshot: other?.id });
      });
    });
    expect(faults).toEqual([]);
  });
});
