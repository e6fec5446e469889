import type { Column, Value } from 'mdb-reader';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { decimalText } from '../../cells/decimal-text.ts';
import type { Cell } from '../../read-outcome.ts';

const numeric = new Set<Column['type']>([
  'byte',
  'integer',
  'long',
  'currency',
  'float',
  'double',
  'numeric',
  'bigint',
]);

/** Pictures, documents and attachments are no cells. */
export function isReadable({ type }: Column): boolean {
  return type !== 'ole' && type !== 'complex';
}

export function isNumeric({ type }: Column): boolean {
  return numeric.has(type);
}

/** A value as the library gives it; bytes are hexadecimal digits. */
export function accessCell(value: Value, { type }: Column, decode: (text: string) => string): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return type === 'float' ? singleText(value) : decimalText(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return momentCell(value);
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (typeof value !== 'string') return null;
  if (type === 'currency' || type === 'numeric') return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
  return normalizeCellText(decode(value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value));
}

/** The shortest text that is the same number in single precision. */
function singleText(value: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return decimalText(short);
  }
  return decimalText(value);
}

/** Access has one kind of day, moment and time: without a time it is a day, on the day from which it counts a time. */
function momentCell(moment: Date): Cell {
  if (Number.isNaN(moment.getTime())) return null;
  const text = moment.toISOString().slice(0, 19);
  if (text.startsWith('1899-12-30T')) return text.slice(11);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
}
