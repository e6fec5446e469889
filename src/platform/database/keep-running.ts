import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log/log.ts';

export interface KeepRunningOptions {
  /** Starts the process; resolves when it serves. */
  readonly launch: () => Promise<ChildProcess>;
  readonly log: Log;
  /** How long it may be gone before it is given up, in milliseconds. */
  readonly giveUpAfter: number;
  /** It ended without having been asked to, and could not be brought back. */
  readonly onLost: () => void;
}

/** One that comes back only to end again so often within a while is given up, too. */
const mostReturns = 5;
const returnsWithin = 600_000;
const longestPause = 5000;

/** Starts a process and starts it again whenever it ends by itself, until it is stopped. Throws what the first start threw. */
export async function keepRunning(options: KeepRunningOptions): Promise<{ stop(): Promise<void> }> {
  const { launch, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: ChildProcess | undefined = await launch();
  let returns: readonly number[] = [];

  async function bringBack(): Promise<ChildProcess | undefined> {
    const lost = performance.now();
    for (let pause = 100; !signal.aborted && performance.now() - lost < options.giveUpAfter; pause *= 2) {
      try {
        return await launch();
      } catch (error) {
        // What it needs may be wanting for a moment only: its own processes that still end, room on the disk.
        log.warn({ error }, 'postgres does not start');
        await sleep(Math.min(pause, longestPause), undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  async function watch(): Promise<void> {
    while (running !== undefined) {
      if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
      if (signal.aborted) return;
      log.error({}, 'postgres lost');
      const now = performance.now();
      returns = [...returns.filter((moment) => now - moment < returnsWithin), now];
      running = returns.length > mostReturns ? undefined : await bringBack();
      // It came up while it was no longer wanted.
      if (signal.aborted) running?.kill('SIGINT');
      else if (running !== undefined)
        log.warn({ milliseconds: Math.round(performance.now() - now) }, 'postgres is back');
    }
    if (!signal.aborted) options.onLost();
  }
  const watching = watch();

  return {
    stop: async () => {
      stopping.abort();
      running?.kill('SIGINT');
      await watching;
    },
  };
}
