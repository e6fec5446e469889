import type { ChildProcess } from 'node:child_process';
import { silentLog, type Log } from '#platform/log/log.ts';
import { createCalm, type Calm, type CalmOptions } from './create-calm.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import type { AheadRequest } from '../worker/read-ahead.ts';
import { forkWorker, engageWorker, type WorkerOptions, type WorkerProcess } from './worker-process.ts';

export interface Workers {
  /** A process for one piece of work. Throws the signal's reason where nobody waits for it any more. */
  start(options: WorkerOptions): WorkerProcess;
  /**
   * A load is on its way: a process that it can have is started meanwhile, unless one waits, or as many are at work as ever are
   * side by side; work that can wait makes room. Where nothing else is at work, it begins with what arrives.
   */
  prepare(ahead?: AheadRequest): void;
  /** What was begun of this file is of no more use, or was of it already. */
  over(file: string): void;
  /** Runs work that can wait while none of them is there: those that wait for work are ended first. */
  readonly inCalm: Calm['run'];
  /** Ends those that wait. */
  close(): void;
}

export interface WorkersOptions {
  /** How long one that has nothing to do waits for the next piece of work, in milliseconds. */
  readonly idleFor: number;
  readonly mostIdle: number;
  /** So many have work at a time: while they do, none is started for a load that is on its way, since it will wait for one of them. */
  readonly atOnce: number;
  /** So long after the last work, in milliseconds, a new one is started that waits for the next without end; null: none is. */
  readonly spareAfter: number | null;
  /** One that holds more than this when it is let go is ended, in bytes. */
  readonly mostMemory: number;
  readonly fork: () => ChildProcess;
  /** When work that can wait has its turn. */
  readonly calm: CalmOptions;
  /** Where what a process says by itself is told, of work that brings no log of its own. */
  readonly log: Log;
}

const usual: WorkersOptions = {
  idleFor: 10_000,
  mostIdle: 2,
  atOnce: 2,
  spareAfter: null,
  mostMemory: 220 * 1024 * 1024,
  fork: () => forkWorker(defaultReadLimits),
  calm: { after: 2000, patience: 60_000 },
  log: silentLog,
};

/**
 * Child processes of loads. To start one costs more than a small load itself, so one that is sound waits a while for the
 * next; it keeps no rows of what it did, but code, and what it made for small files (`Remembered`). One that was cancelled, failed
 * in a way of ours, or grew large is ended. Later on a new one may wait in its place.
 */
export function createWorkers(options: Partial<WorkersOptions> = {}): Workers {
  const { idleFor, mostIdle, atOnce, mostMemory, spareAfter, fork, log, ...others } = { ...usual, ...options };
  const calm = createCalm(others.calm);
  const idle = new Map<ChildProcess, NodeJS.Timeout | undefined>();
  let closed = false;
  let soon: NodeJS.Timeout | undefined;
  let isCalm = false;
  /** By file that arrives: who began with it; null: nobody yet. */
  const begun = new Map<string, ChildProcess | null>();
  let atWork = 0;

  function end(child: ChildProcess): void {
    clearTimeout(idle.get(child));
    idle.delete(child);
    child.kill('SIGKILL');
  }

  function endIdle(): void {
    for (const child of idle.keys()) end(child);
  }

  function keep(child: ChildProcess): void {
    idle.set(
      child,
      setTimeout(() => {
        end(child);
        spareSoon();
      }, idleFor),
    );
  }

  function spareSoon(): void {
    clearTimeout(soon);
    if (spareAfter === null || closed) return;
    soon = setTimeout(() => {
      if (!closed && atWork === 0 && idle.size === 0 && !isCalm) idle.set(begin(), undefined);
    }, spareAfter);
    soon.unref();
  }

  function begin(): ChildProcess {
    const child = fork();
    child.once('exit', () => end(child));
    return child;
  }

  function take(): ChildProcess {
    const child = [...idle.keys()].at(-1);
    if (child === undefined) return begin();
    clearTimeout(idle.get(child));
    idle.delete(child);
    return child;
  }

  spareSoon();
  return {
    start: (options) => {
      options.signal.throwIfAborted();
      const child = take();
      const ready = calm.begin();
      atWork += 1;
      return engageWorker(child, { log, ...options, ready }, ({ sound, memory }) => {
        atWork -= 1;
        calm.end();
        if (sound && memory < mostMemory && idle.size < mostIdle) keep(child);
        else end(child);
        spareSoon();
      });
    },
    prepare: (ahead) => {
      if (ahead !== undefined) begun.set(ahead.file, null);
      const start = (): void => {
        if (closed) return;
        if (idle.size === 0 && atWork < atOnce) keep(begin());
        const [child] = idle.keys();
        if (ahead === undefined || child === undefined || !begun.has(ahead.file)) return;
        if (atWork > 0 || idle.size > 1) return;
        begun.set(ahead.file, child);
        child.send(ahead);
      };
      const ended = calm.giveWay();
      if (ended === undefined) start();
      else void ended.then(start);
    },
    over: (file) => {
      const child = begun.get(file);
      begun.delete(file);
      // Whoever is at work with it has taken it, and ends it.
      if (child && idle.has(child)) child.send({ step: 'ahead-over', file });
    },
    inCalm: (signal, work) =>
      calm.run(signal, async (calledOff) => {
        endIdle();
        isCalm = true;
        try {
          return await work(calledOff);
        } finally {
          isCalm = false;
          spareSoon();
        }
      }),
    close: () => {
      closed = true;
      clearTimeout(soon);
      endIdle();
    },
  };
}
