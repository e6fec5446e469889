import { isUtf8 } from 'node:buffer';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { decimalText } from '../../cells/decimal-text.ts';
import type { Cell } from '../../read-outcome.ts';
import { momentText } from '../moment-text.ts';
import type { StoredAs } from '../stored-as.ts';

export type SqliteValue = null | bigint | number | string | Uint8Array;

export interface SqliteCell {
  readonly text: Cell;
  readonly isNumber: boolean;
}

/** A value by what it is, which in SQLite need not be what its column is declared as; bytes are hexadecimal digits. */
export function sqliteCell(
  value: SqliteValue,
  storedAs: StoredAs | undefined,
  decode: (text: string) => string,
): SqliteCell {
  if (value === null) return { text: null, isNumber: false };
  if (typeof value === 'bigint') return { text: String(value), isNumber: true };
  if (typeof value === 'number')
    return { text: Number.isFinite(value) ? decimalText(value) : String(value), isNumber: true };
  if (typeof value === 'string') return { text: textCell(value, storedAs, decode), isNumber: false };
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  // Programs store a text as bytes, too.
  if (storedAs === 'text' && isUtf8(bytes) && !bytes.includes(0))
    return { text: textCell(bytes.toString('utf8'), storedAs, decode), isNumber: false };
  return { text: bytes.toString('hex'), isNumber: false };
}

function textCell(value: string, storedAs: StoredAs | undefined, decode: (text: string) => string): string {
  if (storedAs === 'moment') {
    const moment = momentText(value);
    if (moment !== undefined) return moment;
  }
  return normalizeCellText(decode(value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value));
}
