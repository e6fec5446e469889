import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { CheckResult } from '#api/quality.ts';
import { parseContract, type Contract } from '#modules/catalog/index.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { readTables } from '#modules/intake/index.ts';
import { checkTables, expectedHeadings, readScoring } from '#modules/quality/index.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { rejectingFaults, type Fault } from './demonstration-file.ts';
import { createGenerators } from './generators.ts';
import { listDemonstrationLoads, type DemonstrationLoad } from './list-demonstration-loads.ts';
import { readPacks } from './read-packs.ts';

const packs = join(import.meta.dirname, '../../../packs');
const directory = createDirectory({ packs });
const dictionary = createDictionary({ packs, directory });
const { codeLists } = dictionary;
const today = '2026-11-22';
const folder = await mkdtemp(join(tmpdir(), 'daklake-demonstration-checks-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const contracts = await readContracts();
const faultsOf = await collectFaults();
const loads = await listDemonstrationLoads({ packs, directory, dictionary, folder });

test.each(loads.map((load) => [load.key, load] as const))(
  '%s is checked to what was put wrong in it, line by line',
  async (key, load) => {
    const faults = faultsOf.get(key) ?? [];
    const result = await check(load);
    const wrong = result.findings.filter(({ severity }) => severity === 'error').map(({ row }) => row);
    const rejecting = faults.filter(({ kind }) => rejectingFaults.includes(kind)).map(({ line }) => line);
    expect(distinct(wrong)).toEqual(distinct(rejecting));
    expect(result.duplicate).toBe(faults.filter(({ kind }) => kind === 'duplicate').length);
    expect(result.accepted + result.rejected + result.duplicate).toBe(result.received);
    expect([result.notChecked, result.warnings]).toEqual([[], []]);
    expect(result.score.overall).toBeGreaterThan(95);
  },
);

test('what was only written in another way is mended', async () => {
  const load = loads.find(({ dataset }) => dataset === 'dossiers');
  if (load === undefined) throw new Error('no dossiers');
  const { mended } = await check(load);
  const countMade = (kind: Fault['kind']) => faultsOf.get(load.key)?.filter((fault) => fault.kind === kind).length;
  const countMended = (mend: string) =>
    mended.filter((cells) => cells.mend === mend).reduce((sum, { rows }) => sum + rows, 0);
  expect(countMended('date')).toBe(countMade('written-date'));
  expect(countMended('unicode')).toBe(countMade('decomposed-text'));
  expect(countMended('thousands')).toBe(countMade('thousands-dots'));
  expect(countMended('encoding')).toBe(countMade('old-font'));
});

/** Asked for twice, it is done once. */
const checked = new Map<DemonstrationLoad, Promise<CheckResult>>();
function check(load: DemonstrationLoad): Promise<CheckResult> {
  const result = checked.get(load) ?? readAndCheck(load);
  checked.set(load, result);
  return result;
}

/** Reads and checks the file as its load would. */
async function readAndCheck(load: DemonstrationLoad): Promise<CheckResult> {
  const contract = contracts.get(load.dataset);
  if (contract === undefined) throw new Error(`no contract ${load.dataset}`);
  const own = await mkdtemp(join(folder, 'check-'));
  await mkdir(join(own, 'spill'));
  const duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '512MB',
    temporaryDirectory: join(own, 'spill'),
    allowedDirectories: [own, dirname(load.file)],
  });
  const connection = await duckdb.connect();
  try {
    const { tables } = await readTables(load.file, {
      stagingFolder: own,
      fileName: load.key,
      expectedHeadings: expectedHeadings(contract),
    });
    const { result } = await checkTables({
      tables,
      contract,
      receivedOn: today,
      codeLists,
      scoring: readScoring(join(packs, 'quality', 'scoring.yaml'), today),
      connection,
      folder: own,
      mode: load.mode,
      existing: { files: [] },
      writeRows: false,
      maxFindings: 10_000,
      ...(load.unit === undefined ? {} : { unit: { field: 'ma_xa', value: load.unit } }),
    });
    return result;
  } finally {
    connection.closeSync();
    duckdb.close();
  }
}

async function readContracts(): Promise<ReadonlyMap<string, Contract>> {
  const paths = (await readPacks(packs)).flatMap((pack) => pack.contracts.map((path) => join(pack.folder, path)));
  const read = await Promise.all(
    paths.map(async (path) => parseContract(await readFile(path, 'utf8'), { dictionary })),
  );
  return new Map(read.flatMap((result) => (result.ok ? [[result.contract.id, result.contract] as const] : [])));
}

async function collectFaults(): Promise<ReadonlyMap<string, readonly Fault[]>> {
  const files = await Promise.all(Object.values(createGenerators(directory)).map(async (make) => make()));
  return new Map(files.flat().map(({ name, faults }) => [name, faults]));
}

function distinct(lines: readonly number[]): readonly number[] {
  return [...new Set(lines)].sort((a, b) => a - b);
}
