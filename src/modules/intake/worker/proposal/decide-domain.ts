import type { DraftField } from '#modules/catalog/offline.ts';
import { mostFrequent, type ColumnProfile } from '#modules/quality/offline/profile.ts';
import type { TypeDecision } from './decide-type.ts';
import { namesMeasures } from './heading-words.ts';

/** A closed list of values is proposed where so few values are on so many rows that another is hardly to be expected. */
const mostValues = 20;
const fewestRows = 30;
const rowsAValue = 10;
/** Enough that a new value would rather be a slip. */
const rowsAValueForErrors = 25;
const longestValue = 60;

/** `signs`: texts that stand for no value. */
export function proposeEnumeration(
  column: ColumnProfile,
  { type }: TypeDecision,
  signs: readonly string[],
): DraftField['enumeration'] {
  if (type !== 'string' || column.distinct > mostFrequent) return undefined;
  const known = column.frequent.filter(({ text }) => !signs.includes(text));
  const values = [...new Set(known.map(({ text }) => text))];
  const rows = known.reduce((sum, one) => sum + one.rows, 0);
  if (values.length < 2 || values.length > mostValues || rows < fewestRows || rows < rowsAValue * values.length)
    return undefined;
  if (values.some((value) => value.length > longestValue || /\p{Cc}/u.test(value))) return undefined;
  const sure = rows >= rowsAValueForErrors * values.length && known.every((one) => one.rows >= 2);
  return { values: values.toSorted((a, b) => a.localeCompare(b, 'vi')), severity: sure ? 'error' : 'warning' };
}

const enoughValues = 10;
const longestCode = 40;

/** Limits that another delivery will keep, too: the one shape that many codes have, and no negative counts. */
export function proposeLimits(
  column: ColumnProfile,
  { type }: TypeDecision,
  { words, free, signs }: { readonly words: string; readonly free: boolean; readonly signs: readonly string[] },
): DraftField['limits'] {
  if (type === 'string') {
    const pattern = free && signs.length === 0 ? patternOf(column) : undefined;
    return pattern === undefined ? {} : { pattern };
  }
  const counted = (type === 'integer' || type === 'number') && (namesMeasures(words) || words.startsWith(' so '));
  const plain = column.ambiguous === 0 && column.grouped === 0;
  if (
    counted &&
    plain &&
    column.rows >= enoughValues &&
    column.minimum !== null &&
    column.minimum >= 0 &&
    !signedMeasure(words)
  ) {
    return { minimum: 0 };
  }
  return {};
}

/** Growth, balances and temperatures fall below zero some other time. */
function signedMeasure(words: string): boolean {
  return /nhiet do|temp|tang|giam|chenh|growth|change|balance|lai|lo |rate|index|chi so|value|gia tri|score|diem/.test(
    words,
  );
}

function patternOf({ shape, distinct, maxLength }: ColumnProfile): string | undefined {
  if (shape === null || distinct < enoughValues || maxLength > longestCode) return undefined;
  if (!/^[9A._/ -]+$/.test(shape) || !shape.includes('9')) return undefined;
  const parts = shape.match(/9+|A+|[^9A]/g) ?? [];
  return `^${parts.map(partOf).join('')}$`;
}

function partOf(part: string): string {
  const times = part.length === 1 ? '' : `{${part.length}}`;
  if (part.startsWith('9')) return `[0-9]${times}`;
  if (part.startsWith('A')) return `[A-Z]${times}`;
  return part === '.' || part === '/' ? `\\${part}` : part;
}
