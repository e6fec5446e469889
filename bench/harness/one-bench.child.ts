import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunBench } from './figure.ts';

/*
 * Runs one bench, named by its path, and prints its figures as one line of JSON. A process of its own, so that no bench
 * inherits the memory, or the warm caches, of another.
 */
const [path = ''] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'daklake-bench-'));
try {
  // The files beside this folder export it by agreement (figure.ts).
  const { run } = (await import(pathToFileURL(path).href)) as { readonly run: RunBench };
  const figures = await run({
    folder,
    scale: Number(process.env['DAKLAKE_BENCH_SCALE'] ?? 1),
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit();
