import { createPatternReader, PatternProblem, type Facts, type PatternReader } from './pattern-reader.ts';
import { literal, readClass, readEscape, type Piece } from './pattern-characters.ts';

/** RE2's own bound, on one repetition and on the product of nested ones. */
const maxRepeat = 1000;
/** In rough instructions of the compiled pattern; RE2 gives up at some eight megabytes of them. */
const maxCost = 50_000;
const maxLength = 5_000;
const maxDepth = 100;

export type PatternCheck =
  | { readonly ok: true; readonly re2: string }
  | {
      readonly ok: false;
      readonly code: 'pattern-broken' | 'pattern-not-linear' | 'pattern-too-large';
      readonly facts: Facts;
    };

/**
 * Translates an ECMA-262 pattern, read as with its `u` flag, into one that RE2 (DuckDB's engine) matches alike: always in
 * linear time. What cannot be had so (look-around, back references) is refused with a mend. Unlike `u`, an escaped
 * punctuation mark is taken wherever it stands: people write `\-` and `\/`.
 */
export function translatePattern(pattern: string): PatternCheck {
  const reader = createPatternReader(pattern);
  try {
    if (pattern.length > maxLength) throw tooLarge();
    const { text, cost } = readAlternatives(reader, 1);
    if (!reader.atEnd()) throw reader.broken('unmatched )');
    if (cost > maxCost) throw tooLarge();
    return { ok: true, re2: text };
  } catch (error) {
    if (error instanceof PatternProblem) return { ok: false, code: error.code, facts: error.facts };
    throw error;
  }
}

/** Of a pattern that a contract holds, which has been checked. */
export function re2PatternOf(pattern: string): string {
  const translated = translatePattern(pattern);
  if (!translated.ok) throw new Error(`the pattern ${pattern} has not been checked: ${translated.code}`);
  return translated.re2;
}

function readAlternatives(reader: PatternReader, depth: number): Repeated {
  if (depth > maxDepth) throw tooLarge();
  const parts: Repeated[] = [];
  do parts.push(readSequence(reader, depth));
  while (reader.take('|'));
  return { ...sum(parts), text: parts.map(({ text }) => text).join('|') };
}

function readSequence(reader: PatternReader, depth: number): Repeated {
  const terms: Repeated[] = [];
  while (!reader.atEnd() && !reader.sees('|') && !reader.sees(')')) {
    const term = readTerm(reader, depth);
    const quantifier = readQuantifier(reader, term.assertion);
    terms.push(quantifier === undefined ? term : repeat(term, quantifier));
  }
  return { ...sum(terms), text: terms.map(({ text }) => text).join('') };
}

function repeat(term: Repeated, { text, max }: { readonly text: string; readonly max: number }): Repeated {
  const times = Math.max(1, max);
  if (times * term.repeats > maxRepeat) throw tooLarge();
  return { text: term.text + text, cost: term.cost * times, repeats: times * term.repeats };
}

function sum(pieces: readonly Repeated[]): Omit<Repeated, 'text'> {
  return {
    cost: pieces.reduce((total, { cost }) => total + cost, 1),
    repeats: Math.max(1, ...pieces.map(({ repeats }) => repeats)),
  };
}

/** `repeats`: the most that repetitions within multiply to. */
interface Repeated extends Piece {
  readonly repeats: number;
}

interface Term extends Repeated {
  readonly assertion: boolean;
}

function readTerm(reader: PatternReader, depth: number): Term {
  const assertion = readAssertion(reader);
  if (assertion !== undefined) return { text: assertion, cost: 1, repeats: 1, assertion: true };
  if (reader.take('(')) return { ...readGroup(reader, depth), assertion: false };
  return { ...readCharacter(reader), repeats: 1, assertion: false };
}

function readAssertion(reader: PatternReader): string | undefined {
  const atStart = reader.position() === 0;
  if (reader.take('^')) return atStart ? '\\A' : `\\A${opaque}`;
  if (reader.take('$')) return reader.atEnd() ? '\\z' : `\\z${opaque}`;
  if (reader.take('\\b')) return '\\b';
  if (reader.take('\\B')) return '\\B';
  return undefined;
}

/**
 * Matches everywhere, and nothing. DuckDB 1.5 turns plain patterns into comparisons of texts and takes an anchor for one
 * wherever it stands (`a^` becomes "ends with a"); behind this it leaves the pattern to RE2.
 */
const opaque = '(?:\\b|\\B)';

function readCharacter(reader: PatternReader): Piece {
  if (reader.take('.')) return { text: '[^\\x{a}\\x{d}\\x{2028}\\x{2029}]', cost: 10 };
  if (reader.take('[')) return readClass(reader);
  if (reader.take('\\')) return readEscape(reader);
  for (const sign of ['*', '+', '?', '{'])
    if (reader.sees(sign)) throw reader.broken(`nothing to repeat before ${sign}`);
  for (const sign of ['}', ']']) if (reader.sees(sign)) throw reader.broken(`unmatched ${sign}`);
  return { text: literal(reader.next().codePointAt(0) ?? 0), cost: 1 };
}

function readGroup(reader: PatternReader, depth: number): Repeated {
  for (const [opening, vi, en] of lookArounds) {
    if (reader.take(opening)) throw lookAround(`(${opening}`, vi, en);
  }
  if (reader.take('?<')) {
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(reader.until('>'))) throw reader.broken('group name');
  } else if (!reader.take('?:') && reader.sees('?')) throw reader.broken('unknown kind of group');
  const inner = readAlternatives(reader, depth + 1);
  if (!reader.take(')')) throw reader.broken('missing )');
  return { ...inner, text: `(?:${inner.text})` };
}

const lookArounds = [
  ['?=', 'nhìn trước', 'look-ahead'],
  ['?!', 'nhìn trước phủ định', 'negative look-ahead'],
  ['?<=', 'nhìn sau', 'look-behind'],
  ['?<!', 'nhìn sau phủ định', 'negative look-behind'],
] as const;

function lookAround(part: string, vi: string, en: string): PatternProblem {
  return new PatternProblem('pattern-not-linear', {
    part,
    featureVi: vi,
    feature: en,
    mendVi: 'tách điều kiện đó thành một quy tắc CEL riêng, hoặc viết thẳng các trường hợp được phép.',
    mend: 'make that condition a CEL rule of its own, or write out the permitted cases.',
  });
}

function tooLarge(): PatternProblem {
  return new PatternProblem('pattern-too-large', { limit: maxRepeat });
}

function readQuantifier(reader: PatternReader, assertion: boolean) {
  const start = reader.position();
  let quantifier: { readonly text: string; readonly max: number } | undefined;
  if (reader.take('*')) quantifier = { text: '*', max: 1 };
  else if (reader.take('+')) quantifier = { text: '+', max: 1 };
  else if (reader.take('?')) quantifier = { text: '?', max: 1 };
  else if (reader.take('{')) {
    const [, low, comma, high] = /^(\d+)(,?)(\d*)$/.exec(reader.until('}')) ?? [];
    if (low === undefined || (comma === '' && high !== '')) throw reader.broken('{ without a number');
    const max = Math.max(Number(low), Number(high));
    if (high !== '' && Number(low) > Number(high)) throw reader.broken('numbers out of order in {}');
    quantifier = { text: `{${Number(low)}${comma === '' ? '' : `,${high === '' ? '' : Number(high)}`}}`, max };
  }
  if (quantifier === undefined) return undefined;
  if (assertion) throw reader.brokenAt(start, 'nothing to repeat');
  return reader.take('?') ? { ...quantifier, text: `${quantifier.text}?` } : quantifier;
}
