import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckOutcome } from '#modules/quality/offline/check.ts';

/** Beside the rejects, and synced with them: the source's headings and what dots meant in it, for the corrections to come. */
export const sourceFileIn = (outcome: string): string => join(outcome, 'source.json');

export async function keepSource(outcome: string, source: CheckOutcome['source']): Promise<void> {
  await writeFile(sourceFileIn(outcome), JSON.stringify(source));
}
