import { decimalText } from '../cells/decimal-text.ts';
import { serialText, type SerialKind } from './serial-date.ts';

/** What a cell's number format makes of its number. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'padded'; readonly digits: number }
  | { readonly kind: 'percent' }
  | { readonly kind: 'date'; readonly parts: SerialKind };

const plain: NumberFormat = { kind: 'plain' };
const percent: NumberFormat = { kind: 'percent' };

/** `0%` and `0.00%`. */
const builtInPercents: ReadonlySet<number> = new Set([9, 10]);

/** Built-in formats that show dates; the others come with their code. */
const builtInDates: Readonly<Record<number, SerialKind>> = {
  14: 'date',
  15: 'date',
  16: 'date',
  17: 'date',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  22: 'moment',
  27: 'date',
  28: 'date',
  29: 'date',
  30: 'date',
  31: 'date',
  32: 'time',
  33: 'time',
  34: 'time',
  35: 'time',
  36: 'date',
  45: 'time',
  46: 'time',
  47: 'time',
  50: 'date',
  51: 'date',
  52: 'date',
  53: 'date',
  54: 'date',
  57: 'date',
  58: 'date',
};

export function numberFormat(id: number, code: string | undefined): NumberFormat {
  const builtIn = builtInDates[id];
  if (code === undefined && builtInPercents.has(id)) return percent;
  if (code === undefined) return builtIn === undefined ? plain : { kind: 'date', parts: builtIn };
  const first = (code.split(';')[0] ?? '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/"[^"]*"|\\.|_./g, '');
  if (/^0{2,}$/.test(first.trim())) return { kind: 'padded', digits: first.trim().length };
  if (first.split('%').length === 2) return percent;
  if (/general/i.test(first) || !/[dmyhs]/i.test(first)) return plain;
  const time = /[hs]/i.test(first);
  const day = /[dy]/i.test(first) || (/m/i.test(first) && !time);
  return { kind: 'date', parts: day && time ? 'moment' : day ? 'date' : 'time' };
}

/** `percents`: those formats count, too; see `ReadOptions`. */
export function wantedFormat(format: NumberFormat, percents: boolean | undefined): NumberFormat {
  return format.kind === 'percent' && percents !== true ? plain : format;
}

/**
 * A number cell as text: a date in ISO 8601, leading zeros where the format shows them, hundredths with a percent sign where
 * it shows one (0.125 is `12.5%`, as a csv of the sheet has it), else its shortest decimal form.
 */
export function formattedNumber(
  value: number,
  format: NumberFormat,
  date1904: boolean,
): { readonly text: string; readonly isNumber: boolean } {
  if (format.kind === 'date') {
    const text = serialText(value, format.parts, date1904);
    if (text !== undefined) return { text, isNumber: false };
  }
  if (format.kind === 'padded' && Number.isInteger(value) && value >= 0) {
    const text = decimalText(value).padStart(format.digits, '0');
    return { text, isNumber: !text.startsWith('0') || text === '0' };
  }
  if (format.kind === 'percent') return { text: `${hundredfold(decimalText(value))}%`, isNumber: true };
  return { text: decimalText(value), isNumber: true };
}

/** The point moves: a product would have digits that nobody wrote. */
function hundredfold(decimal: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const digits = `${whole}${fraction.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(2);
  return `${sign}${digits}${rest === '' ? '' : `.${rest}`}`;
}
