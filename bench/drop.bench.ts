import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { utils, write } from '@e965/xlsx';
import { watchMemory } from '../test/support/process-tree.ts';
import type { RunBench } from './harness/figure.ts';
import { startPublishingServer } from './harness/publishing-server.ts';
import { dossiersCsv } from './harness/samples.ts';

const rowsOfFile = 300;

/**
 * Two thousand files of a few hundred rows of dossiers, faults among them, in one drop by the command line: csv with commas
 * and semicolons, UTF-16, workbooks, and some that are no tables. Until those that can be read are published together and
 * each file has its report.
 */
export const run: RunBench = async ({ folder, scale, tell }) => {
  const files = Math.round(2000 * scale);
  const csv = await dossiersCsv(1_000_000);
  if (csv === undefined) return { skipped: 'the generator of dossiers is not there' };
  const drop = join(folder, 'drop');
  await mkdir(drop);
  await writeFiles(csv, drop, files);
  const server = await startPublishingServer(folder);
  const memory = watchMemory(server.pid);
  try {
    await server.putContract('dossiers', await readFile('packs/dossiers/contracts/dossiers.odcs.yaml', 'utf8'));
    const began = performance.now();
    // `load --json` prints a load.
    const load = (await server.load(drop, 'dossiers')) as DroppedLoad;
    const seconds = (performance.now() - began) / 1000;
    const { peakPss } = await memory.stop();
    const { clean = 0, faulty = 0, refused = 0 } = load.result?.files ?? {};
    if (load.state !== 'published' || clean + faulty + refused !== files || refused !== files / 50) {
      throw new Error(JSON.stringify({ state: load.state, error: load.error, clean, faulty, refused }));
    }
    tell(`drop: ${seconds.toFixed(1)} s`);
    const detail = `${load.result?.received} rows; ${clean} files whole, ${faulty} with rows left out, ${refused} refused; one run`;
    const name = `${files.toLocaleString('en')} files of ${rowsOfFile} rows in one drop, until published`;
    return [
      { name, value: seconds, unit: 's', bound: { atMost: 300 }, detail },
      { name: 'the same, all processes (PSS)', value: peakPss / 2 ** 20, unit: 'MB', bound: { atMost: 1024 }, detail },
    ];
  } finally {
    await server.stop();
  }
};

interface DroppedLoad {
  readonly state: string;
  readonly error: unknown;
  readonly result: {
    readonly received: number;
    readonly files?: { readonly clean: number; readonly faulty: number; readonly refused: number };
  } | null;
}

async function writeFiles(csv: string, folder: string, files: number): Promise<void> {
  const lines = createInterface({ input: createReadStream(csv), crlfDelay: Number.POSITIVE_INFINITY });
  let heading: string | undefined;
  let rows: string[] = [];
  let number = 0;
  for await (const line of lines) {
    if (heading === undefined) {
      heading = line;
      continue;
    }
    rows.push(line);
    if (rows.length < rowsOfFile) continue;
    const name = `xa-${String(number).padStart(4, '0')}`;
    const { suffix, content } = fileOf(number, [heading, ...rows]);
    await writeFile(join(folder, name + suffix), content);
    rows = [];
    number += 1;
    if (number === files) return;
  }
}

/** Of fifty files one is a picture by its first bytes, five are workbooks, and the others csv of several dialects. */
function fileOf(
  number: number,
  lines: readonly string[],
): { readonly suffix: string; readonly content: string | Buffer } {
  const text = `${lines.join('\n')}\n`;
  const kind = number % 50;
  if (kind === 49) return { suffix: '.csv', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) };
  if (kind % 10 === 7) {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(lines.map((line) => line.split(','))), 'Hồ sơ');
    // The library's types say any.
    return { suffix: '.xlsx', content: write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer };
  }
  if (kind % 10 === 3) return { suffix: '.csv', content: text.replaceAll(',', ';') };
  if (kind % 10 === 5) return { suffix: '.csv', content: Buffer.from(`\ufeff${text}`, 'utf16le') };
  return { suffix: '.csv', content: text };
}
