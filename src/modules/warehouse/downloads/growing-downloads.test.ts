import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#platform/clock/clock.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { createSampleStore, sampleColumn, type SampleStore } from '../testing/sample-store.ts';
import { createExporter, type Download, type Exporter, type GrowingFile } from './create-exporter.ts';

let store: SampleStore;
let exporter: Exporter;
let snapshot: Snapshot;

/** Takes the worker a while: an expression that the engine works on for every row. */
const schema: DatasetSchema = {
  columns: [
    sampleColumn('ma'),
    sampleColumn('dia_chi'),
    sampleColumn('vi_do', 'DOUBLE'),
    sampleColumn('kinh_do', 'DOUBLE'),
  ],
  key: [],
  partitionBy: [],
};

beforeAll(async () => {
  store = await createSampleStore();
  exporter = await createExporter({ dataFolder: store.folder, clock: systemClock, begunAt: 1 });
  const query = `select hash(i)::varchar || repeat('x', 50) as ma, repeat('Số 1, ', 15) || 'xã Ea Na' as dia_chi,
    12.5::double as vi_do, 108.05::double as kinh_do from range(120000) as t(i)`;
  snapshot = await store.publish('large', schema, query, 20_000);
});
afterAll(async () => {
  exporter.close();
  await store.close();
});

const exportsFolder = () => join(store.folder, 'cache', 'exports');
const download = (format: string, fields: Download['rights']['fields'] = {}): Download => ({
  dataset: 'large',
  format,
  schema,
  rights: { fields: { dia_chi: 'commune', ...fields } },
  snapshot,
  location: { latitude: 'vi_do', longitude: 'kinh_do' },
});

test.for(['csv', 'xlsx', 'json', 'ndjson', 'parquet', 'geojson'])(
  '%s only grows, and is the kept file, byte for byte, when it is whole',
  async (format) => {
    const growing = await begun(download(format));
    const early = await growing.file.readFile();
    expect(early.length).toBeGreaterThan(0);
    const size = await growing.whole;
    const { path, bytes, ...label } = await exporter.export(download(format));
    const kept = await readFile(path);
    expect([size, bytes]).toEqual([kept.length, kept.length]);
    expect(early.length).toBeLessThanOrEqual(size);
    expect(kept.subarray(0, early.length).equals(early)).toBe(true);
    const rest = await growing.file.readFile();
    expect(Buffer.concat([early, rest]).equals(kept)).toBe(true);
    await growing.file.close();
    const { file: _file, whole: _whole, ...grown } = growing;
    expect(grown).toEqual(label);
    expect(await exporter.begin(download(format))).toEqual({ path, bytes, ...label });
  },
);

test('a file whose process is killed is never whole, and nothing of it is left', async () => {
  // A workbook takes seconds: it is not whole before its process ends.
  const growing = await begun(download('xlsx', { vi_do: 'hide' }));
  exporter.close();
  await expect(growing.whole).rejects.toThrow(/ended \(SIGKILL\)/);
  await growing.file.close();
  expect((await readdir(exportsFolder())).filter((name) => name.includes('half'))).toEqual([]);
  const again = await exporter.export(download('xlsx', { vi_do: 'hide' }));
  expect(again.bytes).toBeGreaterThan(1_000_000);
});

test('a failure before the first byte is told as one, and a small file has its size at once', async () => {
  const broken = { ...snapshot, id: 'broken', files: snapshot.files.map((file) => ({ ...file, path: 'no.parquet' })) };
  await expect(exporter.begin({ ...download('csv'), snapshot: broken })).rejects.toMatchObject({
    code: 'snapshot-unreadable',
  });
  const careful = await createExporter({ dataFolder: store.folder, clock: systemClock });
  expect(await careful.begin({ ...download('csv'), snapshot: undefined })).toMatchObject({ bytes: 28 });
});

async function begun(asked: Download): Promise<GrowingFile> {
  for (let tries = 0; tries < 5; tries += 1) {
    const found = await exporter.begin(asked);
    if ('whole' in found) return found;
    // On a busy machine it may be whole before anybody looks.
    await rm(found.path);
  }
  return expect.fail('The file was never seen growing');
}
