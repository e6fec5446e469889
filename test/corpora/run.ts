import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { samples } from '../support/samples.ts';
import type { Corpus, CorpusReading, ReadOne } from './corpus.ts';
import { createReadingProcess } from './reading-process.ts';

/**
 * Prints for every corpus of real files the share that is read exactly as its truth says, what it held in memory at most,
 * and how many files hung or crashed the reader. Ends with 1 if a corpus is below its bound.
 *
 *     npm run corpora [-- NAME…] [--wrong] [--held-out]     --wrong lists every case that differs; --held-out judges the
 *     held-out third of the labelled tables and not the others
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { wrong: { type: 'boolean' }, 'held-out': { type: 'boolean' } },
});
const gigabyte = 1024 ** 3;

if (!existsSync(samples)) {
  process.stdout.write('The real files are not there.\n\n0 passed, 0 failed, 1 skipped\n');
  process.exit(0);
}

const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.corpus.ts')).toSorted();
let passed = 0;
let failed = 0;
for (const name of names) {
  if (positionals.length > 0 && !positionals.includes(name.replace('.corpus.ts', ''))) continue;
  // Every file with this ending exports `corpus`.
  const { corpus } = (await import(join(import.meta.dirname, name))) as { readonly corpus: Corpus };
  if (await holds(corpus)) passed++;
  else failed++;
}
process.stdout.write(`\n${passed} passed, ${failed} failed, 0 skipped\n`);
process.exitCode = failed > 0 ? 1 : 0;

async function holds(corpus: Corpus): Promise<boolean> {
  const readers = createReadingProcess();
  const began = performance.now();
  const broken: string[] = [];
  const different: string[] = [];
  let right = 0;
  let total = 0;
  let files = 0;
  const read: ReadOne = async (path, options) => {
    files++;
    const reading: CorpusReading = await readers.read(path, options);
    if (reading.kind === 'hung' || reading.kind === 'crashed') broken.push(`${path}: ${reading.message}`);
    return reading;
  };
  for (const { name, judge } of await corpus.cases()) {
    const judged = await judge(read);
    right += judged.right;
    total += judged.total;
    if (judged.right < judged.total) different.push(`${name}: ${judged.differs ?? 'differs'}`);
  }
  readers.stop();
  const share = total === 0 ? 0 : right / total;
  const good = share >= corpus.bound && broken.length === 0 && readers.peakBytes() <= gigabyte;
  const line = [
    good ? 'ok    ' : 'BELOW ',
    corpus.name.padEnd(28),
    `${(share * 100).toFixed(2)} %`.padStart(9),
    `of ${total} ${corpus.unit}, ${files} files`,
    `(at least ${(corpus.bound * 100).toFixed(0)} %; ${Math.round(readers.peakBytes() / 1024 ** 2)} MB,`,
    `${((performance.now() - began) / 1000).toFixed(1)} s)`,
  ].join(' ');
  process.stdout.write(`${line}\n`);
  for (const one of broken) process.stdout.write(`       ${one}\n`);
  if (values.wrong === true) for (const one of different) process.stdout.write(`       ${one}\n`);
  return good;
}
