import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './health.ts';
import { residentMemory } from './process-memory.ts';

export interface MemoryFacts {
  /** Bytes that processes could still take. */
  readonly available: number;
  readonly size: number;
  /** Of ours. */
  readonly used: number;
}

/** Of the machine, or of the container that we run in, whichever is tighter. */
export async function lookAtMemory(pid: number): Promise<Finding> {
  const [machine, container, processes] = await Promise.all([readMachine(), readContainer(), residentMemory(pid)]);
  const tighter = container !== undefined && container.available < machine.available ? container : machine;
  return judgeMemory({ ...tighter, used: processes.reduce((sum, { bytes }) => sum + bytes, 0) });
}

export function judgeMemory(facts: MemoryFacts): Finding {
  const share = facts.available / facts.size;
  const of = { ...facts };
  if (share < 0.04) return { condition: 'bad', code: 'memory-out', facts: of };
  if (share < 0.1) return { condition: 'watch', code: 'memory-short', facts: of };
  return { condition: 'good', code: 'memory-roomy', facts: of };
}

interface Memory {
  readonly available: number;
  readonly size: number;
}

async function readMachine(): Promise<Memory> {
  const text = await readFile('/proc/meminfo', 'utf8');
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
  return { available: bytes('MemAvailable'), size: bytes('MemTotal') };
}

/** Of control groups, version 2; undefined where none limits us. What only caches files can be taken back. */
async function readContainer(): Promise<Memory | undefined> {
  try {
    const [, group = '/'] = /^0::(.*)$/m.exec(await readFile('/proc/self/cgroup', 'utf8')) ?? [];
    const read = (name: string) => readFile(join('/sys/fs/cgroup', group, name), 'utf8');
    const [size, current, stat] = await Promise.all([read('memory.max'), read('memory.current'), read('memory.stat')]);
    if (size.trim() === 'max') return undefined;
    const cached = Number(/^file (\d+)$/m.exec(stat)?.[1] ?? 0);
    return { size: Number(size), available: Number(size) - Number(current) + cached };
  } catch {
    return undefined;
  }
}
