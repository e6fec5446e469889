import { readLimitsOf, type ReadLimits } from '#platform/limits/read-limits.ts';
import { UsageError } from './verb.ts';

/** The limits of a verb that reads a file; a setting that cannot be used is wrong usage. */
export function verbLimits(environment: Readonly<Record<string, string | undefined>>): ReadLimits {
  try {
    return readLimitsOf(environment);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
