import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { treeOf } from '../../support/process-tree.ts';

/** Children of loads that take processor time now; those that wait for their next piece of work are left out. */
export async function workingChildren(server: number): Promise<readonly number[]> {
  const children: number[] = [];
  for (const pid of treeOf(server)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('/worker/worker.ts')) children.push(pid);
  }
  const before = await Promise.all(children.map(ticksOf));
  await sleep(50);
  const after = await Promise.all(children.map(ticksOf));
  return children.filter((_, place) => (after[place] ?? 0) > (before[place] ?? 0));
}

/** Processor time of the process in hundredths of a second; none where it has ended. */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name before them may have blanks of its own.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}
