import { decimalText } from '../cells/decimal-text.ts';
import { serialText, type SerialKind } from './serial-date.ts';

/** What a cell's number format makes of its number. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'padded'; readonly digits: number }
  | { readonly kind: 'date'; readonly parts: SerialKind };

const plain: NumberFormat = { kind: 'plain' };

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
  if (code === undefined) return builtIn === undefined ? plain : { kind: 'date', parts: builtIn };
  const first = (code.split(';')[0] ?? '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/"[^"]*"|\\.|_./g, '');
  if (/^0{2,}$/.test(first.trim())) return { kind: 'padded', digits: first.trim().length };
  if (/general/i.test(first) || !/[dmyhs]/i.test(first)) return plain;
  const time = /[hs]/i.test(first);
  const day = /[dy]/i.test(first) || (/m/i.test(first) && !time);
  return { kind: 'date', parts: day && time ? 'moment' : day ? 'date' : 'time' };
}

/** A number cell as text: a date in ISO 8601, leading zeros where the format shows them, else its shortest decimal form. */
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
  return { text: decimalText(value), isNumber: true };
}
