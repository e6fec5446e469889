import type { Severity } from '#api/quality.ts';
import type { Mend } from '#api/mends.ts';
import type { ColumnTypeName } from '#modules/catalog/index.ts';

/**
 * How the text of a cell becomes a value, as SQL. There are two ways to it, and they must agree: a cell that is `plain`
 * has the same value straight by `cast` as by `bare`, `spell` and then `cast`, and no problem. A good cell need not be
 * plain; it is only read more slowly.
 */
export interface Reading {
  readonly type: ColumnTypeName;
  /** Statements that create what the expressions below call. */
  readonly setup: readonly string[];
  /** The value of a cell in the plain spelling; null or anything for other texts, but never an error. */
  readonly cast: (cell: string) => string;
  /** Whether the cell, whose cast is `value`, stands as it should be written. */
  readonly plain: (cell: string, value: string) => string;
  /** A cleaned text (see `clean_cell`) without what may stand around the value. */
  readonly bare: (text: string) => string;
  /** A spelling that `cast` takes, of any accepted one; null where there is none. Asks `bare` often, `text` once. */
  readonly spell: (bare: string, text: string) => string;
  /** What was done to another spelling than the plain one: its name, or SQL that tells which; null: there is none. */
  readonly mend: Mend | null | ((cell: Pick<ReadCell, 'text' | 'value'>) => string);
  /** Tried in order on a text that is not missing. */
  readonly problems: readonly ReadingProblem[];
}

export interface ReadingProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly when: (cell: ReadCell) => string;
}

/** SQL names of a cell on its way: cleaned text, the bare one, its spelling (null: none found), value (null: none). */
export interface ReadCell {
  readonly text: string;
  readonly bare: string;
  readonly spelled: string;
  readonly value: string;
}

/** The last problem of every reading that can fail: no value, for no better known reason. */
export function unreadable(code: string): ReadingProblem {
  return { code, severity: 'error', when: ({ value }) => `${value} is null` };
}
