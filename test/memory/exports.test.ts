import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOfMemory } from './support/faults-of-memory.ts';
import { startMemoryServer, type MemoryServer } from './support/memory-server.ts';
import { asCsv, dossierFields, dossiers } from './support/rows.ts';

const rowsOnce = 25_000;
const fields = [
  ...dossierFields,
  { name: 'vi_do', logicalType: 'number', customProperties: [{ property: 'daklake.semanticType', value: 'latitude' }] },
  {
    name: 'kinh_do',
    logicalType: 'number',
    customProperties: [{ property: 'daklake.semanticType', value: 'longitude' }],
  },
];
let server: MemoryServer;
const loads = new Map<string, string>();

beforeAll(async () => {
  server = await startMemoryServer();
  for (const times of [1, 4] as const) {
    const dataset = datasetOf(times);
    await server.put(dataset, { fields });
    const names = fields.map(({ name }) => String(name));
    const placed = dossiers(rowsOnce * times, { faults: 20 }).map((cells, row) => [
      ...cells,
      12 + (row % 1000) / 1000,
      108 + (row % 1000) / 1000,
    ]);
    const load = await server.load(dataset, 'a.csv', asCsv(placed, names));
    if (load.state !== 'published') throw new Error(JSON.stringify(load.error));
    loads.set(dataset, load.id);
  }
}, 120_000);
afterAll(() => server.close());

function datasetOf(times: 1 | 4): string {
  return `xuat-${times}`;
}

describe('four times the rows take no more memory', () => {
  test.for(['csv', 'xlsx', 'json', 'ndjson', 'geojson', 'parquet'])('downloaded as %s', async (format) => {
    const faults = await faultsOfMemory(300, async (times, round) => {
      // Labels in place of names, where there is a choice, so that no file is one that was made before.
      const header = round === 0 ? '?header=labels' : '';
      const held = await server.held(() =>
        server.drain(`/api/v1/datasets/${datasetOf(times)}/download.${format}${header}`),
      );
      expect(held.result).toMatchObject({ status: 200 });
      expect(held.result.bytes).toBeGreaterThan(10 * rowsOnce * times);
      return held;
    });
    expect(faults).toEqual([]);
  });

  test.for(['csv', 'xlsx'])('rejected rows as %s', async (format) => {
    const faults = await faultsOfMemory(300, async (times) => {
      const held = await server.held(() =>
        server.drain(`/api/v1/loads/${loads.get(datasetOf(times))}/rejects.${format}`),
      );
      expect(held.result).toMatchObject({ status: 200 });
      expect(held.result.bytes).toBeGreaterThan(rowsOnce);
      return held;
    });
    expect(faults).toEqual([]);
  });

  test('page after page of findings, rejected rows, records, and answers to queries', async () => {
    const faults = await faultsOfMemory(300, async (times) =>
      server.held(async () => {
        const dataset = `/api/v1/datasets/${datasetOf(times)}`;
        const load = `/api/v1/loads/${loads.get(datasetOf(times))}`;
        for (let page = 0; page < 10; page += 1) {
          const offset = page * 100 * times;
          for (const path of [
            `${load}/findings?limit=1000&offset=${offset}`,
            `${load}/rejects?limit=1000&offset=${offset}`,
            `${dataset}/records?limit=10000&offset=${offset}&order=so_tien.desc`,
          ]) {
            const { status } = await server.drain(path);
            if (status !== 200 && status !== 206) throw new Error(`${status} ${path}`);
          }
          await server.post(`${dataset}/query`, {
            groupBy: ['ma_xa', 'ngay'],
            aggregates: [{ fn: 'count', as: 'so' }],
            limit: 1000 + page,
          });
        }
      }),
    );
    expect(faults).toEqual([]);
  });
});
