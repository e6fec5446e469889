import { gzipSync, zstdCompressSync } from 'node:zlib';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeZip } from '../support/zip.ts';
import { faultsOfMemory } from './support/faults-of-memory.ts';
import { startMemoryServer, type MemoryServer } from './support/memory-server.ts';
import { asCsv, asRecords, dossierFields, dossiers, type Cell } from './support/rows.ts';
import { asXlsx } from './support/workbooks.ts';

const rowsOnce = 100_000;
let server: MemoryServer;
let made = 0;

beforeAll(async () => {
  server = await startMemoryServer();
});
afterAll(() => server.close());

async function newDataset(facts: Readonly<Record<string, unknown>> = {}): Promise<string> {
  made += 1;
  const id = `nhap-${made}`;
  await server.put(id, { fields: dossierFields, facts });
  return id;
}

type Rows = readonly (readonly Cell[])[];

const formats: readonly (readonly [string, (rows: Rows) => string | Uint8Array | Promise<Uint8Array>])[] = [
  ['csv', (rows) => asCsv(rows)],
  ['csv.gz', (rows) => gzipSync(asCsv(rows), { level: 1 })],
  ['csv.zst', (rows) => zstdCompressSync(asCsv(rows))],
  ['zip', (rows) => makeZip({ 'hồ sơ.csv': asCsv(rows) })],
  ['json', (rows) => JSON.stringify(asRecords(rows))],
  [
    'ndjson',
    (rows) =>
      asRecords(rows)
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
  ],
  ['xlsx', (rows) => asXlsx(rows)],
];

describe('twice the rows take no more memory', () => {
  test.for(formats)('as %s', async ([suffix, encode]) => {
    const faults = await faultsOfMemory(420, async (times, round) => {
      // Fewer rows than stood before would be held.
      const dataset = await newDataset();
      const content = await encode(dossiers(rowsOnce * times, { from: round * 1_000_000, faults: 20 }));
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
      const content = asCsv(dossiers(rowsOnce * times, { from: round * 1_000_000 }));
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
      const content = Buffer.from(asCsv(dossiers(rowsOnce * times, { from: round * 1_000_000 })));
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
    const standing = await server.load(dataset, 'a.csv', asCsv(dossiers(rowsOnce * 3)));
    expect(standing).toMatchObject({ state: 'published' });
    const faults = await faultsOfMemory(420, async (times, round) => {
      // Every second row of an upsert is known already.
      const from = mode === 'upsert' ? rowsOnce * (3 - times / 2) : round * 10_000_000 + 1_000_000;
      const content = asCsv(dossiers(rowsOnce * times, { from }));
      const held = await server.held(() => server.load(dataset, 'b.csv', content, `&mode=${mode}`));
      expect(held.result, held.result.error?.detail).toMatchObject({ state: 'published' });
      return held;
    });
    expect(faults).toEqual([]);
  });

  test('proposing a contract', async () => {
    const faults = await faultsOfMemory(420, async (times) => {
      const content = asCsv(dossiers(rowsOnce * times));
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
