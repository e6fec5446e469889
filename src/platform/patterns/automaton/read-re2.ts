import { complementOf, type CodeRange, type PatternNode } from './pattern-node.ts';

/** Of RE2's own: ASCII alone. */
const namedSets: Readonly<Record<string, readonly CodeRange[]>> = {
  d: [[0x30, 0x39]],
  s: [[0x09, 0x0a], [0x0c, 0x0d], [0x20, 0x20]],
  w: [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]],
}; // prettier-ignore
const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

interface Cursor {
  readonly signs: readonly string[];
  at: number;
}

/** Reads a pattern of RE2 as a tree; undefined where it says something that is not understood here. */
export function readRe2(pattern: string): PatternNode | undefined {
  const cursor: Cursor = { signs: [...pattern], at: 0 };
  const node = readChoice(cursor);
  return cursor.at === cursor.signs.length ? node : undefined;
}

function readChoice(cursor: Cursor): PatternNode | undefined {
  const parts: PatternNode[] = [];
  do {
    const part = readSequence(cursor);
    if (part === undefined) return undefined;
    parts.push(part);
  } while (takes(cursor, '|'));
  return { kind: 'choice', parts };
}

function readSequence(cursor: Cursor): PatternNode | undefined {
  const parts: PatternNode[] = [];
  while (cursor.at < cursor.signs.length && !sees(cursor, '|') && !sees(cursor, ')')) {
    const atom = readAtom(cursor);
    const part = atom === undefined ? undefined : readRepetition(cursor, atom);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return { kind: 'sequence', parts };
}

function readAtom(cursor: Cursor): PatternNode | undefined {
  const sign = next(cursor);
  switch (sign) {
    case '^':
      return { kind: 'start' };
    case '$':
      return { kind: 'end' };
    case '(': {
      if (!takes(cursor, '?') || !takes(cursor, ':')) return undefined;
      const inner = readChoice(cursor);
      return takes(cursor, ')') ? inner : undefined;
    }
    case '[':
      return readClass(cursor);
    case '\\': {
      if (takes(cursor, 'A')) return { kind: 'start' };
      if (takes(cursor, 'z')) return { kind: 'end' };
      const ranges = readEscape(cursor);
      return ranges === undefined ? undefined : { kind: 'set', ranges };
    }
    case '.':
    case '*':
    case '+':
    case '?':
    case '{':
      return undefined;
    default:
      return { kind: 'set', ranges: [single(codeOf(sign))] };
  }
}

function readRepetition(cursor: Cursor, part: PatternNode): PatternNode | undefined {
  let [min, max] = [1, 1];
  if (takes(cursor, '*')) [min, max] = [0, Infinity];
  else if (takes(cursor, '+')) [min, max] = [1, Infinity];
  else if (takes(cursor, '?')) [min, max] = [0, 1];
  else if (takes(cursor, '{')) {
    const counts = /^(\d+)(,?)(\d*)$/.exec(readUntil(cursor, '}'));
    if (counts === null) return undefined;
    min = Number(counts[1]);
    max = counts[2] === '' ? min : counts[3] === '' ? Infinity : Number(counts[3]);
  } else return part;
  if (part.kind === 'start' || part.kind === 'end') return undefined;
  // Which of several ways is tried first makes no difference to whether there is one.
  takes(cursor, '?');
  return { kind: 'repeat', part, min, max };
}

function readClass(cursor: Cursor): PatternNode | undefined {
  const negated = takes(cursor, '^');
  const ranges: CodeRange[] = [];
  while (!takes(cursor, ']')) {
    if (cursor.at >= cursor.signs.length) return undefined;
    const from = readMember(cursor);
    if (from === undefined) return undefined;
    const [only] = from;
    if (only === undefined || from.length > 1 || only[0] !== only[1] || !sees(cursor, '-') || seesAfter(cursor, ']')) {
      ranges.push(...from);
      continue;
    }
    takes(cursor, '-');
    const [to] = readMember(cursor) ?? [];
    if (to === undefined || to[0] !== to[1] || to[0] < only[0]) return undefined;
    ranges.push([only[0], to[0]]);
  }
  return { kind: 'set', ranges: negated ? complementOf(ranges) : ranges };
}

function readMember(cursor: Cursor): readonly CodeRange[] | undefined {
  return takes(cursor, '\\') ? readEscape(cursor) : [single(codeOf(next(cursor)))];
}

/** Behind a backslash. */
function readEscape(cursor: Cursor): readonly CodeRange[] | undefined {
  const sign = next(cursor);
  const named = namedSets[sign];
  if (named !== undefined) return named;
  const control = controls[sign];
  if (control !== undefined) return [single(control)];
  if (sign === 'x' && takes(cursor, '{')) {
    const digits = readUntil(cursor, '}');
    return /^[0-9a-f]{1,6}$/i.test(digits) ? [single(Number.parseInt(digits, 16))] : undefined;
  }
  return /^[!-/:-@[-`{-~ ]$/.test(sign) ? [single(codeOf(sign))] : undefined;
}

function readUntil(cursor: Cursor, end: string): string {
  const stop = cursor.signs.indexOf(end, cursor.at);
  if (stop < 0) return '';
  const text = cursor.signs.slice(cursor.at, stop).join('');
  cursor.at = stop + 1;
  return text;
}

function next(cursor: Cursor): string {
  return cursor.signs[cursor.at++] ?? '';
}

function sees(cursor: Cursor, sign: string): boolean {
  return cursor.signs[cursor.at] === sign;
}

function seesAfter(cursor: Cursor, sign: string): boolean {
  return cursor.signs[cursor.at + 1] === sign;
}

function takes(cursor: Cursor, sign: string): boolean {
  if (!sees(cursor, sign)) return false;
  cursor.at += 1;
  return true;
}

function single(code: number): CodeRange {
  return [code, code];
}

function codeOf(sign: string): number {
  return sign.codePointAt(0) ?? 0;
}
