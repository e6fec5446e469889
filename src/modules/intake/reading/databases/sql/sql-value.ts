import { decimalText } from '../../cells/decimal-text.ts';
import { numberText } from '../../cells/number-text.ts';
import { momentByMask } from './moment-by-mask.ts';
import { serverMoment } from './server-moment.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { Token } from './sql-lexer.ts';

/** What an INSERT puts into a column. `bytes` are digits of hexadecimal. */
export type SqlValue =
  | { readonly kind: 'null' | 'unknown' }
  | { readonly kind: 'text' | 'number' | 'boolean' | 'bytes' | 'moment'; readonly text: string };

const nothing: SqlValue = { kind: 'null' };
const unknown: SqlValue = { kind: 'unknown' };

/** The value of an expression of literals. What would have to be computed by a database is unknown. */
export function sqlValue(tokens: readonly Token[], dialect: SqlDialect): SqlValue {
  const [only] = tokens;
  if (only === undefined) return nothing;
  if (tokens.length === 1) return literal(only, dialect);
  const reader = new ValueReader(tokens, dialect);
  const value = reader.sum();
  return reader.isOver() ? value : unknown;
}

function literal({ kind, text, prefix }: Token, dialect: SqlDialect): SqlValue {
  if (kind === 'text') {
    if (prefix === 'X') return { kind: 'bytes', text: text.toLowerCase() };
    if (prefix === 'B') return bits(text, dialect);
    return { kind: 'text', text };
  }
  // In most dialects a name, which cannot stand where a value does; old programs meant a text.
  if (kind === 'name') return { kind: 'text', text };
  if (kind === 'number') {
    if (/^0x/i.test(text)) return { kind: 'bytes', text: text.slice(2).toLowerCase() };
    if (dialect.name === 'sqlite' && /[.e]/i.test(text)) return { kind: 'number', text: decimalText(Number(text)) };
    return { kind: 'number', text: numberText(text) ?? text };
  }
  switch (text.toUpperCase()) {
    case 'NULL':
    case 'DEFAULT':
      return nothing;
    case 'TRUE':
    case 'FALSE':
      return { kind: 'boolean', text: text.toLowerCase() };
    default:
      return unknown;
  }
}

/** A number in MySQL, a row of bits elsewhere. */
function bits(text: string, dialect: SqlDialect): SqlValue {
  if (dialect.name !== 'mysql' || !/^[01]+$/.test(text)) return { kind: 'text', text };
  return { kind: 'number', text: String(BigInt(`0b${text}`)) };
}

