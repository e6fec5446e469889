import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { makeContract } from '../test/support/make-contract.ts';
import { watchMemory } from '../test/support/process-tree.ts';
import type { Figure, RunBench } from './harness/figure.ts';
import { startPublishingServer } from './harness/publishing-server.ts';
import { flightsGz } from './harness/samples.ts';

const megabyte = 1024 * 1024;

/**
 * What the server and everything that it starts hold at most while flights are loaded until they are published: three
 * million rows as they come, and the same ten times over.
 */
export const run: RunBench = async ({ folder, scale, tell }) => {
  const file = flightsGz();
  if (file === undefined) return { skipped: 'the flights are not there' };
  const times = Math.max(2, Math.round(10 * scale));
  const longer = join(folder, 'flights-longer.csv.gz');
  await pipeline(repeated(file, times), createGzip({ level: 1 }), createWriteStream(longer));
  const once = await peakOf(folder, file, 3_000_000);
  tell(`3,000,000 rows: ${once.toFixed(0)} MB`);
  const often = await peakOf(folder, longer, 3_000_000 * times);
  tell(`${3 * times},000,000 rows: ${often.toFixed(0)} MB`);
  const figures: readonly Figure[] = [
    {
      name: 'flights, 3,000,000 rows, until published: most memory of all processes',
      value: once,
      unit: 'MB',
      bound: { atMost: 1000 },
      detail: 'PSS of the server, PostgreSQL and the processes of loads, looked at every 50 ms',
    },
    {
      name: `flights, ${3 * times},000,000 rows: most memory of all processes`,
      value: often,
      unit: 'MB',
      bound: { atMost: 1000 },
      detail: 'the same',
    },
    {
      name: `flights, ${times} times the rows: most memory of all processes`,
      value: often / once,
      unit: '×',
      bound: { atMost: 1.1 },
      detail: `${often.toFixed(0)} MB to ${once.toFixed(0)} MB`,
    },
  ];
  return figures;
};

/** Each time a server of its own, which has loaded nothing before. */
async function peakOf(folder: string, file: string, rows: number): Promise<number> {
  const server = await startPublishingServer(join(folder, `server-${rows}`));
  try {
    await server.putContract('flights', contract);
    const watch = watchMemory(server.pid);
    const load = (await server.load(file, 'flights')) as {
      readonly state: string;
      readonly result: { accepted: number };
    };
    const { peakPss } = await watch.stop();
    if (load.state !== 'published' || load.result.accepted !== rows) throw new Error(JSON.stringify(load));
    return peakPss / megabyte;
  } finally {
    await server.stop();
  }
}

/** The heading once, then the rows so many times. */
async function* repeated(file: string, times: number): AsyncGenerator<Buffer> {
  for (let time = 0; time < times; time += 1) {
    let inHeading = time > 0;
    for await (const chunk of createReadStream(file).pipe(createGunzip())) {
      // A stream without an encoding gives buffers.
      const bytes = chunk as Buffer;
      if (!inHeading) yield bytes;
      else {
        const end = bytes.indexOf(0x0a);
        inHeading = end < 0;
        if (!inHeading) yield bytes.subarray(end + 1);
      }
    }
  }
}

const contract = makeContract({
  id: 'flights',
  fields: [
    { name: 'date', logicalType: 'timestamp', required: true },
    { name: 'delay', logicalType: 'integer' },
    { name: 'distance', logicalType: 'integer' },
    { name: 'origin', logicalType: 'string', required: true },
    { name: 'destination', logicalType: 'string', required: true },
  ],
});
