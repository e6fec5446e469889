import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Progress } from '#api/loads.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { checkFile } from './check-file.ts';
import type { Remembered } from './check-small.ts';
import { failureOf } from './failure-of.ts';
import type { CheckSeveralAnswer, CheckSeveralRequest } from './worker-protocol.ts';

/**
 * Checks small files one after the other, each as if it were alone: to ask for each of them, and to make and remove a folder for
 * its work, costs as much as to check it. What goes wrong with one is its own.
 */
export async function checkSeveral(
  { shared, files }: CheckSeveralRequest,
  limits: ReadLimits,
  told: { readonly onProgress: (progress: Progress, place: number) => void; readonly remembered: Remembered },
): Promise<CheckSeveralAnswer> {
  const each: CheckSeveralAnswer['each'][number][] = [];
  const outcomes = new Set(files.map(({ outcome }) => basename(outcome)));
  const filled = new Set<string>();
  for (const [place, file] of files.entries()) {
    const onProgress = (progress: Progress) => told.onProgress(progress, place);
    const checked = await checkFile({ step: 'check', ...shared, ...file }, limits, { ...told, onProgress }).then(
      (answer) => ({ kind: 'answer' as const, answer }),
      failureOf,
    );
    // Of a process that may be broken nothing is taken: whoever asked asks for each file by itself.
    if (checked.kind === 'fault') throw new Error(checked.message);
    each.push(checked);
    // What lies there under one name must not be taken for what the next file is made into.
    for (const name of await readdir(shared.staging)) {
      if (!outcomes.has(name)) await rm(join(shared.staging, name), { recursive: true, force: true });
    }
    const partitions = (checked.kind === 'answer' && shared.mode === 'replace' && checked.answer.partitions) || [];
    if (partitions.some((partition) => filled.has(partition))) break;
    for (const partition of partitions) filled.add(partition);
  }
  return { step: 'check-several', each };
}
