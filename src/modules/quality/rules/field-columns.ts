import type { Field } from '#modules/catalog/index.ts';
import { quoteText } from '#platform/duckdb/duckdb.ts';
import type { Reading } from '../reading/reading.ts';

/** A field of the contract with its SQL: how its cells are read, and what its columns are called on their way. */
export interface FieldColumns {
  readonly field: Field;
  readonly index: number;
  readonly reading: Reading;
  /** The cell as it was sent. */
  readonly cell: string;
  /** The cell's cleaned text; null: missing. */
  readonly text: string;
  /** The text in the plain spelling. */
  readonly spelled: string;
  /** The value that is stored. */
  readonly value: string;
  /** The value that rules are put to: null where the cell is missing (an empty text too) or cannot be read. */
  readonly present: string;
  /** Which mend was needed; null: none. */
  readonly mend: string;
}

export function fieldColumns(field: Field, index: number, reading: Reading): FieldColumns {
  return {
    field,
    index,
    reading,
    cell: `f${index}`,
    text: `t${index}`,
    spelled: `s${index}`,
    value: `v${index}`,
    present: `p${index}`,
    mend: `m${index}`,
  };
}

/** The text, or null where the contract says that it stands for no value. */
export function unlessDeclaredMissing(field: Field, text: string): string {
  return field.missing.reduce((sql, word) => `nullif(${sql}, ${quoteText(word)})`, text);
}

/** Whether the cell holds something that could not be read. */
export function isUnreadable({ text, value, field }: FieldColumns): string {
  return field.type === 'string' ? 'false' : `(${text} is not null and ${value} is null)`;
}
