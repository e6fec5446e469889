import type { ReadWarning } from '../read-outcome.ts';
import type { Destination } from '../reader.ts';
import { longFormDestination, type LongFormOptions } from './long-form-destination.ts';
import { crosstabTurned, tableTransposed } from './long-form-warning.ts';
import { transposedDestination } from './transposed-destination.ts';

interface Turning extends Omit<LongFormOptions, 'onTurned'> {
  /** false: only crosstabs are. */
  readonly transposes: boolean;
  readonly onWarning: (warning: ReadWarning) => void;
}

/** Turns crosstabs, and tables that lie on their side. */
export function turningDestination<T>(
  destination: Destination<T>,
  { onWarning, transposes, ...options }: Turning,
): Destination<T> {
  const long = longFormDestination(destination, {
    ...options,
    onTurned: (table, form) => onWarning(crosstabTurned(table, form)),
  });
  if (!transposes) return long;
  return transposedDestination(long, {
    expectedHeadings: options.expectedHeadings,
    onTransposed: (table, plan) => onWarning(tableTransposed(table, plan)),
  });
}
