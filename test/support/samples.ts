import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'vitest';

/** Real files that agencies publish; not part of the repository. */
export const samples = resolve(
  import.meta.dirname,
  '../..',
  process.env['DAKLAKE_SAMPLES'] ?? join('..', 'shared', 'data'),
);

export const samplesPresent = existsSync(samples);

/** A test on real files; shown as skipped where they are absent. */
export const itWithSamples = test.skipIf(!samplesPresent);

/** The path of a real file, e.g. `sample('gso', 'dan-so.xls')`. */
export function sample(...path: readonly string[]): string {
  return join(samples, ...path);
}
