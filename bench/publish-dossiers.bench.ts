import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { contest, measure } from './harness/contest.ts';
import type { RunBench } from './harness/figure.ts';
import { startPublishingServer } from './harness/publishing-server.ts';
import { dossiersCsv } from './harness/samples.ts';
import { waitForRest } from './harness/serve-dossiers.ts';

/**
 * A million dossiers under the contract of the packs, faults and repairs included, from the command line until they are
 * published: sorted, with their findings and the difference to the snapshot before. Two deliveries take turns, of which
 * one has a fiftieth of the rows changed and a thousandth left out. Against DuckDB alone reading the same csv with types
 * and writing zstd Parquet.
 */
export const run: RunBench = async (tools) => {
  const { folder } = tools;
  const rows = 1_000_000 * tools.scale;
  const csv = await dossiersCsv(rows);
  if (csv === undefined) return { skipped: 'the generator of dossiers is not there' };
  const later = join(folder, 'later.csv');
  await writeLater(csv, later);
  const contract = await readFile('packs/dossiers/contracts/dossiers.odcs.yaml', 'utf8');
  const server = await startPublishingServer(folder);
  let published = 0;
  try {
    await server.putContract('dossiers', contract);
    return await contest(
      {
        name: `${rows.toLocaleString('en')} dossiers, from the command line to published`,
        bound: { atMost: 4 },
        baseline: async () => {
          const duckdb = await openDuckdb({
            threads: 2,
            memoryLimit: '512MB',
            temporaryDirectory: folder,
            allowedDirectories: [folder, dirname(csv)],
          });
          const connection = await duckdb.connect();
          // Cells in error are no values of their types.
          const typed = [
            ...['Ngày tiếp nhận', 'Ngày hẹn trả', 'Ngày trả kết quả'].map((name) => [name, 'date']),
            ['Lệ phí', 'bigint'],
          ].map(([name, type]) => `try_cast("${name}" as ${type}) as "${name}"`);
          await connection.run(
            `copy (select * replace (${typed.join(', ')}) from read_csv(${quoteText(csv)}, all_varchar = true, header = true))
            to ${quoteText(join(folder, 'baseline.parquet'))} (format parquet, compression zstd)`,
          );
          connection.closeSync();
          duckdb.close();
        },
        ours: async () => {
          published += 1;
          let load: LoadOfBench | undefined;
          const taken = await measure(async () => {
            // `load --json` prints a load.
            load = (await server.load(published % 2 === 0 ? later : csv, 'dossiers')) as LoadOfBench;
          });
          // What look-ups by key go by is made in the background once it is published, and is no part of either side.
          await waitForRest(server.pid);
          const isFirst = published === 1;
          if (load?.state !== 'published' || load.unchanged || (!isFirst && load.difference.changed === 0)) {
            throw new Error(JSON.stringify(load));
          }
          return taken;
        },
      },
      tools,
    );
  } finally {
    await server.stop();
  }
};

interface LoadOfBench {
  readonly state: string;
  readonly unchanged: boolean;
  readonly difference: { readonly changed: number };
}

async function writeLater(csv: string, later: string): Promise<void> {
  const lines = createInterface({ input: createReadStream(csv), crlfDelay: Number.POSITIVE_INFINITY });
  await pipeline(Readable.from(laterLines(lines)), createWriteStream(later));
}

async function* laterLines(lines: AsyncIterable<string>): AsyncIterable<string> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (number % 1000 === 0) continue;
    yield `${number % 50 === 0 ? line.replace(/\d+$/, '77000') : line}\n`;
  }
}
