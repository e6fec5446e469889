import type { Localized } from '#api/localized.ts';

/** What may stand in a place; `one` is the English of a single one. */
interface Characters extends Localized {
  readonly one: string;
}

const classes: Readonly<Record<string, Characters>> = {
  '0-9': { vi: 'chữ số', en: 'digits', one: 'digit' },
  'a-z': { vi: 'chữ thường không dấu', en: 'plain small letters', one: 'plain small letter' },
  'A-Z': { vi: 'chữ hoa không dấu', en: 'plain capitals', one: 'plain capital' },
};

/** One step of a pattern: a class of characters, a choice of words, or one character as it stands; then how many. */
const step =
  /(?:\[(?!\])((?:0-9|a-z|A-Z|[\w. /])*-?)\]|(\\d)|\(((?:[\w-]+\|)*[\w-]+)\)|\\([.\-/])|([\p{L}\p{N} _/:-]))(?:(\+)|\{(\d+)(?:(,)(\d*))?\})?/uy;

/**
 * A pattern in words, as far as it is one of those that codes have: runs of digits, letters and fixed signs. Any other
 * is shown as it is written, for a wrong description would mislead.
 */
export function describePattern(pattern: string): Localized {
  const steps = readSteps(pattern);
  if (steps === undefined) return { vi: `/${pattern}/`, en: `/${pattern}/` };
  return { vi: steps.map(({ vi }) => vi).join(', rồi '), en: steps.map(({ en }) => en).join(', then ') };
}

function readSteps(pattern: string): readonly Localized[] | undefined {
  const body = /^\^(.*)\$$/su.exec(pattern)?.[1];
  if (!body) return undefined;
  const steps: Localized[] = [];
  let fixed = '';
  const settle = () => {
    if (fixed !== '') steps.push({ vi: `«${fixed}»`, en: `“${fixed}”` });
    fixed = '';
  };
  for (let at = 0; at < body.length;) {
    step.lastIndex = at;
    const found = step.exec(body);
    if (found === null) return undefined;
    at = step.lastIndex;
    const [, members, digit, choice, escaped, plain, many, least, open, most] = found;
    const counted = many !== undefined || least !== undefined;
    const sign = escaped ?? plain ?? (members?.length === 1 ? members : undefined);
    if (sign !== undefined && !counted) {
      fixed += sign;
      continue;
    }
    settle();
    const what = sign === undefined ? describeStep(members ?? (digit && '0-9'), choice) : quote([sign]);
    const { vi, en } = what;
    steps.push(counted || choice === undefined ? count(what, { many, least, open, most }) : { vi, en });
  }
  settle();
  return steps;
}

function describeStep(members: string | undefined, choice: string | undefined): Characters {
  if (members === undefined) return quote(choice?.split('|') ?? []);
  const parts = [...members.matchAll(/0-9|a-z|A-Z|./gu)].map(([part]) => classes[part] ?? quote([part]));
  return either(parts);
}

function quote(words: readonly string[]): Characters {
  return either(words.map((word) => ({ vi: `«${word}»`, en: `“${word}”`, one: `“${word}”` })));
}

function either(parts: readonly Characters[]): Characters {
  return {
    vi: parts.map(({ vi }) => vi).join(' hoặc '),
    en: parts.map(({ en }) => en).join(' or '),
    one: parts.map(({ one }) => one).join(' or '),
  };
}

interface Count {
  readonly many: string | undefined;
  readonly least: string | undefined;
  readonly open: string | undefined;
  readonly most: string | undefined;
}

function count(what: Characters, { many, least = '1', open, most }: Count): Localized {
  if (many !== undefined) return { vi: what.vi, en: what.en };
  if (open === undefined) return { vi: `${least} ${what.vi}`, en: `${least} ${least === '1' ? what.one : what.en}` };
  if (!most) return { vi: `ít nhất ${least} ${what.vi}`, en: `at least ${least} ${what.en}` };
  return { vi: `${least} đến ${most} ${what.vi}`, en: `${least} to ${most} ${what.en}` };
}
