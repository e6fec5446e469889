import { gzipSync, zstdCompressSync } from 'node:zlib';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeZip } from '../support/zip.ts';
import { faultsOfMemory } from './support/faults-of-memory.ts';
import { asDump, asFixedWidth, asGeojson, asParquet, asSqlite, asUtf16, asXml } from './support/formats.ts';
import { startMemoryServer, type MemoryServer } from './support/memory-server.ts';
import { asCsv, asRecords, dossierFields, dossiers, type Cell } from './support/rows.ts';
import { asXlsx } from './support/workbooks.ts';

const rowsOnce = 60_000;
/** Without the one text that is most of a row: many short rows say more of what is kept for each. */
const fields = dossierFields.slice(0, -1);
const names = fields.map(({ name }) => String(name));
const rows = (...of: Parameters<typeof dossiers>) => dossiers(...of).map((cells) => cells.slice(0, fields.length));
const csv = (some: Rows) => asCsv(some, names);
let server: MemoryServer;
let made = 0;

beforeAll(async () => {
  server = await startMemoryServer();
});
afterAll(() => server.close());

async function newDataset(facts: Readonly<Record<string, unknown>> = {}): Promise<string> {
  made += 1;
  const id = `nhap-${made}`;
  await server.put(id, { fields, facts });
  return id;
}

type Rows = readonly (readonly Cell[])[];

type Encode = (some: Rows) => string | Uint8Array | Promise<Uint8Array>;

const formats: readonly (readonly [suffix: string, encode: Encode])[] = [
  ['csv', csv],
  ['csv.gz', (some) => gzipSync(csv(some), { level: 1 })],
  ['csv.zst', (some) => zstdCompressSync(csv(some))],
  ['zip', (some) => makeZip({ 'hồ sơ.csv': csv(some) })],
  ['json', (some) => JSON.stringify(asRecords(some, names))],
  [
    'ndjson',
    (some) =>
      asRecords(some, names)
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
  ],
  ['xlsx', (some) => asXlsx(some, names)],
  ['xml', (some) => asXml(some, names)],
  ['geojson', (some) => asGeojson(some, names)],
  ['sql', (some) => asDump(some, names)],
  ['sqlite', (some) => asSqlite(some, names)],
  ['parquet', (some) => asParquet(some, names)],
  ['txt', (some) => asFixedWidth(some, names)],
  ['utf-16.csv', (some) => asUtf16(some, names)],
];

describe('four times the rows take no more memory', () => {
  test.for(formats)('as %s', async ([suffix, encode]) => {
    const faults = await faultsOfMemory(420, async (times, round) => {
      // Fewer rows than stood before would be held.
      const dataset = await newDataset();
      const content = await encode(rows(rowsOnce * times, { from: round * 1_000_000, faults: 20 }));
      const held = await server.held(() => server.load(dataset, `a.${suffix}`, content));
      expect(held.result, held.result.error?.detail).toMatchObject({
        state: 'published',
        result: { received: rowsOnce * times },
      });
      return held;
    });
    expect(faults).toEqual([]);
  });

  test('as a form with a file', async () => {
    const faults = await faultsOfMemory(420, async (times, round) => {
      // Fewer rows than stood before would be held.
      const dataset = await newDataset();
      const content = csv(rows(rowsOnce * times, { from: round * 1_000_000 }));
      return server.held(async () => {
        const form = new FormData();
        form.set('file', new Blob([content]), 'a.csv');
        const sent = await server.json(`/api/v1/datasets/${dataset}/loads`, { method: 'POST', body: form });
        expect(await server.rest(String(sent.id), 120_000)).toMatchObject({ state: 'published' });
      });
    });
    expect(faults).toEqual([]);
  });

  test('as an upload in parts', async () => {
    const faults = await faultsOfMemory(420, async (times, round) => {
      // Fewer rows than stood before would be held.
      const dataset = await newDataset();
      const content = Buffer.from(csv(rows(rowsOnce * times, { from: round * 1_000_000 })));
      return server.held(async () => {
        const location = await uploadInParts(content);
        const sent = await server.json(`/api/v1/datasets/${dataset}/loads?upload=${location.split('/').at(-1)}`, {
          method: 'POST',
        });
        expect(await server.rest(String(sent.id), 120_000)).toMatchObject({ state: 'published' });
      });
    });
    expect(faults).toEqual([]);
  });

  test.for(['upsert', 'append'])('by %s onto many rows that stand', async (mode) => {
    const dataset = await newDataset();
    const standing = await server.load(dataset, 'a.csv', csv(rows(rowsOnce * 6)));
    expect(standing).toMatchObject({ state: 'published' });
    const faults = await faultsOfMemory(420, async (times, round) => {
      // Every second row of an upsert is known already.
      const from = mode === 'upsert' ? rowsOnce * (6 - times / 2) : round * 10_000_000 + 1_000_000;
      const content = csv(rows(rowsOnce * times, { from }));
      const held = await server.held(() => server.load(dataset, 'b.csv', content, `&mode=${mode}`));
      expect(held.result, held.result.error?.detail).toMatchObject({ state: 'published' });
      return held;
    });
    expect(faults).toEqual([]);
  });

  test('proposing a contract', async () => {
    const faults = await faultsOfMemory(420, async (times) => {
      const content = csv(rows(rowsOnce * times));
      const headers = { 'content-type': 'application/octet-stream' };
      const held = await server.held(() =>
        server.drain('/api/v1/proposals?name=a.csv', { method: 'POST', headers, body: content }),
      );
      expect(held.result.status).toBe(200);
      return held;
    });
    expect(faults).toEqual([]);
  });
});

async function uploadInParts(content: Buffer): Promise<string> {
  const headers = await server.asSteward();
  return new Promise((done, fail) => {
    const upload: Upload = new Upload(content, {
      endpoint: `${server.address}/api/v1/uploads`,
      headers,
      metadata: { filename: 'a.csv' },
      chunkSize: 1_000_000,
      storeFingerprintForResuming: false,
      onSuccess: () => done(upload.url ?? ''),
      onError: fail,
    });
    upload.start();
  });
}
