import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { makeContract } from '../test/support/make-contract.ts';
import { watchMemory } from '../test/support/process-tree.ts';
import { medianOf, type Figure, type RunBench } from './harness/figure.ts';
import { startPublishingServer } from './harness/publishing-server.ts';
import { flightsGz } from './harness/samples.ts';

const megabyte = 1024 * 1024;
/** How far the engine's writers fall behind its readers is chance: one run says little. */
const runs = 3;

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
  const peaks = { once: [] as number[], often: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    peaks.once.push(await peakOf(join(folder, `once-${run}`), file, 3_000_000));
    peaks.often.push(await peakOf(join(folder, `often-${run}`), longer, 3_000_000 * times));
    tell(`3,000,000 rows: ${megabytes(peaks.once)}; ${3 * times},000,000 rows: ${megabytes(peaks.often)}`);
  }
  const [once, often] = [medianOf(peaks.once), medianOf(peaks.often)];
  const figures: readonly Figure[] = [
    {
      name: 'flights, 3,000,000 rows, until published: most memory of all processes',
      value: Math.max(...peaks.once),
      unit: 'MB',
      bound: { atMost: 1000 },
      detail: `the most of ${megabytes(peaks.once)}: PSS of the server, PostgreSQL and the processes of loads, looked at every 50 ms`,
    },
    {
      name: `flights, ${3 * times},000,000 rows: most memory of all processes`,
      value: Math.max(...peaks.often),
      unit: 'MB',
      bound: { atMost: 1000 },
      detail: `the most of ${megabytes(peaks.often)}`,
    },
    {
      name: `flights, ${times} times the rows: most memory of all processes`,
      value: often / once,
      unit: '×',
      bound: { atMost: 1.1 },
      detail: `medians: ${often.toFixed(0)} MB to ${once.toFixed(0)} MB`,
    },
  ];
  return figures;
};

function megabytes(peaks: readonly number[]): string {
  return `${peaks.map((peak) => peak.toFixed(0)).join(', ')} MB`;
}

/** Each time a server of its own, which has loaded nothing before. */
async function peakOf(folder: string, file: string, rows: number): Promise<number> {
  await mkdir(folder);
  const server = await startPublishingServer(folder);
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
    await rm(folder, { recursive: true });
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
