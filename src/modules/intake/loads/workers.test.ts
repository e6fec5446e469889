import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseContract } from '#modules/catalog/index.ts';
import { createLog } from '#platform/log/log.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { forkWorker, WorkerGone } from './worker-process.ts';
import { createWorkers } from './workers.ts';

const workers = createWorkers();
afterAll(() => workers.close());

const onProgress = () => undefined;
/** Of a folder that there is not: an answer of any kind would be a refusal. */
const request = {
  step: 'propose',
  file: '/nowhere/file',
  fileName: 'file',
  owner: 'H15',
  packs: '/nowhere',
  receivedOn: '2026-11-22',
  staging: '/nowhere',
  memoryLimit: '64MB',
} as const;

test('no process is started for somebody who has left already', () => {
  const signal = AbortSignal.abort(new Error('left'));
  expect(() => workers.start({ signal, onProgress })).toThrow('left');
});

test('a load that is on its way finds its process started, and no second one', () => {
  let forks = 0;
  const fork = () => ((forks += 1), forkWorker(defaultReadLimits));
  const pool = createWorkers({ fork });
  pool.prepare();
  pool.prepare();
  expect(forks).toBe(1);
  const worker = pool.start({ signal: new AbortController().signal, onProgress });
  expect(forks).toBe(1);
  pool.prepare();
  expect(forks).toBe(2);
  worker.stop();
  pool.close();
  pool.prepare();
  expect(forks).toBe(2);
});

test('while as many are at work as ever are, none is started for what arrives: it takes one of theirs', () => {
  let forks = 0;
  const fork = () => ((forks += 1), forkWorker(defaultReadLimits));
  const pool = createWorkers({ fork, atOnce: 2 });
  const begin = () => pool.start({ signal: new AbortController().signal, onProgress });
  const [one, two] = [begin(), begin()];
  for (let arrived = 0; arrived < 100; arrived += 1) pool.prepare();
  expect(forks).toBe(2);
  one.stop();
  two.stop();
  begin().stop();
  expect(forks).toBe(2);
  pool.close();
});

test('some time after the last work a process waits for the next one, without end', async () => {
  let forks = 0;
  const fork = () => ((forks += 1), forkWorker(defaultReadLimits));
  const pool = createWorkers({ fork, spareAfter: 20, idleFor: 1 });
  await expect.poll(() => forks).toBe(1);
  const worker = pool.start({ signal: new AbortController().signal, onProgress });
  expect(forks).toBe(1);
  worker.stop();
  // It was given back, ended after a while, and another one waits.
  await expect.poll(() => forks).toBe(2);
  await sleep(60);
  expect(forks).toBe(2);
  pool.close();
});

test('what was begun of a file that never came, or was cut, is gone once that is said, however early', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ahead-'));
  const contract = parseContract(await readFile('packs/dossiers/contracts/dossiers.odcs.yaml', 'utf8'));
  if (!contract.ok) throw new Error('the contract of the packs is wrong');
  const aheadOf = (name: string) => ({
    step: 'ahead' as const,
    file: join(folder, name),
    bytes: 10_000_000,
    contract: contract.contract,
    packs: resolve('packs'),
    receivedOn: '2026-11-22',
    folder: join(folder, `${name}-ahead`),
  });
  const pool = createWorkers();
  pool.prepare(aheadOf('early'));
  pool.over(join(folder, 'early'));
  pool.prepare(aheadOf('late'));
  await expect.poll(() => existsSync(join(folder, 'late-ahead'))).toBe(true);
  pool.over(join(folder, 'late'));
  await expect.poll(() => readdir(folder)).toEqual([]);
  pool.close();
  await rm(folder, { recursive: true });
});

test('whoever leaves ends the process, and the question with his reason', async () => {
  const leaving = new AbortController();
  const asked = workers.start({ signal: leaving.signal, onProgress }).propose(request);
  leaving.abort(new Error('left'));
  await expect(asked).rejects.toThrow('left');
});

test('a process that is gone says so, also when it is asked afterwards', async () => {
  const worker = workers.start({ signal: new AbortController().signal, onProgress });
  worker.stop();
  await expect(worker.propose(request)).rejects.toThrow(WorkerGone);
  await expect(worker.propose(request)).rejects.toThrow(WorkerGone);
});

test('what a process says before it breaks is told with the load that it worked on', async () => {
  const lines: string[] = [];
  const clock = () => new Date(0);
  const log = createLog({ clock, level: 'debug', write: (line) => void lines.push(line) });
  const child = fork(join(import.meta.dirname, 'testing', 'last-words.child.ts'), [], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    execArgv: [],
  });
  const pool = createWorkers({ fork: () => child });
  const worker = pool.start({ signal: new AbortController().signal, onProgress, log: log.with({ load: 'l1' }) });
  await expect(worker.propose(request)).rejects.toThrow(WorkerGone);
  worker.stop();
  await expect.poll(() => lines.length).toBe(2);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { event: 'load process says', load: 'l1', process: child.pid, line: 'FATAL ERROR: heap out of memory' },
    { event: 'load process says', load: 'l1', line: 'without a line end' },
  ]);
});

test('a process that is used again and again is listened to by nobody but who uses it', () => {
  const child = forkWorker(defaultReadLimits);
  const pool = createWorkers({ fork: () => child });
  const use = () => pool.start({ signal: new AbortController().signal, onProgress }).stop();
  const listeners = () => ['data', 'end', 'close'].map((name) => child.stderr?.listenerCount(name));
  use();
  const after = listeners();
  for (let count = 0; count < 20; count++) use();
  expect(listeners()).toEqual(after);
  pool.close();
});

describe('a process that waits', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'daklake-workers-'));
    await writeFile(join(folder, 'a.csv'), 'ma,so\nA,1\nB,2\n');
    // To refuse it is work that is done.
    await writeFile(join(folder, 'empty.csv'), '');
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** How many processes several pieces of work, one after the other, took. */
  async function countForks(options: Parameters<typeof createWorkers>[0], files: readonly string[]): Promise<number> {
    let forks = 0;
    const fork = () => {
      forks += 1;
      return forkWorker(defaultReadLimits);
    };
    const pool = createWorkers({ ...options, fork });
    for (const [index, file] of files.entries()) {
      const staging = join(folder, `staging-${forks}-${index}`);
      await mkdir(staging);
      const worker = pool.start({ signal: new AbortController().signal, onProgress });
      await worker
        .propose({ ...request, file: join(folder, file), fileName: file, packs: resolve('packs'), staging })
        .catch(() => undefined);
      worker.stop();
      await rm(staging, { recursive: true });
    }
    pool.close();
    return forks;
  }

  test('does the next piece of work', async () => {
    expect(await countForks({}, ['a.csv', 'empty.csv', 'empty.csv'])).toBe(1);
  });

  test('is ended where it failed in a way of ours, or holds much', async () => {
    expect(await countForks({}, ['none.csv', 'empty.csv'])).toBe(2);
    expect(await countForks({ mostMemory: 1 }, ['empty.csv', 'empty.csv'])).toBe(2);
  });
});
