import { normalizeCellText } from '#platform/text/cell-text.ts';
import { decimalText } from '../../cells/decimal-text.ts';
import { numberText } from '../../cells/number-text.ts';
import type { Cell } from '../../read-outcome.ts';
import { momentText } from '../moment-text.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { SqlValue } from './sql-value.ts';
import type { StoredAs } from '../stored-as.ts';

export interface SqlCell {
  readonly text: Cell;
  readonly isNumber: boolean;
}

const blank: SqlCell = { text: null, isNumber: false };

/** A value as a cell of a column that is declared to be stored as `storedAs`; undefined: nobody said how. */
export function sqlCell(
  value: SqlValue,
  storedAs: StoredAs | undefined,
  { name: dialect, recoded = false }: Pick<SqlDialect, 'name' | 'recoded'>,
): SqlCell {
  switch (value.kind) {
    case 'null':
    case 'unknown':
      return blank;
    case 'number':
      return { text: storedAs === 'float' ? floatText(value.text) : value.text, isNumber: true };
    case 'boolean':
      return { text: value.text, isNumber: false };
    case 'moment':
      return { text: momentText(value.text) ?? textCell(value.text), isNumber: false };
    case 'bytes':
      if (storedAs === 'bits' && value.text !== '') return { text: String(BigInt(`0x${value.text}`)), isNumber: true };
      // SQL Server, and MySQL where a number is due.
      if (storedAs === 'number' && /^[0-9a-f]{1,16}$/.test(value.text))
        return { text: String(BigInt(`0x${value.text}`)), isNumber: true };
      return {
        text: storedAs === 'text' ? textCell(Buffer.from(value.text, 'hex').toString('utf8')) : value.text,
        isNumber: false,
      };
    case 'text':
      // Its programs write bytes as texts.
      if (dialect === 'mysql' && (storedAs === 'bits' || (storedAs === 'bytes' && !recoded)))
        return sqlCell({ kind: 'bytes', text: Buffer.from(value.text).toString('hex') }, storedAs, { name: dialect });
      return declaredCell(value.text, storedAs);
  }
}

/** A cell of a COPY block, where every value is written as a text. */
export function copiedCell(text: string, storedAs: StoredAs | undefined): SqlCell {
  if (storedAs === 'boolean' && (text === 't' || text === 'f'))
    return { text: text === 't' ? 'true' : 'false', isNumber: false };
  return declaredCell(text, storedAs);
}

function declaredCell(text: string, storedAs: StoredAs | undefined): SqlCell {
  if (storedAs === 'number' || storedAs === 'float') {
    const number = numberText(text);
    if (number !== undefined) return { text: storedAs === 'float' ? floatText(number) : number, isNumber: true };
  }
  if (storedAs === 'bytes' && /^\\x[0-9a-f]*$/i.test(text)) return { text: text.slice(2), isNumber: false };
  if (storedAs === 'bytes' && /\\[0-7]{3}/.test(text)) return { text: escapedBytes(text), isNumber: false };
  if (storedAs === 'moment') return { text: momentText(text) ?? textCell(text), isNumber: false };
  return { text: textCell(text), isNumber: false };
}

/** As PostgreSQL wrote them before it had digits: `\377\000abc`. */
function escapedBytes(text: string): string {
  const bytes = text.replace(/\\(?:([0-7]{3})|\\)/g, (_, octal?: string) =>
    octal === undefined ? '\\' : String.fromCharCode(Number.parseInt(octal, 8) & 0xff),
  );
  return Buffer.from(bytes, 'latin1').toString('hex');
}

/** A number in floating point in its shortest form: programs write out digits that are none of it. */
function floatText(text: string): string {
  const number = Number(text);
  return Number.isFinite(number) ? decimalText(number) : text;
}

function textCell(text: string): string {
  return normalizeCellText(text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text);
}
