import type { Field } from '#modules/catalog/index.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
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
  /** The text without what may stand around its value. */
  readonly bare: string;
  /** A spelling of it that can be cast. */
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
    bare: `b${index}`,
    spelled: `s${index}`,
    value: `v${index}`,
    present: `p${index}`,
    mend: `m${index}`,
  };
}

/**
 * The text of a cell that needs no cleaning; null: missing, or what the contract says stands for no value. `quoted`: the
 * source has quotes, without which there is no empty text.
 */
export function plainText(field: Field, cell: string, quoted = true): string {
  return absent(field, cell, quoted);
}

/** The text of any cell, cleaned; null as above. A text of which some spellings are read is the one that is meant. */
export function cleanText({ field, cell, reading }: FieldColumns): string {
  const text = cleanedCell(field, cell);
  return field.type === 'string' ? reading.spell(text, text) : text;
}

/** The same before it is read. */
export function cleanedCell(field: Field, cell: string): string {
  return absent(field, `clean_cell(${cell})`, true);
}

/** Only a text can be empty; elsewhere an empty text says no more than null does. */
function absent(field: Field, text: string, quoted: boolean): string {
  const words = field.type === 'string' || !quoted ? field.missing : [...field.missing, ''];
  return words.reduce((sql, word) => `nullif(${sql}, ${quoteText(word)})`, text);
}

/** Whether the cell holds something that could not be read. */
export function isUnreadable({ text, value, field }: FieldColumns): string {
  return field.type === 'string' ? 'false' : `(${text} is not null and ${value} is null)`;
}

/** Whether a stored value is one that can be compared and looked up. */
export function isPresent({ field, value }: FieldColumns): string {
  return field.type === 'string' ? `nullif(${value}, '') is not null` : `${value} is not null`;
}
