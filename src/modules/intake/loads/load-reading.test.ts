import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contract } from '#modules/catalog/index.ts';
import type { SeenLoad } from '../http/authorize-load.ts';
import { loadFolders } from './load-folders.ts';
import { createLoadReading } from './load-reading.ts';

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'daklake-reading-'));
  await mkdir(join(dataFolder, 'staging'));
});
afterAll(() => rm(dataFolder, { recursive: true }));

/** A load that was checked: one finding, whose value nobody may see whole. */
async function checkedLoad(id: string) {
  const { outcome } = loadFolders(dataFolder, id);
  await mkdir(outcome, { recursive: true });
  const duckdb = await DuckDBInstance.create(':memory:');
  const connection = await duckdb.connect();
  await connection.run(
    `copy (select 0 as _n, null::varchar as _table, 2 as _row, 0 as rule_order, 'so.required' as rule, 'so' as field,
       '012345678' as value, 'missing' as problem, 'error' as severity, null::varchar as context)
     to '${join(outcome, 'findings.parquet')}'`,
  );
  connection.closeSync();
  duckdb.closeSync();
  const seen = (seconds: number, visibility: 'last4' | 'hide') =>
    ({
      load: {
        id,
        repeats: null,
        state: 'publishing',
        result: { received: 1, accepted: 0, rejected: 1, duplicate: 0, seconds, findings: [], warnings: [] },
        corrected_rejected: 0,
        corrected_duplicate: 0,
        receipt_code: 'ABCDEFGH',
        sender: { name: 'one' },
        hold: null,
        decided_at: null,
        landing_removed_at: null,
        rejects_removed_at: null,
        created_at: new Date(0),
        ended_at: null,
      },
      contract: { fields: [{ name: 'so', title: { vi: 'Số', en: 'Number' } }], rules: [] } as unknown as Contract,
      rights: { fields: { so: visibility } },
    }) as unknown as SeenLoad;
  return { outcome, seen };
}

test('who follows a load is shown its findings without reading them again, until they could be others', async () => {
  const reading = createLoadReading({
    dataFolder,
    readInTurn: (work) => work(),
    codeLists: new Map() as never,
    progressOf: () => null,
  });
  const { outcome, seen } = await checkedLoad('one');
  const follow = reading.follow();
  const valuesOf = async (of: SeenLoad) => (await follow(of)).result?.findings.map(({ value }) => value);
  expect(await valuesOf(seen(1.25, 'last4'))).toEqual(['•••5678']);
  await rm(outcome, { recursive: true });
  expect(await valuesOf(seen(1.25, 'last4'))).toEqual(['•••5678']);
  expect(await valuesOf(seen(1.25, 'hide'))).toEqual([]);
  expect(await valuesOf(seen(1.5, 'last4'))).toEqual([]);
});
