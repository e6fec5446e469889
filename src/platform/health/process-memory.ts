import { readdir, readFile } from 'node:fs/promises';

export interface ProcessMemory {
  readonly pid: number;
  readonly kind: 'server' | 'database' | 'worker';
  /** Its share of what is resident: pages that several processes have are split between them. */
  readonly bytes: number;
}

/** Of a process and of all that came from it, as Linux counts; whoever ends meanwhile is left out. */
export async function residentMemory(root: number): Promise<readonly ProcessMemory[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(pids.map((pid) => readStat(pid)));
  const all = stats.filter((stat) => stat !== undefined);
  const tree = all.filter(({ pid }) => pid === root);
  // Grows while it is walked.
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  const sizes = await Promise.all(tree.map(async (one) => ({ ...one, bytes: await proportionalSize(one.pid) })));
  return sizes.map(({ pid, name, bytes }) => ({
    pid,
    bytes,
    kind: pid === root ? 'server' : name.startsWith('postgres') ? 'database' : 'worker',
  }));
}

async function readStat(pid: number) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name stands in parentheses and may hold anything.
  const [, name, parent] = /^\d+ \((.*)\) \S (\d+) /s.exec(text) ?? [];
  return name === undefined ? undefined : { pid, name, parent: Number(parent) };
}

async function proportionalSize(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
}
