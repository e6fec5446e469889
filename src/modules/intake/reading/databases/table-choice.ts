import type { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from '../errors.ts';

/** Which tables of a database a caller wants. */
export interface TableChoice {
  /** `name` from the outermost part (database, schema) to the table's own. */
  readonly takes: (name: readonly string[]) => boolean;
  /** Why there is no table, once all have been seen. */
  readonly isMissing: (what: string) => DomainError;
}

/** The table of that name, with or without the parts before it; undefined: all of them. */
export function tableChoice(wanted: string | undefined): TableChoice {
  const folded = wanted === undefined ? undefined : fold(wanted);
  return {
    takes: (name) =>
      folded === undefined ||
      name.some((_, index) => fold(name.slice(index).join('.')) === folded) ||
      (name.length === 3 && fold(`${name[0]}.${name[2]}`) === folded),
    isMissing: (what) =>
      failReading(
        'table-not-found',
        wanted === undefined ? `${what} holds no table` : `${what} has no table “${wanted}”`,
      ),
  };
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
