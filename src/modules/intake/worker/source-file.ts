import { join } from 'node:path';

/** Beside the rejects: the source's headings and what dots meant in it, for the corrections to come. */
export const sourceFileIn = (outcome: string): string => join(outcome, 'source.json');
