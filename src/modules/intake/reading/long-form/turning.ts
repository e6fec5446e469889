import type { ReadWarning } from '../read-outcome.ts';
import type { Destination } from '../reader.ts';
import { longFormDestination, type LongFormOptions } from './long-form-destination.ts';
import { crosstabTurned, tableTransposed } from './long-form-warning.ts';
import { transposedDestination } from './transposed-destination.ts';

interface Turning extends Omit<LongFormOptions, 'onTurned'> {
  readonly onWarning: (warning: ReadWarning) => void;
}

/** Turns crosstabs, and tables that lie on their side. */
export function turningDestination<T>(destination: Destination<T>, { onWarning, ...options }: Turning): Destination<T> {
  return transposedDestination(
    longFormDestination(destination, {
      ...options,
      onTurned: (table, form) => onWarning(crosstabTurned(table, form)),
    }),
    {
      expectedHeadings: options.expectedHeadings,
      onTransposed: (table, plan) => onWarning(tableTransposed(table, plan)),
    },
  );
}
