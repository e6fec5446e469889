import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#platform/clock/clock.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { createSampleStore, sampleColumn, type SampleStore } from '../testing/sample-store.ts';
import { createExporter, type Exporter } from './create-exporter.ts';

let store: SampleStore;
let exporter: Exporter;
let snapshot: Snapshot;

/** Takes the worker seconds: an expression that the engine works on for every row. */
const schema: DatasetSchema = {
  columns: [sampleColumn('ma'), sampleColumn('dia_chi')],
  key: [],
  partitionBy: [],
};
const rights = { fields: { dia_chi: 'commune' as const } };

beforeAll(async () => {
  store = await createSampleStore();
  exporter = await createExporter({ dataFolder: store.folder, clock: systemClock, concurrency: 1 });
  const address = `repeat('Số 1, ', 60) || 'xã Cư M''gar, tỉnh Đắk Lắk'`;
  const query = `select cast(i as varchar) as ma, ${address} as dia_chi from range(150000) as t(i)`;
  snapshot = await store.publish('slow', schema, query);
});
afterAll(async () => {
  exporter.close();
  await store.close();
});

const exportsFolder = () => join(store.folder, 'cache', 'exports');
const download = (format: string) => ({ dataset: 'slow', format, schema, rights, snapshot });

test('the work ends when the only one who waits for it is gone, and nothing of it is left', async () => {
  const gone = new AbortController();
  // A workbook takes seconds: nothing of it is whole when its asker leaves.
  const made = exporter.export(download('xlsx'), gone.signal);
  await until(async () => (await readdir(exportsFolder())).some((name) => name.endsWith('.half')));
  gone.abort(new Error('gone'));
  await expect(made).rejects.toThrow('gone');
  await until(async () => (await readdir(exportsFolder())).length === 0);
  // The only place is free again.
  expect((await exporter.export({ ...download('csv'), snapshot: undefined })).bytes).toBeGreaterThan(0);
});

test('the work goes on for whoever still waits for it', async () => {
  const gone = new AbortController();
  const [first, second] = [exporter.export(download('ndjson'), gone.signal), exporter.export(download('ndjson'))];
  gone.abort(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  expect((await second).bytes).toBeGreaterThan(1_000_000);
});

const unshare = ['--user', '--map-root-user', '--mount', '--'];
const mounts = spawnSync('unshare', [...unshare, 'true']).status === 0;

test.runIf(mounts)('a full disk is said, and nothing of the file is left on it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'daklake-full-'));
  const script = join(import.meta.dirname, 'testing', 'export-on-full-disk.child.ts');
  const command = `mount -t tmpfs -o size=8m tmpfs "$1" && TMPDIR="$1" exec "$2" "$3"`;
  const run = spawnSync('unshare', [...unshare, 'sh', '-c', command, 'sh', folder, process.execPath, script], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  expect(run.status, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual({ told: ['export-storage-full', 'export-storage-full'], left: [] });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await sleep(25);
  }
  expect.fail('It did not come to that');
}
