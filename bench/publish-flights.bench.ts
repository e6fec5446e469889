import { dirname, join } from 'node:path';
import { makeContract } from '../test/support/make-contract.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { contest } from './harness/contest.ts';
import type { RunBench } from './harness/figure.ts';
import { startPublishingServer } from './harness/publishing-server.ts';
import { flightsGz } from './harness/samples.ts';

/**
 * Three million flights, as they come compressed, from the command line to a running server until they are published, each
 * time into a dataset of its own; against DuckDB alone reading the same file with types and writing zstd Parquet.
 */
export const run: RunBench = async (tools) => {
  const file = flightsGz();
  if (file === undefined) return { skipped: 'the flights are not there' };
  const { folder } = tools;
  const server = await startPublishingServer(folder);
  let published = 0;
  try {
    return await contest(
      {
        name: 'flights, 3,000,000 rows, from the command line to published',
        bound: { atMost: 3 },
        baseline: async () => {
          const duckdb = await openDuckdb({
            threads: 2,
            memoryLimit: '512MB',
            temporaryDirectory: folder,
            allowedDirectories: [folder, dirname(file)],
          });
          const connection = await duckdb.connect();
          await connection.run(
            `copy (select * from read_csv(${quoteText(file)})) to ${quoteText(join(folder, 'baseline.parquet'))}
            (format parquet, compression zstd)`,
          );
          connection.closeSync();
          duckdb.close();
        },
        ours: async () => {
          published += 1;
          const id = `flights-${published}`;
          await server.putContract(id, flightsContract(id));
          const load = (await server.load(file, id)) as {
            readonly state: string;
            readonly result: { accepted: number };
          };
          if (load.state !== 'published' || load.result.accepted !== 3_000_000) throw new Error(JSON.stringify(load));
        },
      },
      tools,
    );
  } finally {
    await server.stop();
  }
};

function flightsContract(id: string): string {
  return makeContract({
    id,
    fields: [
      { name: 'date', logicalType: 'timestamp', required: true },
      { name: 'delay', logicalType: 'integer' },
      { name: 'distance', logicalType: 'integer' },
      { name: 'origin', logicalType: 'string', required: true },
      { name: 'destination', logicalType: 'string', required: true },
    ],
  });
}
