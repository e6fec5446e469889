import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CheckResult } from '#api/quality.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { readTables } from '#modules/intake/index.ts';
import { checkTables, expectedHeadings, readScoring } from '#modules/quality/index.ts';
import { createRowSieve } from '#modules/quality/offline/sieve.ts';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';

/** As `daklake check` reads and checks a file, in this process; rows are not written. */
export async function checkFile(
  file: string,
  of: {
    readonly contract: Contract;
    readonly codeLists: Parameters<typeof checkTables>[0]['codeLists'];
    readonly folder: string;
  },
): Promise<CheckResult> {
  const { contract, codeLists } = of;
  const folder = join(of.folder, 'work');
  await mkdir(folder);
  const read = await readTables(file, {
    stagingFolder: folder,
    expectedHeadings: expectedHeadings(contract),
    sieve: createRowSieve(contract, { receivedOn: '2026-11-22', codeLists, keepRows: false }),
  });
  const duckdb = await openBenchDuckdb(folder, dirname(file));
  const connection = await duckdb.connect();
  const { result } = await checkTables({
    tables: read.tables,
    contract,
    receivedOn: '2026-11-22',
    codeLists,
    scoring: readScoring('packs/quality/scoring.yaml', '2026-11-22'),
    connection,
    folder,
    mode: 'replace',
    writeRows: false,
  });
  connection.closeSync();
  duckdb.close();
  await rm(folder, { recursive: true });
  return result;
}

/** The engine with what a load of its own has of it, for ours and for the baseline alike. */
export function openBenchDuckdb(folder: string, ...others: readonly string[]): Promise<Duckdb> {
  const allowedDirectories = [folder, ...others];
  return openDuckdb({ threads: 2, memoryLimit: '512MB', temporaryDirectory: folder, allowedDirectories });
}
