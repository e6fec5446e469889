import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseContract } from '#modules/catalog/index.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { checkFile, openBenchDuckdb } from './harness/check-file.ts';
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
  return contest(
    {
      name: `check of ${rows.toLocaleString('en')} dossiers`,
      bound: { atMost: 2.5 },
      baseline: async () => {
        const duckdb = await openBenchDuckdb(folder, dirname(csv));
        const connection = await duckdb.connect();
        await connection.run(
          `copy (select * from read_csv(${quoteText(csv)}, all_varchar = true, header = true))
          to ${quoteText(join(folder, 'baseline.parquet'))} (format parquet, compression zstd)`,
        );
        connection.closeSync();
        duckdb.close();
      },
      ours: async () => void (await checkFile(csv, { contract, codeLists, folder })),
    },
    tools,
  );
};
