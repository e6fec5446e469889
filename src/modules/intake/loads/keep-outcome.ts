import { existsSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFile, syncFolder } from '#platform/files/index.ts';
import { fileReportsIn } from '../worker/file-reports.ts';
import { acceptedName } from './load-folders.ts';

export interface LeftOutcome {
  /** Where the check left its files. */
  readonly left: string;
  /** Where they are kept. */
  readonly kept: string;
}

/**
 * Makes what checks left durable, in the place of what earlier checks of the same loads left; once it returns they may be put on
 * record. Bytes of what stays of each, without the rows that it accepted.
 */
export async function keepOutcomes(outcomes: readonly LeftOutcome[]): Promise<readonly number[]> {
  const [first] = outcomes;
  if (first === undefined) return [];
  await makeFolder(dirname(first.kept));
  // None of them may still be moved once this has failed, and its loads are checked anew.
  const kept = await Promise.allSettled(outcomes.map(keepOutcome));
  const bytes = kept.map((settled) => {
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value;
  });
  await syncFolder(dirname(first.kept));
  return bytes;
}

async function keepOutcome({ left, kept }: LeftOutcome): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(left)) {
    const size = await syncAndMeasure(join(left, name));
    if (name !== acceptedName) bytes += size;
  }
  await syncFolder(left);
  if (existsSync(kept)) await rm(kept, { recursive: true });
  await rename(left, kept);
  return bytes;
}

async function syncAndMeasure(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** Of a drop that came to nothing only the reports on its files are kept: they say why. */
export async function keepReportsOfFailed({ left, kept }: LeftOutcome): Promise<void> {
  if (!existsSync(fileReportsIn(left))) return;
  await makeFolder(kept);
  await syncFile(fileReportsIn(left));
  await rename(fileReportsIn(left), fileReportsIn(kept));
  await syncFolder(kept);
}
