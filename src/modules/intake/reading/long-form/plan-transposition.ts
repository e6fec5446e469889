import { foldHeading } from '#platform/text/fold-heading.ts';
import type { Cell } from '../read-outcome.ts';
import { isFilled } from '../recognition/source-row.ts';
import { placeHeadings, yearHeadings } from './fit-contract.ts';
import { readHeading } from './read-heading.ts';

/** A table whose columns are records and whose rows are fields. */
export interface Transposition {
  /** What names the records, then the fields in the order of their rows. */
  readonly columns: readonly string[];
  /** The wide columns that are records. */
  readonly records: readonly { readonly index: number; readonly name: string }[];
  /** Of each row, the index among `columns`; undefined: it is left out. */
  readonly places: readonly (number | undefined)[];
}

/** Beside the fields' names, columns that say of a field what it is counted in, or number it. */
const besideNames = /^(?:stt|tt|số tt|no\.?|đvt|đơn vị(?: tính)?|unit)$/iu;
const labelColumns = 3;

/**
 * The fields of a contract stand in a column on the left, and none of them above: read by columns. undefined: they do not,
 * or they are too few to be sure.
 */
export function planTransposition(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  expected: readonly (readonly string[])[],
): Transposition | undefined {
  if (!mayBeTransposed(columns, expected) || rows.length < 2) return undefined;
  const fieldOf = (text: string): number => fieldNamed(expected, text);
  const counted = columns.slice(0, labelColumns).map((_, index) => new Set(matched(rows, index, fieldOf)).size);
  const most = Math.max(...counted);
  const labels = counted.indexOf(most);
  const named = rows.filter((cells) => isFilled(cells[labels])).length;
  if (most < 2 || most * 2 < named || matched(rows, labels, fieldOf).length > most) return undefined;
  const records = columns.flatMap((name, index) =>
    index > labels && name !== '' && !besideNames.test(name) ? [{ index, name }] : [],
  );
  if (records.length === 0) return undefined;
  const headings: string[] = [];
  const places = rows.map((cells) => {
    const label = cells[labels];
    if (!isFilled(label) || headings.includes(label)) return undefined;
    return headings.push(label);
  });
  return {
    columns: [nameOf(records, headings, expected), ...headings.map((text) => spelt(text, expected))],
    records,
    places,
  };
}

/** By the headings alone: the contract knows none of them but, at most, the corner. */
export function mayBeTransposed(columns: readonly string[], expected: readonly (readonly string[])[]): boolean {
  return columns.length >= 2 && columns.slice(1).every((heading) => fieldNamed(expected, heading) === -1);
}

function matched(
  rows: readonly (readonly Cell[])[],
  index: number,
  fieldOf: (text: string) => number,
): readonly number[] {
  return rows.flatMap((cells) => {
    const cell = cells[index];
    const field = isFilled(cell) ? fieldOf(cell) : -1;
    return field === -1 ? [] : [field];
  });
}

/** «Diện tích (ha)» is the field «Diện tích», too. */
function fieldNamed(expected: readonly (readonly string[])[], text: string): number {
  const whole = foldHeading(text);
  const found = expected.findIndex((names) => names.includes(whole));
  if (found !== -1 || whole === '') return found;
  const bare = foldHeading(text.replace(/\s*\([^()]*\)\s*$/, ''));
  return bare === '' ? -1 : expected.findIndex((names) => names.includes(bare));
}

function spelt(text: string, expected: readonly (readonly string[])[]): string {
  const names = expected[fieldNamed(expected, text)];
  return names === undefined || names.includes(foldHeading(text)) ? text : (names[0] ?? text);
}

function nameOf(
  records: Transposition['records'],
  headings: readonly string[],
  expected: readonly (readonly string[])[],
): string {
  const taken = new Set(headings.map((heading) => fieldNamed(expected, heading)));
  const years = records.every(({ name }) => readHeading(name).period !== null);
  const free = (years ? yearHeadings : placeHeadings).find((name) => {
    const field = fieldNamed(expected, name);
    return field !== -1 && !taken.has(field);
  });
  if (free !== undefined) return free;
  const left = expected.filter((_, field) => !taken.has(field));
  return (left.length === 1 ? left[0]?.[0] : undefined) ?? (years ? 'Năm' : 'Tên');
}
