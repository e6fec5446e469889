import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Of Linux: what it counts processor time in, a second having a hundred. */
const ticks = 100;

interface ProcessTimes {
  readonly parent: number;
  /** Processor seconds of its own. */
  readonly own: number;
  /** Of all children that it has seen end, and of theirs. */
  readonly ended: number;
}

/** The process and everything that it started and that still runs. */
export function treeOf(root: number): readonly number[] {
  const children = Map.groupBy(listProcesses(), ([, { parent }]) => parent);
  const found: number[] = [];
  const visit = (pid: number): void => {
    found.push(pid);
    for (const [child] of children.get(pid) ?? []) visit(child);
  };
  visit(root);
  return found;
}

/** Processor seconds, user and system, that the tree has taken so far; also of its processes that have ended. */
export function cpuSecondsOf(root: number): number {
  return treeOf(root).reduce((sum, pid) => {
    const { own, ended } = timesOf(pid) ?? { own: 0, ended: 0 };
    return sum + own + ended;
  }, 0);
}

/** Processor seconds of the process's children that have ended, with theirs. */
export function cpuSecondsOfEnded(parent: number): number {
  return timesOf(parent)?.ended ?? 0;
}

/**
 * Bytes that the tree holds, memory that several of its processes share counted once (PSS). It leaves out files that
 * happen to be in the system's cache.
 */
export function memoryOf(root: number): number {
  return treeOf(root).reduce((sum, pid) => sum + pssOf(pid), 0);
}

export interface MemoryWatch {
  /** Ends the watch; the most that the tree held at a look, in bytes. */
  stop(): Promise<{ readonly peakPss: number }>;
}

/** Looks at the tree's memory again and again; a peak shorter than `every` milliseconds may be missed. */
export function watchMemory(root: number, every = 50): MemoryWatch {
  let peakPss = 0;
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      peakPss = Math.max(peakPss, memoryOf(root));
      await sleep(every);
    }
  })();
  return {
    stop: async () => {
      ended = true;
      await watching;
      return { peakPss };
    },
  };
}

function listProcesses(): readonly (readonly [number, ProcessTimes])[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const times = timesOf(Number(name));
      return times === undefined ? [] : [[Number(name), times] as const];
    });
}

/** Undefined where the process has ended. */
function timesOf(pid: number): ProcessTimes | undefined {
  const text = readOf(pid, 'stat');
  // The name, in brackets, may hold anything; what follows it are numbers, the state first.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 15) return undefined;
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number);
  return { parent: Number(fields[1]), own: (user + system) / ticks, ended: (endedUser + endedSystem) / ticks };
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readOf(pid, 'smaps_rollup'))?.[1] ?? 0) * 1024;
}

function readOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
