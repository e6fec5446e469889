import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseContract } from '#modules/catalog/index.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { readTables } from '#modules/intake/index.ts';
import { checkTables, expectedHeadings, readScoring } from '#modules/quality/index.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { bench } from './bench.ts';

/*
 * A million dossiers read and checked under the dossiers contract, faults and repairs included, against DuckDB alone
 * reading the same csv as text and writing zstd Parquet.
 */
const rows = process.argv[2] ?? '1000000';
const generator = resolve(process.env['DAKLAKE_SAMPLES'] ?? '../shared/data', '../tools/make-dossiers.mjs');
if (!existsSync(generator)) {
  process.stdout.write(`skipped: ${generator} is not there\n`);
  process.exit(0);
}
const folder = await mkdtemp(join(tmpdir(), 'daklake-bench-'));
const csv = join(folder, 'dossiers.csv');
const output = openSync(csv, 'w');
execFileSync(process.execPath, [generator, rows, '1'], { stdio: ['ignore', output, 'inherit'] });
closeSync(output);

const parsed = parseContract(await readFile('packs/dossiers/contracts/dossiers.odcs.yaml', 'utf8'));
if (!parsed.ok) throw new Error('The dossiers contract cannot be read');
const { contract } = parsed;
const { codeLists } = createDictionary({ packs: 'packs', directory: createDirectory({ packs: 'packs' }) });
const work = join(folder, 'work');
const engine = () =>
  openDuckdb({ threads: 2, memoryLimit: '512MB', temporaryDirectory: folder, allowedDirectories: [folder] });

await bench({
  name: `check of ${rows} dossiers`,
  baseline: async () => {
    const duckdb = await engine();
    const connection = await duckdb.connect();
    await connection.run(
      `copy (select * from read_csv(${quoteText(csv)}, all_varchar = true, header = true)) to ${quoteText(join(folder, 'baseline.parquet'))} (format parquet, compression zstd)`,
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
});
await rm(folder, { recursive: true, force: true });
