import { unescapeText } from './unescape-text.ts';
import { commentEnd } from './sql-comments.ts';
import type { SqlDialect } from './sql-dialect.ts';

export type TokenKind = 'word' | 'name' | 'text' | 'number' | 'mark' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Of a text and of a name in quotes: what it says. */
  readonly text: string;
  /** The letter before a text: N'…', X'…', B'…'. */
  readonly prefix: string;
  /** Nothing but blanks stands before it on its line. */
  readonly first: boolean;
  readonly at: number;
}

/** Reads tokens of a text that comes in pieces. What was read since `commit` can be read again. */
export interface SqlLexer {
  readonly feed: (piece: string) => void;
  readonly finish: () => void;
  /** The next token, behind blanks and comments; undefined: it may go on in a piece to come. */
  readonly next: () => Token | undefined;
  /** Puts the last token back. */
  readonly back: () => void;
  /** The rest of a line, without its end; undefined as above, 'end' at the end of everything. */
  readonly line: () => string | undefined;
  readonly isOver: () => boolean;
  /** Lets go of everything that was read. */
  readonly commit: () => void;
  readonly rewind: () => void;
  /** Characters that have been fed since `commit`. */
  readonly waiting: () => number;
  readonly lineOf: (at: number) => number;
  /** What ends a statement; MySQL's programs change it. */
  readonly setDelimiter: (delimiter: string) => void;
  readonly delimiter: () => string;
}

const blanks = /\s*/y;
const word = /[\p{L}_@$#][\p{L}\p{M}\p{N}_@$#]*/uy;
const number = /(?:0[xX][0-9a-fA-F]*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y;
const dollarTag = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const prefixes = new Set(['N', 'E', 'X', 'B']);
const closing: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['{', '}'],
  ['(', ')'],
  ['<', '>'],
]);

