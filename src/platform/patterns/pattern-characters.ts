import { PatternProblem, type PatternReader } from './pattern-reader.ts';
import { re2PropertyOf } from './pattern-properties.ts';

/** A part of a pattern in RE2's words, with its rough share of the compiled program. */
export interface Piece {
  readonly text: string;
  readonly cost: number;
}

type Range = readonly [from: number, to: number];

const last = 0x10ffff;
const everything: Range = [0, last];
const digits: readonly Range[] = [[0x30, 0x39]];
const wordCharacters: readonly Range[] = [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]]; // prettier-ignore
/** ECMA-262's white space and line ends; RE2's own `\s` is ASCII. */
const blanks: readonly Range[] = [
  [0x9, 0xd], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f],
  [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff],
]; // prettier-ignore
const sets: Readonly<Record<string, readonly Range[]>> = {
  d: digits,
  D: complement(digits),
  w: wordCharacters,
  W: complement(wordCharacters),
  s: blanks,
  S: complement(blanks),
};
const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Ranges in order, none touching another: what lies between them. */
function complement(ranges: readonly Range[]): readonly Range[] {
  const starts = [0, ...ranges.map(([, to]) => to + 1)];
  const ends = [...ranges.map(([from]) => from - 1), last];
  return starts.map((from, index): Range => [from, ends[index] ?? last]).filter(([from, to]) => from <= to);
}

/** Behind a `\` outside a class. */
export function readEscape(reader: PatternReader): Piece {
  const escape = readAnyEscape(reader);
  if (typeof escape !== 'number') return { text: `[${escape.text}]`, cost: escape.cost };
  return { text: literal(escape), cost: 1 };
}

/** Behind a `[`. */
export function readClass(reader: PatternReader): Piece {
  const negated = reader.take('^');
  let text = '';
  let cost = 1;
  while (!reader.take(']')) {
    const from = readMember(reader);
    if (reader.sees('-') && !reader.sees('-]')) {
      reader.take('-');
      const to = readMember(reader);
      if (typeof from !== 'number' || typeof to !== 'number') throw reader.broken('range between classes');
      if (from > to) throw reader.broken('range out of order');
      text += range([from, to]);
      cost += to > 0x7f ? 8 : 1;
    } else if (typeof from === 'number') {
      text += literal(from);
      cost += 1;
    } else {
      text += from.text;
      cost += from.cost;
    }
  }
  if (text === '') return { text: negated ? `[${range(everything)}]` : `[^${range(everything)}]`, cost };
  return { text: `[${negated ? '^' : ''}${text}]`, cost: negated ? cost + 10 : cost };
}

function readMember(reader: PatternReader): number | Piece {
  if (!reader.take('\\')) return codeOf(reader.next());
  // In a class it is the backspace.
  if (reader.take('b')) return 8;
  return readAnyEscape(reader);
}

/** One character, or the inside of a class. */
function readAnyEscape(reader: PatternReader): number | Piece {
  const start = reader.position() - 1;
  const letter = reader.next();
  const set = sets[letter];
  if (set !== undefined) return { text: set.map(range).join(''), cost: set.length * 3 };
  const control = controls[letter];
  if (control !== undefined) return control;
  if (/[!-/:-@[-`{-~ ]/.test(letter)) return codeOf(letter);
  switch (letter) {
    case '0':
      if (/^[0-9]/.test(reader.atEnd() ? '' : peek(reader))) throw reader.brokenAt(start, 'octal escape');
      return 0;
    case 'c': {
      const control = reader.next();
      if (!/^[A-Za-z]$/.test(control)) throw reader.brokenAt(start, 'control letter');
      return codeOf(control) % 32;
    }
    case 'x':
      return readHex(reader, 2, start);
    case 'u':
      return readUnicode(reader, start);
    case 'p':
    case 'P': {
      if (!reader.take('{')) throw reader.brokenAt(start, 'property name');
      const name = reader.until('}');
      const property = re2PropertyOf(name);
      if (property === undefined) throw reader.brokenAt(start, `unknown property ${name}`);
      return { text: `\\${letter}{${property}}`, cost: 250 };
    }
    default:
      if (/^[1-9k]$/.test(letter)) throw backReference(letter);
      throw reader.brokenAt(start, `unknown escape \\${letter}`);
  }
}

function peek(reader: PatternReader): string {
  const here = reader.position();
  const character = reader.next();
  reader.goTo(here);
  return character;
}

function readHex(reader: PatternReader, length: number, start: number): number {
  let digitsRead = '';
  while (digitsRead.length < length) digitsRead += reader.next();
  if (!/^[0-9A-Fa-f]+$/.test(digitsRead)) throw reader.brokenAt(start, 'hexadecimal digits');
  return Number.parseInt(digitsRead, 16);
}

/** `\uXXXX`, two of them as a surrogate pair, or `\u{X…}`. */
function readUnicode(reader: PatternReader, start: number): number {
  let code: number;
  if (reader.take('{')) {
    const text = reader.until('}');
    code = /^[0-9A-Fa-f]+$/.test(text) ? Number.parseInt(text, 16) : last + 1;
  } else {
    code = readHex(reader, 4, start);
    if (code >= 0xd800 && code < 0xdc00 && reader.take('\\u')) {
      const low = readHex(reader, 4, start);
      if (low < 0xdc00 || low > 0xdfff) throw reader.brokenAt(start, 'half of a surrogate pair');
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
  }
  if (code > last) throw reader.brokenAt(start, 'beyond Unicode');
  if (code >= 0xd800 && code <= 0xdfff) throw reader.brokenAt(start, 'half of a surrogate pair');
  return code;
}

function backReference(letter: string): PatternProblem {
  return new PatternProblem('pattern-not-linear', {
    part: `\\${letter}`,
    featureVi: 'tham chiếu ngược',
    feature: 'a back reference',
    mendVi: 'viết lại nhóm thay vì tham chiếu, hoặc so sánh hai phần bằng một quy tắc CEL.',
    mend: 'repeat the group itself, or compare the two parts in a CEL rule.',
  });
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** A character as RE2 reads it, inside and outside a class. */
export function literal(code: number): string {
  const character = String.fromCodePoint(code);
  if (/^[\p{L}\p{N} _]$/u.test(character)) return character;
  return code > 0x20 && code < 0x7f ? `\\${character}` : `\\x{${code.toString(16)}}`;
}

function range([from, to]: Range): string {
  return from === to ? literal(from) : `${literal(from)}-${literal(to)}`;
}
