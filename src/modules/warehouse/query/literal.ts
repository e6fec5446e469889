import { quoteText } from '#platform/duckdb/quote.ts';
import type { ColumnType, DatasetColumn } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import type { RawValue } from './query.ts';

/** Also of a date or a moment; what is longer would only keep the expressions below busy. */
const longestNumber = 100;

/** The value as an SQL literal of the column's type. Throws `value-invalid` where it is none. */
export function literalSql(value: RawValue, column: Pick<DatasetColumn, 'name' | 'type'>): string {
  const text = String(value).normalize('NFC');
  const readable = !text.includes('\0') && (column.type === 'VARCHAR' || text.length <= longestNumber);
  const sql = readable ? literalOf(text, column.type) : undefined;
  if (sql === undefined) {
    throw fail(
      'value-invalid',
      `«${text.slice(0, 200)}» is not a value of ${column.name}, which is ${nameOf(column.type)}`,
    );
  }
  return sql;
}

const int64 = { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n };

/** A map: an object has names of its own, such as «constructor». */
const truths = new Map([
  ['true', 'true'],
  ['t', 'true'],
  ['false', 'false'],
  ['f', 'false'],
]);

function literalOf(text: string, type: ColumnType): string | undefined {
  switch (type) {
    case 'VARCHAR':
      return quoteText(text);
    case 'BOOLEAN':
      return truths.get(text.toLowerCase());
    case 'BIGINT':
      return bigintLiteral(text);
    case 'DOUBLE':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) && Number.isFinite(Number(text))
        ? `cast(${quoteText(text)} as double)`
        : undefined;
    case 'DATE':
      return isDay(text) ? `date ${quoteText(text)}` : undefined;
    case 'TIMESTAMP':
      return timestampLiteral(text);
    case 'TIME':
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/.test(text)
        ? `cast(${quoteText(text.length === 5 ? `${text}:00` : text)} as time)`
        : undefined;
    default:
      return decimalLiteral(text, type);
  }
}

function bigintLiteral(text: string): string | undefined {
  if (!/^[+-]?\d{1,19}$/.test(text)) return undefined;
  const number = BigInt(text.replace('+', ''));
  return number >= int64.minimum && number <= int64.maximum
    ? `cast(${quoteText(String(number))} as bigint)`
    : undefined;
}

/**
 * In a width of its own: the engine widens both sides of a comparison to hold the whole digits of the one and the fraction
 * of the other, and fails where these are more than 38 together.
 */
function decimalLiteral(text: string, type: ColumnType): string | undefined {
  const digits = digitsOf(text);
  const [precision = 38, scale = 0] = (type.match(/\d+/g) ?? []).map(Number);
  if (digits === undefined) return undefined;
  const { sign, whole, fraction } = digits;
  if (Math.max(whole.length, precision - scale) + Math.max(fraction.length, scale) > 38) return undefined;
  const plain = `${sign}${whole || '0'}${fraction && `.${fraction}`}`;
  return `cast(${quoteText(plain)} as decimal(${Math.max(1, whole.length + fraction.length)}, ${fraction.length}))`;
}

/** Whether a value of the column can equal this one, of which `literalSql` made a literal. */
export function canHold({ type }: Pick<DatasetColumn, 'type'>, value: RawValue): boolean {
  const digits = type.startsWith('DECIMAL') ? digitsOf(String(value)) : undefined;
  if (digits === undefined) return true;
  const [precision = 38, scale = 0] = (type.match(/\d+/g) ?? []).map(Number);
  return digits.whole.length <= precision - scale && digits.fraction.length <= scale;
}

/** Without zeros that say nothing. */
function digitsOf(text: string) {
  const match = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  return match === null || !/\d/.test(text) ? undefined : { sign, whole, fraction };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const timestamp = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+ -]\d{2}:?\d{2})?)?$/i;

/**
 * Without an offset: Vietnam's wall clock, as it is stored. An offset after a blank had a plus, which an address that was
 * not encoded loses.
 */
function timestampLiteral(text: string): string | undefined {
  const [, day = '', time = '00:00:00', offset = ''] = timestamp.exec(text) ?? [];
  if (!isDay(day) || literalOf(time, 'TIME') === undefined) return undefined;
  const wall = `timestamp ${quoteText(`${day} ${time.length === 5 ? `${time}:00` : time}`)}`;
  const minutes = offset === '' ? 7 * 60 : minutesOf(offset);
  return minutes === 7 * 60 ? wall : `(${wall} + to_minutes(${7 * 60 - minutes}))`;
}

function minutesOf(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const size = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith('-') ? -size : size;
}

function nameOf(type: ColumnType): string {
  const names: Partial<Record<ColumnType, string>> = {
    VARCHAR: 'text',
    BOOLEAN: 'true or false',
    BIGINT: 'a whole number',
    DOUBLE: 'a number',
    DATE: 'a date (YYYY-MM-DD)',
    TIMESTAMP: 'a moment (RFC 3339)',
    TIME: 'a time of day (HH:MM:SS)',
  };
  return names[type] ?? 'a decimal number';
}
