import type { Told } from './ask-server.ts';
import { runChild } from './run-child.ts';

export interface BareAsking {
  readonly callers: number;
  readonly threads: number;
  readonly queries: readonly string[];
}

export interface BareTold extends Pick<Told, 'milliseconds' | 'seconds'> {
  readonly cpuSeconds: number;
}

/** The same of the engine alone, in a process of its own with a thread of Node's pool for every caller. */
export async function askDuckdb(asking: BareAsking): Promise<BareTold> {
  // It prints what this type says.
  return (await runChild('bare-duckdb.child.ts', asking, { UV_THREADPOOL_SIZE: String(asking.callers) })) as BareTold;
}
