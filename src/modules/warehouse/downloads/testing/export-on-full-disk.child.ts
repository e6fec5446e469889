import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '#platform/clock/clock.ts';
import { createSampleStore, sampleColumn } from '../../testing/sample-store.ts';
import { createExporter } from '../create-exporter.ts';

/*
 * Run where the system's temporary folder is a disk that has room for a dataset, which packs well, but not for its rows as
 * a file. Prints what whoever downloads it is told, and what is left.
 */
const store = await createSampleStore();
const exporter = await createExporter({ dataFolder: store.folder, clock: systemClock });
const schema = { columns: [sampleColumn('ma')], key: [], partitionBy: [] };
const snapshot = await store.publish('long', schema, `select repeat('x', 1000) as ma from range(50000)`);
const told = [];
for (const format of ['csv', 'json']) {
  const download = { dataset: 'long', format, schema, rights: { fields: {} }, snapshot };
  // Nothing else is thrown on purpose.
  told.push(await exporter.export(download).then(String, (error: unknown) => (error as { code?: string }).code));
}
const left = await readdir(join(store.folder, 'cache', 'exports'));
exporter.close();
await store.close();
process.stdout.write(JSON.stringify({ told, left }));
