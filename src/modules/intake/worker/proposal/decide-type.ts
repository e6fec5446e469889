import type { LogicalType } from '#modules/catalog/offline.ts';
import type { ColumnProfile } from '#modules/quality/offline/profile.ts';
import { namesCodes, namesMeasures, says } from './heading-words.ts';
import { unitOfAmounts } from '#modules/quality/offline/profile.ts';
import { birthHeadings } from './personal-clues.ts';
import { unitOfHeading } from './unit-of-heading.ts';

export interface TypeDecision {
  readonly type: LogicalType;
  readonly physicalType?: string;
  /** Of the rows with a value, those that can be read so. */
  readonly share: number;
}

/** What a file must agree to before a rule is proposed that rejects rows. */
export const agreed = 0.99;
/** The same for what the heading says, or what cannot be met by chance: its slips are the file's, and rejected. */
export const agreedOfSlips = 0.95;

/** `present`: rows with a value. */
export function decideType(column: ColumnProfile, words: string, present: number): TypeDecision {
  const text: TypeDecision = { type: 'string', share: 1 };
  if (present <= 0 || mustStayText(column, words, present)) return text;
  const share = (kind: Parameters<typeof column.kinds.get>[0]) => (column.kinds.get(kind)?.agrees ?? 0) / present;
  const typical = (kind: Parameters<typeof column.kinds.get>[0]) => (column.kinds.get(kind)?.typical ?? 0) / present;

  if (typical('boolean') >= agreed && isTruth(column)) return { type: 'boolean', share: share('boolean') };
  const dated = says(words, dayWords) && !says(words, ['so ngay']);
  const date = says(words, birthHeadings) ? 'birth-date' : 'date';
  const readAsDate = dated ? share(date) : typical(date);
  // A day that is written in a column of days: five digits among numbers are no date.
  if (
    readAsDate >= (dated && typical(date) >= agreedOfSlips ? agreedOfSlips : agreed) &&
    (dated || typical(date) >= agreed || share('number') < agreed)
  ) {
    if (!(dated && typical(date) < 0.5 && !isDaySpelled(column))) return { type: 'date', share: share(date) };
  }
  if (share('timestamp') >= agreed && typical('timestamp') > 0.01) {
    return { type: 'timestamp', share: share('timestamp') };
  }
  // Millions as a heading has them, with `15.500.000 đ` or `850 tr` between: hardly ever whole.
  const amounts = typical('decimal-amount') > 0 && share('decimal-amount') >= agreed;
  if (amounts && (unitOfAmounts(column.heading) > 1 || Math.max(share('number'), share('amount')) < agreed))
    return { type: 'number', share: share('decimal-amount') };
  if (share('number') >= agreed) return numberType(column, words, { share, present });
  if (share('number') >= agreedOfSlips && (namesMeasures(words) || unitOfHeading(column.heading) !== null))
    return numberType(column, words, { share, present });
  if (share('amount') >= agreed) return { type: 'integer', share: share('amount') };
  if (share('time') >= agreed) return { type: 'time', share: share('time') };
  return text;
}

const dayWords = ['ngay', 'date', 'day'];

/** Codes stay text for ever, and so does whatever would lose a zero as a number. */
function mustStayText(column: ColumnProfile, words: string, present: number): boolean {
  if (column.leadingZeros > 0) return true;
  // Longer than any whole number that can be kept: an identifier.
  if (column.maxDigits > 19) return true;
  // `1.004590` too: a procedure's code ends in zeros.
  if (namesCodes(words) && !namesMeasures(words) && !says(words, dayWords)) return true;
  if (column.digitsOnly < agreed * present) return false;
  const fixed = column.minDigits === column.maxDigits;
  return fixed && column.maxDigits >= 9 && column.distinct > 0.5 * column.rows && !namesMeasures(words);
}

/** `có` and `không`, or ticks and nothing; not a single word in every row. */
function isTruth({ frequent, distinct }: ColumnProfile): boolean {
  const said = new Set(frequent.map(({ text }) => text.toLowerCase()));
  return distinct <= 6 && (said.size >= 2 || said.has('x') || said.has('true') || said.has('false'));
}

/** Eight digits, or a spreadsheet's count of days since 1900. */
function isDaySpelled({ minDigits, maxDigits }: ColumnProfile): boolean {
  return minDigits === maxDigits && (maxDigits === 8 || maxDigits === 5);
}

interface Shares {
  readonly share: (kind: 'integer' | 'bigint') => number;
  readonly present: number;
}

function numberType(column: ColumnProfile, words: string, { share, present }: Shares): TypeDecision {
  // `400.0` is measured to a tenth, whatever it came to.
  if (
    share('integer') >= agreed &&
    (column.typed ? column.decimals : column.sureDecimals) === 0 &&
    isWhole(column, words, present)
  )
    return { type: 'integer', share: share('integer') };
  if (share('bigint') >= agreed && column.significantDigits > 15) {
    return { type: 'integer', physicalType: 'BIGINT', share: share('bigint') };
  }
  const number: TypeDecision = { type: 'number', share: (column.kinds.get('number')?.agrees ?? 0) / present };
  // Amounts that a double cannot keep; the noise of computed decimals is none of them.
  if (column.typed || column.decimals === 0 || column.decimals > 4 || column.significantDigits <= 15) return number;
  return { ...number, physicalType: `DECIMAL(38,${column.decimals})` };
}

/** Whether `1.234` is surely a thousand and more, where it occurs. */
function isWhole(column: ColumnProfile, words: string, present: number): boolean {
  if (column.typed || column.ambiguous === 0) return true;
  if (column.grouped > 0 || says(words, ['dong', 'vnd', 'so tien', 'le phi', 'kinh phi'])) return true;
  // Beside small whole numbers, and no great one that is written without groups.
  return column.ungrouped === 0 && column.ambiguous < present && allZeros(column);
}

/** `15.000`, `2.500`: what is measured is seldom so round. */
function allZeros({ frequent }: ColumnProfile): boolean {
  const parted = frequent.filter(({ text }) => /[.,]\d{3}$/.test(text));
  return parted.length > 0 && parted.every(({ text }) => text.endsWith('00'));
}
