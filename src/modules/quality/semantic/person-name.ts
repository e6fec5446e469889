import { quoteText } from '#platform/duckdb/quote.ts';
import { surnames } from '../profile/surnames.ts';
import type { SemanticProblem, SemanticType } from './semantic-type.ts';

const addresses = 'ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu|thầy';
const degrees = 'gs|pgs|ts|ths|bs|ks|cn|đ/c|đ\\.c';
const families = surnames.map((name) => name.toLowerCase().replaceAll("''", "'")).join('|');
/** Ông is a family name too: it is a title where a sign or another family name follows it. */
const signed = `(?:\\((?:${addresses})\\)|(?:${addresses}|ô|b) ?[.:]|(?:(?:${degrees})\\.)+)\\s*`;
const spoken = `(?:${addresses})\\s+`;
const hidden = '\\x{ad}\\x{200b}-\\x{200f}\\x{2060}\\x{feff}';

interface Doubt extends Pick<SemanticProblem, 'code' | 'suggest'> {
  readonly pattern: string;
}

/** What no name has, in the order in which it is looked for, in small letters. */
const doubts: readonly Doubt[] = [
  { code: 'digits-in-name', pattern: '[0-9@]' },
  {
    code: 'foreign-d',
    pattern: 'ð',
    suggest: (value) => value.replaceAll('ð', 'đ').replaceAll('Ð', 'Đ'),
  },
  { code: 'lost-letters', pattern: '[?\\x{fffd}]' },
  { code: 'title-in-name', pattern: `^(?:${signed}|${spoken}(?:(?:${families})\\s|h''))`, suggest: withoutTitle },
  { code: 'several-names', pattern: '[,;&\\n]|\\pL +(?:và|với) +\\pL' },
  {
    code: 'signs-in-name',
    pattern: '[()\\[\\]{}<>:"!#$%*+=_|~^/]| [-–—] +\\pL+ +\\pL|[.]$',
    suggest: (value) => (/^[\p{L}\p{M}' ’]+\.$/u.test(value) ? value.slice(0, -1) : undefined),
  },
  { code: 'blanks-in-name', pattern: `\\s\\s|[\\x{a0}${hidden}]`, suggest: withSingleBlanks },
];

/** All that has one of these, in any letters, and some more: what is left needs no second look. */
const anyDoubt =
  `[0-9@ðÐ?,;&()\\[\\]{}<>:"!#$%*+=_|~^/.\\n\\x{a0}\\x{fffd}${hidden}]|\\s[\\s–—-]|\\s[Vv][ÀàỚớ]` +
  '|^(?:[Ôô][Nn]|[Bb][ÀàÁá]|[Aa][Nn][Hh]|[Cc][HhÔôỤụ]|[Ee][Mm]|[Tt][Hh][Ầầ])';

/**
 * Names keep what was typed, also in capitals and with the letters of Ê Đê. What belongs to no name is a sign of a shifted column,
 * of a note or of a second person; ð of Iceland stands where đ was meant. Mends are suggested, and never done silently.
 */
export const personName: SemanticType = {
  plain: (value) => `not regexp_matches(${value}, '${anyDoubt}')`,
  shape: () => ({ without: anyDoubt }),
  problems: doubts.map(({ code, pattern, suggest }) => ({
    code,
    severity: 'warn',
    when: (value) => `regexp_matches(lower(${value}), ${quoteText(pattern)})`,
    ...(suggest === undefined ? {} : { suggest }),
  })),
  expected: { vi: 'họ và tên của một người', en: 'the name of one person' },
};

function withoutTitle(value: string): string | undefined {
  const name = value.replace(new RegExp(`^(?:${signed}|${spoken})`, 'iu'), '').trim();
  return /^[\p{L}\p{M}' ’]+$/u.test(name) ? withSingleBlanks(name) : undefined;
}

function withSingleBlanks(value: string): string {
  return value
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