/** Functions and signs that dumps write around literals. */
class ValueReader {
  readonly #tokens: readonly Token[];
  readonly #dialect: SqlDialect;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], dialect: SqlDialect) {
    this.#tokens = tokens;
    this.#dialect = dialect;
  }

  isOver(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Texts that are joined, and casts behind a value. */
  sum(): SqlValue {
    let value = this.#term();
    for (;;) {
      if (this.#takeMark('|')) {
        if (!this.#takeMark('|')) return unknown;
        value = joined(value, this.#term());
      } else if (this.#takeMark('+')) value = joined(value, this.#term());
      else if (this.#takeMark(':')) {
        if (!this.#takeMark(':')) return unknown;
        value = cast(value, this.#typeName());
      } else return value;
    }
  }

  #term(): SqlValue {
    const token = this.#tokens[this.#at];
    if (token === undefined) return unknown;
    this.#at += 1;
    if (token.kind === 'mark') return this.#signed(token.text);
    if (token.kind !== 'word') return literal(token, this.#dialect);
    const following = this.#tokens[this.#at];
    const name = token.text.toUpperCase();
    if (following?.kind === 'text' && /^(?:DATE|TIME|TIMESTAMP|TIMESTAMPTZ|DATETIME)$|^_/.test(name)) {
      this.#at += 1;
      return name.startsWith('_') ? literal(following, this.#dialect) : { kind: 'moment', text: following.text };
    }
    if (following?.text === '(' && following.kind === 'mark') {
      this.#at += 1;
      return this.#called(name);
    }
    return literal(token, this.#dialect);
  }

  #signed(mark: string): SqlValue {
    if (mark === '(') {
      if (++this.#depth > 50) return unknown;
      const inner = this.sum();
      return this.#takeMark(')') ? inner : unknown;
    }
    if (mark !== '-' && mark !== '+') return unknown;
    const value = this.#term();
    if (value.kind !== 'number') return unknown;
    return mark === '-' ? { kind: 'number', text: numberText(`-${value.text}`) ?? value.text } : value;
  }

  #called(name: string): SqlValue {
    if (++this.#depth > 50) return unknown;
    if (name === 'CAST' || name === 'TRY_CAST') {
      const value = this.sum();
      if (!this.#takeWord('AS')) return unknown;
      const type = this.#typeName();
      return this.#takeMark(')') ? cast(value, type) : unknown;
    }
    if (name === 'CONVERT') {
      const type = this.#typeName();
      if (!this.#takeMark(',')) return unknown;
      const value = this.sum();
      if (this.#takeMark(',')) this.sum();
      return this.#takeMark(')') ? cast(value, type) : unknown;
    }
    const values: SqlValue[] = [];
    if (!this.#takeMark(')')) {
      do values.push(this.sum());
      while (this.#takeMark(','));
      if (!this.#takeMark(')')) return unknown;
    }
    return call(name, values);
  }

  /** `decimal(10, 2)`, `character varying(5)`, `[int]`, `text[]`: the first word says what is asked for. */
  #typeName(): string {
    const first = this.#tokens[this.#at++];
    while (this.#tokens[this.#at]?.kind === 'word' && this.#tokens[this.#at]?.text.toUpperCase() !== 'AS')
      this.#at += 1;
    if (this.#takeMark('(')) while (!this.isOver() && !this.#takeMark(')')) this.#at += 1;
    while (this.#takeMark('[') || this.#takeMark(']')) continue;
    return (first?.text ?? '').toLowerCase();
  }

  #takeMark(mark: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'mark' || token.text !== mark) return false;
    this.#at += 1;
    return true;
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || token.text.toUpperCase() !== word) return false;
    this.#at += 1;
    return true;
  }
}

function joined(left: SqlValue, right: SqlValue): SqlValue {
  if (!('text' in left) || !('text' in right)) return unknown;
  return { kind: 'text', text: left.text + right.text };
}

function cast(value: SqlValue, type: string): SqlValue {
  if (!('text' in value)) return value;
  if (/^(?:date|time|datetime|smalldatetime|timestamp)/.test(type)) {
    if (value.kind !== 'bytes') return { kind: 'moment', text: value.text };
    const moment = serverMoment(value.text, type);
    return moment === undefined ? value : { kind: 'moment', text: moment };
  }
  if (/^(?:\w*int|decimal|numeric|float|real|double|\w*money|number)/.test(type)) {
    const number = numberText(value.text);
    if (number === undefined || value.kind === 'bytes') return value;
    return { kind: 'number', text: /^(?:float|real|double)/.test(type) ? decimalText(Number(number)) : number };
  }
  return type.startsWith('bool') && value.kind === 'text' ? { kind: 'boolean', text: value.text } : value;
}

/** What dumps of Oracle and SQLite write so that a text keeps to one line, or a day to one form. */
function call(name: string, values: readonly SqlValue[]): SqlValue {
  const texts = values.map((value) => ('text' in value ? value.text : undefined));
  const [first, second, third] = texts;
  if (first === undefined) return values[0]?.kind === 'null' || /^EMPTY_[BC]LOB$/.test(name) ? nothing : unknown;
  switch (name) {
    case 'TO_DATE':
    case 'TO_TIMESTAMP':
    case 'TO_TIMESTAMP_TZ': {
      const moment = second === undefined ? first : momentByMask(first, second);
      return moment === undefined ? unknown : { kind: 'moment', text: moment };
    }
    case 'CHR':
    case 'CHAR':
    case 'NCHAR':
    case 'NCHR':
      return /^\d{1,7}$/.test(first) && Number(first) <= 0x10ffff
        ? { kind: 'text', text: String.fromCodePoint(Number(first)) }
        : unknown;
    case 'REPLACE':
      return second === undefined || third === undefined || second === ''
        ? unknown
        : { kind: 'text', text: first.replaceAll(second, third) };
    case 'UNISTR':
      return {
        kind: 'text',
        text: first.replace(/\\(?:u?([0-9a-fA-F]{4})|\\)/g, (_, code?: string) =>
          code === undefined ? '\\' : String.fromCharCode(Number.parseInt(code, 16)),
        ),
      };
    case 'CONCAT':
      return texts.includes(undefined) ? unknown : { kind: 'text', text: texts.join('') };
    case 'HEXTORAW':
    case 'UNHEX':
      return { kind: 'bytes', text: first.toLowerCase() };
    case 'TO_CLOB':
    case 'TO_NCLOB':
    case 'TO_NUMBER':
      return values[0] ?? unknown;
    default:
      return unknown;
  }
}
