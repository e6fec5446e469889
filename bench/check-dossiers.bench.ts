import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseContract } from '#modules/catalog/index.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { readTables } from '#modules/intake/index.ts';
import { checkTables, expectedHeadings, readScoring } from '#modules/quality/index.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { contest } from './harness/contest.ts';
import type { RunBench } from './harness/figure.ts';
import { dossiersCsv } from './harness/samples.ts';

/**
 * A million dossiers read and checked under the dossiers contract, faults and repairs included, against DuckDB alone
 * reading the same csv as text and writing zstd Parquet.
 */
export const run: RunBench = async (tools) => {
  const { folder } = tools;
  const rows = 1_000_000 * tools.scale;
  const csv = await dossiersCsv(rows);
  if (csv === undefined) return { skipped: 'the generator of dossiers is not there' };
  const parsed = parseContract(await readFile('packs/dossiers/contracts/dossiers.odcs.yaml', 'utf8'));
  if (!parsed.ok) throw new Error('The dossiers contract cannot be read');
  const { contract } = parsed;
  const { codeLists } = createDictionary({ packs: 'packs', directory: createDirectory({ packs: 'packs' }) });
  const work = join(folder, 'work');
  const engine = () =>
    openDuckdb({
      threads: 2,
      memoryLimit: '512MB',
      temporaryDirectory: folder,
      allowedDirectories: [folder, join(csv, '..')],
    });

  return contest(
    {
      name: `check of ${rows.toLocaleString('en')} dossiers`,
      bound: { atMost: 2.5 },
      baseline: async () => {
        const duckdb = await engine();
        const connection = await duckdb.connect();
        await connection.run(
          `copy (select * from read_csv(${quoteText(csv)}, all_varchar = true, header = true))
          to ${quoteText(join(folder, 'baseline.parquet'))} (format parquet, compression zstd)`,
        );
        connection.closeSync();
        duckdb.close();
      },
      ours: async () => {
        await mkdir(work);
        const read = await readTables(csv, { stagingFolder: work, expectedHeadings: expectedHeadings(contract) });
        const duckdb = await engine();
        const connection = await duckdb.connect();
        await checkTables({
          tables: read.tables,
          contract,
          receivedOn: '2026-11-22',
          codeLists,
          scoring: readScoring('packs/quality/scoring.yaml', '2026-11-22'),
          connection,
          folder: work,
          mode: 'replace',
          writeRows: false,
        });
        connection.closeSync();
        duckdb.close();
        await rm(work, { recursive: true });
      },
    },
    tools,
  );
};
