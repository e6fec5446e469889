import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { sampleColumn } from '../testing/sample-store.ts';
import { compareAhead } from './compare-ahead.ts';
import { storedRowsOf } from './find-snapshots.ts';
import { placedFiles } from './placed-files.ts';
import { prepareSnapshot } from './prepare-snapshot.ts';
import type { StandingRows } from './snapshot.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-compare-ahead-'));
  const limits = { threads: 2, memoryLimit: '256MB' };
  duckdb = await openDuckdb({ ...limits, temporaryDirectory: folder, allowedDirectories: [folder] });
  connection = await duckdb.connect();
});
afterAll(async () => {
  connection.closeSync();
  duckdb.close();
  await rm(folder, { recursive: true });
});

const schema: DatasetSchema = { columns: [sampleColumn('ma'), sampleColumn('so')], key: ['ma'], partitionBy: [] };

async function fileOf(name: string, rows: string, second = 'so'): Promise<string> {
  const file = join(folder, `${name}.parquet`);
  await connection.run(`copy (select * from (values ${rows}) as t (ma, ${second})) to '${file}' (format parquet)`);
  return file;
}

/** Two parts of two rows each. */
async function standing(second = 'so'): Promise<StandingRows> {
  const accepted = [await fileOf('first', `('A', '1'), ('B', null), ('C', '3'), ('D', '4')`, second)];
  const id = `s-${Math.random()}`;
  const outputFolder = join(folder, id);
  const own = { ...schema, columns: [sampleColumn('ma'), sampleColumn(second)] };
  const of = {
    connection,
    accepted,
    current: null,
    schema: own,
    mode: 'replace',
    rowsPerPart: 2,
    outputFolder,
  } as const;
  const { schema: kept, files } = await prepareSnapshot(of);
  return storedRowsOf({ schema: kept, files: placedFiles(files, id) }, folder);
}

test('rows are compared file by file, part by part, and a snapshot is prepared by what was counted', async () => {
  const current = await standing();
  const accepted = [
    await fileOf('many', `('D', '5'), ('B', null), ('AA', '9')`),
    await fileOf('few', `('E', '1'), ('A', '2')`),
  ];
  const own = await duckdb.connect();
  const comparison = await compareAhead({ connection: own, current, schema });
  for (const file of accepted) await comparison?.add(file);
  own.closeSync();
  expect(comparison?.changes()).toEqual([
    { added: 1, changed: 1, removed: 0 },
    { added: 1, changed: 1, removed: 1 },
  ]);
  const of = { connection, accepted, current, schema, mode: 'replace', rowsPerPart: 2 } as const;
  const prepared = await prepareSnapshot({ ...of, outputFolder: join(folder, 'plain') });
  const compared = comparison?.changes();
  expect(await prepareSnapshot({ ...of, outputFolder: join(folder, 'ahead'), compared })).toEqual(prepared);
  const others = prepareSnapshot({ ...of, outputFolder: join(folder, 'others'), compared: compared?.slice(1) });
  await expect(others).rejects.toThrow('others than those that stand');
});

test('rows that stand in other columns, under another key, or of which some may stay are not compared ahead', async () => {
  const current = await standing();
  for (const other of [
    { ...schema, columns: [...schema.columns, sampleColumn('moi')] },
    { ...schema, key: ['ma', 'so'] },
    { ...schema, key: [] },
    { ...schema, partitionBy: ['so'] },
  ]) {
    expect(await compareAhead({ connection, current, schema: other })).toBeUndefined();
  }
});

test('a field that is called as what tells the parts apart is not taken for it', async () => {
  const current = await standing('file_index');
  const own = { ...schema, columns: [sampleColumn('ma'), sampleColumn('file_index')] };
  expect(await compareAhead({ connection, current, schema: own })).toBeUndefined();
});
