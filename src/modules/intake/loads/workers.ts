import type { ChildProcess } from 'node:child_process';
import { silentLog, type Log } from '#platform/log/log.ts';
import { createCalm, type Calm, type CalmOptions } from './create-calm.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { forkWorker, engageWorker, type WorkerOptions, type WorkerProcess } from './worker-process.ts';

export interface Workers {
  /** A process for one piece of work. Throws the signal's reason where nobody waits for it any more. */
  start(options: WorkerOptions): WorkerProcess;
  /** A load is on its way: a process that it can have is started meanwhile, unless one waits or work that can wait is done. */
  prepare(): void;
  /** Runs work that can wait while none of them is there: those that wait for work are ended first. */
  readonly inCalm: Calm['run'];
  /** Ends those that wait. */
  close(): void;
}

export interface WorkersOptions {
  /** How long one that has nothing to do waits for the next piece of work, in milliseconds. */
  readonly idleFor: number;
  readonly mostIdle: number;
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
  mostMemory: 220 * 1024 * 1024,
  fork: () => forkWorker(defaultReadLimits),
  calm: { after: 2000, patience: 60_000 },
  log: silentLog,
};

/**
 * Child processes of loads. To start one costs more than a small load itself, so one that is sound waits a while for the
 * next; it keeps nothing of what it did but code. One that was cancelled, failed in a way of ours, or grew large is ended.
 */
export function createWorkers(options: Partial<WorkersOptions> = {}): Workers {
  const { idleFor, mostIdle, mostMemory, fork, log, ...others } = { ...usual, ...options };
  const calm = createCalm(others.calm);
  const idle = new Map<ChildProcess, NodeJS.Timeout>();
  let closed = false;

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
      setTimeout(() => end(child), idleFor),
    );
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

  return {
    start: (options) => {
      options.signal.throwIfAborted();
      const child = take();
      const ready = calm.begin();
      return engageWorker(child, { log, ...options, ready }, ({ sound, memory }) => {
        calm.end();
        if (sound && memory < mostMemory && idle.size < mostIdle) keep(child);
        else end(child);
      });
    },
    prepare: () => {
      if (idle.size === 0 && !calm.isTaken() && !closed) keep(begin());
    },
    inCalm: (signal, work) =>
      calm.run(signal, (calledOff) => {
        endIdle();
        return work(calledOff);
      }),
    close: () => {
      closed = true;
      endIdle();
    },
  };
}