export function createSqlLexer(dialect: SqlDialect): SqlLexer {
  let text = '';
  let at = 0;
  let tokenStart = 0;
  let over = false;
  let lineBefore = 1;
  let delimiter = ';';
  const nests = dialect.name === 'postgres' || dialect.name === 'sqlserver';
  const dollars = dialect.name === 'postgres' || dialect.name === 'standard';
  const brackets = dialect.name === 'sqlserver' || dialect.name === 'sqlite' || dialect.name === 'standard';

  /** The end of a match that surely ends there; undefined: more of it may come. */
  const matched = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = at;
    const end = pattern.test(text) ? pattern.lastIndex : at;
    return end === text.length && !over ? undefined : end;
  };

  /** Behind blanks and comments; false: not known yet, or a comment is never closed. */
  const skipBlanks = (): boolean => {
    for (;;) {
      if (beginsToken(text.charCodeAt(at))) return true;
      blanks.lastIndex = at;
      blanks.test(text);
      at = blanks.lastIndex;
      const two = text.slice(at, at + 2);
      if (two.length < 2 && !over) return false;
      if (two === '--' || (two.startsWith('#') && dialect.name === 'mysql')) {
        const end = text.indexOf('\n', at);
        if (end === -1 && !over) return false;
        at = end === -1 ? text.length : end + 1;
      } else if (two === '/*') {
        // What MySQL does behind a condition may have comments of its own.
        const end = commentEnd(
          text,
          at,
          nests || (dialect.name === 'mysql' && /^M?!/.test(text.slice(at + 2, at + 4))),
        );
        if (end === undefined) return false;
        at = end;
      } else return true;
    }
  };

  const token = (kind: TokenKind, end: number, says?: string, prefix = ''): Token => {
    const read: Token = {
      kind,
      text: says ?? text.slice(tokenStart, end),
      prefix,
      first: isFirst(text, tokenStart),
      at: tokenStart,
    };
    at = end;
    return read;
  };

  /** A text or name in quotes, from its first mark on. */
  const quoted = (
    kind: TokenKind,
    start: number,
    close: string,
    backslash: boolean,
    prefix = '',
  ): Token | undefined => {
    let end = start + 1;
    let escaped = false;
    let doubled = false;
    for (;;) {
      const stop = backslash ? nextSign(text, end, close) : text.indexOf(close, end);
      if (text[stop] === '\\') {
        escaped = true;
        end = stop + 2;
        if (end > text.length) return over ? token('end', text.length, 'unclosed') : undefined;
        continue;
      }
      if (stop === -1) return over ? token('end', text.length, 'unclosed') : undefined;
      if (stop + 1 === text.length && !over) return undefined;
      if (text[stop + 1] !== close) {
        const raw = text.slice(start + 1, stop);
        const single = doubled ? raw.replaceAll(close + close, close) : raw;
        return token(kind, stop + 1, escaped ? unescapeText(single, dialect.name === 'mysql') : single, prefix);
      }
      doubled = true;
      end = stop + 2;
    }
  };

  const next = (): Token | undefined => {
    const known = skipBlanks();
    tokenStart = at;
    if (!known) return over ? token('end', text.length, 'unclosed') : undefined;
    if (at >= text.length) return over ? token('end', at, '') : undefined;
    const letter = text[at] ?? '';
    if (delimiter !== ';' && text.startsWith(delimiter, at)) return token('mark', at + delimiter.length);
    if (letter === "'") return quoted('text', at, "'", dialect.backslash);
    if (letter === '"')
      return dialect.name === 'mysql' && dialect.quotedNames !== true
        ? quoted('text', at, '"', dialect.backslash)
        : quoted('name', at, '"', false);
    if (letter === '`') return quoted('name', at, '`', false);
    if (letter === '[' && brackets) return quoted('name', at, ']', false);
    if (letter === '$' && dollars) {
      const end = matched(dollarTag);
      if (end === undefined) return undefined;
      if (end > at) return dollarQuoted(text.slice(at, end));
    }
    if (/[0-9.]/.test(letter)) {
      const end = matched(number);
      if (end === undefined) return undefined;
      if (end > at) return token('number', end);
    }
    const wordEnd = matched(word);
    if (wordEnd === undefined) return undefined;
    if (wordEnd === at) return token('mark', at + 1);
    // A delimiter of letters or dollars, as in END$$, is none of the word.
    const delimited = delimiter === ';' ? -1 : text.slice(at, wordEnd).indexOf(delimiter);
    const end = delimited === -1 ? wordEnd : at + delimited;
    const said = text.slice(at, end);
    const prefix = said.toUpperCase();
    if (text[end] === "'" && /^n?q$/i.test(said) && (dialect.name === 'oracle' || dialect.name === 'standard'))
      return chosenQuotes(end);
    if (text[end] === "'" && (prefixes.has(prefix) || (said.startsWith('_') && dialect.name === 'mysql'))) {
      return quoted('text', end, "'", dialect.backslash || prefix === 'E', prefix);
    }
    return token('word', end);
  };

  /** Oracle's q'[it's]', whose end is the sign of its beginning with a mark behind it. */
  const chosenQuotes = (start: number): Token | undefined => {
    const sign = text[start + 1];
    const stop = sign === undefined ? -1 : text.indexOf(`${closing.get(sign) ?? sign}'`, start + 2);
    if (stop === -1) return over ? token('end', text.length, 'unclosed') : undefined;
    return token('text', stop + 2, text.slice(start + 2, stop));
  };

  const dollarQuoted = (tag: string): Token | undefined => {
    const stop = text.indexOf(tag, at + tag.length);
    if (stop === -1) return over ? token('end', text.length, 'unclosed') : undefined;
    return token('text', stop + tag.length, text.slice(at + tag.length, stop));
  };

  return {
    feed: (piece) => {
      text = text.slice(at) + piece;
      at = 0;
    },
    finish: () => {
      over = true;
    },
    next,
    back: () => {
      at = tokenStart;
    },
    line: () => {
      const end = text.indexOf('\n', at);
      if (end === -1 && !over) return undefined;
      const rest = text.slice(at, end === -1 ? text.length : end);
      at = end === -1 ? text.length : end + 1;
      return rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    },
    isOver: () => over && at >= text.length,
    commit: () => {
      lineBefore += countLines(text.slice(0, at));
      text = text.slice(at);
      at = 0;
    },
    rewind: () => {
      at = 0;
    },
    waiting: () => text.length,
    lineOf: (place) => lineBefore + countLines(text.slice(0, place)),
    setDelimiter: (given) => {
      delimiter = given;
    },
    delimiter: () => delimiter,
  };
}

/** Most tokens stand right behind the one before: neither a blank nor what may begin a comment. */
function beginsToken(code: number): boolean {
  return (code > 0x2f && code < 0x7f) || code === 0x27 || code === 0x28 || code === 0x29 || code === 0x2c;
}

/** The next mark that closes a text, or backslash. */
function nextSign(text: string, from: number, close: string): number {
  const sign = close === '"' ? /["\\]/g : /['\\]/g;
  sign.lastIndex = from;
  return sign.exec(text)?.index ?? -1;
}

function isFirst(text: string, at: number): boolean {
  for (let index = at - 1; index >= 0; index--) {
    if (text[index] === '\n') return true;
    if (text[index] !== ' ' && text[index] !== '\t' && text[index] !== '\r') return false;
  }
  return true;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
