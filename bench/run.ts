import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMet, type Figure } from './harness/figure.ts';
import { readReport, writeReport, type Measured } from './harness/report.ts';
import { runProcess } from './harness/run-process.ts';

/*
 * `npm run bench [NAME…]`: runs the benches one after the other and puts their figures into docs/reports/bench.md; what
 * was not run keeps its figures there. Ends with 1 where a bound does not hold, or a bench fails.
 */
const here = import.meta.dirname;
const report = join(here, '..', 'docs', 'reports', 'bench.md');
const asked = process.argv.slice(2);
const names = readdirSync(here)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.slice(0, -'.bench.ts'.length))
  .filter((name) => asked.length === 0 || asked.includes(name))
  .toSorted();

let failed = false;
const measured = readReport(await readFile(report, 'utf8').catch(() => ''));
for (const name of names) {
  process.stderr.write(`\n${name}\n`);
  const outcome = await runBench(name);
  failed ||= typeof outcome === 'string' || outcome.figures.some((figure) => !isMet(figure));
  if (typeof outcome === 'string') process.stderr.write(`${name}: ${outcome}\n`);
  else if (scaled() === 1) measured.set(name, outcome);
  if (typeof outcome !== 'string') for (const figure of outcome.figures) process.stdout.write(`${present(figure)}\n`);
}
if (scaled() === 1) await writeFile(report, writeReport(measured));
process.exit(failed ? 1 : 0);

function scaled(): number {
  return Number(process.env['DAKLAKE_BENCH_SCALE'] ?? 1);
}

/** A text says why there are no figures. */
async function runBench(name: string): Promise<Measured | string> {
  const child = join(here, 'harness', 'one-bench.child.ts');
  const ran = await runProcess(process.execPath, [child, join(here, `${name}.bench.ts`)], {
    anyExit: true,
    onNotice: (text) => void process.stderr.write(text),
  });
  if (ran.exitCode !== 0) return `failed with exit code ${ran.exitCode}`;
  // What one-bench.child.ts printed.
  const found = JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '') as readonly Figure[] | { skipped: string };
  if ('skipped' in found) return `skipped: ${found.skipped}`;
  return { on: new Date().toISOString().slice(0, 10), figures: found };
}

function present(figure: Figure): string {
  const { name, value, unit, bound, detail } = figure;
  const verdict = bound === undefined ? '      ' : isMet(figure) ? 'holds ' : 'BROKEN';
  return `${verdict} ${name}: ${value.toFixed(2)} ${unit} (${detail})`;
}
