import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSecondsOf, memoryOf } from '../test/support/process-tree.ts';
import { medianOf, type Figure, type RunBench } from './harness/figure.ts';

const megabyte = 2 ** 20;
const runs = 5;
/** Loads' processes that wait for more work have ended by then. */
const rest = 45_000;

/**
 * `npm start` on a data folder that holds the demonstration, with the pages built: until the first page is there whole, and
 * what all processes hold together when nobody asks for anything.
 */
export const run: RunBench = async ({ folder, tell }) => {
  const data = join(folder, 'data');
  tell('start: loading the demonstration');
  await loadDemonstration(data);
  const seconds: number[] = [];
  const processor: number[] = [];
  let idle = 0;
  for (let count = 0; count <= runs; count += 1) {
    const begun = performance.now();
    const { child, address } = start(data);
    const page = await fetch(await address);
    await page.text();
    if (!page.ok) throw new Error(`The first page was answered ${page.status}`);
    const taken = (performance.now() - begun) / 1000;
    const used = cpuSecondsOf(pidOf(child));
    tell(`start: ${count === 0 ? 'warming up' : count}: ${taken.toFixed(2)} s (processor ${used.toFixed(2)} s)`);
    if (count > 0) {
      seconds.push(taken);
      processor.push(used);
    }
    if (count === runs) {
      await sleep(rest);
      idle = memoryOf(pidOf(child));
    }
    await end(child);
  }
  const atOnce = `median of ${runs} runs, of npm, launcher, server and database`;
  return [
    {
      name: 'npm start until the first page, already built',
      value: medianOf(seconds),
      unit: 's',
      bound: { atMost: 5 },
      detail: `${atOnce}; fastest ${Math.min(...seconds).toFixed(2)} s`,
    },
    { name: 'the same, processor seconds', value: medianOf(processor), unit: 's', detail: atOnce },
    {
      name: 'idle, all processes (PSS)',
      value: idle / megabyte,
      unit: 'MB',
      bound: { atMost: 500 },
      detail: `${rest / 1000} s after the first page, the demonstration loaded`,
    },
  ] satisfies readonly Figure[];
};

function start(data: string): { readonly child: ChildProcess; readonly address: Promise<string> } {
  const child = spawn('npm', ['start', '--silent', '--', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  });
  const address = new Promise<string>((found, fail) => {
    createInterface(child.stdout).on('line', (line) => {
      const [, printed] = /^Daklake: (.+)$/.exec(line) ?? [];
      if (printed !== undefined) found(printed);
    });
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}`)));
  });
  return { child, address };
}

/** The demonstration is whole when nothing of it has been told of for a while. */
async function loadDemonstration(data: string): Promise<void> {
  const { child, address } = start(data);
  let last = Infinity;
  if (child.stderr !== null) {
    createInterface(child.stderr).on('line', (line) => {
      if (line.includes('"demonstration loaded"')) last = performance.now();
    });
  }
  await address;
  while (!(performance.now() - last > 15_000)) await sleep(500);
  await end(child);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** It runs: it has answered. */
function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('npm could not be started');
  return pid;
}
