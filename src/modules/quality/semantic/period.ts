import { damageOf, wrongShape } from './damage.ts';
import { matches, plainWhere, type SemanticType } from './semantic-type.ts';

const shape = '\\d{4}(?:[1-4]|0[1-9]|1[0-2])?';
const year = '((?:19|20)\\d\\d)';
const before = '(?: *[/.-] *| +năm +| *năm *| +)';
const numbered = '0?([1-9]|1[0-2])';
const roman = '(iv|i{1,3})';

/** Periods as people write them: the places of year, quarter (also in Roman numerals) and month in each. */
const spellings: readonly { readonly pattern: string; readonly read: (groups: readonly string[]) => string }[] = [
  { pattern: `năm *${year}`, read: ([y = '']) => y },
  { pattern: `(?:quý|quí|q) *([1-4])${before}${year}`, read: ([q = '', y = '']) => `${y}${q}` },
  { pattern: `(?:quý|quí|q) *${roman}${before}${year}`, read: ([q = '', y = '']) => `${y}${fromRoman(q)}` },
  { pattern: `${roman} *[/-] *${year}`, read: ([q = '', y = '']) => `${y}${fromRoman(q)}` },
  { pattern: `${year} *[/-]? *q *([1-4])`, read: ([y = '', q = '']) => `${y}${q}` },
  {
    pattern: `(?:tháng|thg\\.?|t\\.?) *${numbered}${before}${year}`,
    read: ([m = '', y = '']) => y + m.padStart(2, '0'),
  },
  { pattern: `${numbered} *[/-] *${year}`, read: ([m = '', y = '']) => y + m.padStart(2, '0') },
  { pattern: `${year} *[/-] *(0[1-9]|1[0-2])`, read: ([y = '', m = '']) => y + m },
];

/** Half years and nine months, for which the code has no form. */
const several = `(?:[2-9]|1[01]) *(?:tháng|t)(?: +(?:đầu|cuối))?${before}${year}|(?:nửa|6 tháng) +(?:đầu|cuối) +năm *${year}`;

/** A reporting period: year, year and quarter, year and month. */
export const period: SemanticType = {
  ...plainWhere(shape),
  problems: [
    ...damageOf(shape).filter(({ code }) => code !== 'inner-sign'),
    {
      code: 'not-normal-code',
      severity: 'error',
      when: (value) => matches(`lower(${value})`, spellings.map(({ pattern }) => pattern).join('|')),
      suggest: periodCode,
    },
    { code: 'several-months', severity: 'error', when: (value) => matches(`lower(${value})`, several) },
    ...damageOf(shape).filter(({ code }) => code === 'inner-sign'),
    wrongShape(shape),
  ],
  expected: {
    vi: 'năm, năm và quý (20261) hoặc năm và tháng (202605)',
    en: 'a year, a year and quarter (20261) or a year and month (202605)',
  },
};

/** `20251` for `Quý I/2025`; undefined: it is no spelling of a period. */
export function periodCode(text: string): string | undefined {
  const lower = text.toLowerCase();
  for (const { pattern, read } of spellings) {
    const found = new RegExp(`^(?:${pattern})$`, 'u').exec(lower);
    if (found !== null) return read(found.slice(1));
  }
  return undefined;
}

function fromRoman(numeral: string): number {
  return ['i', 'ii', 'iii', 'iv'].indexOf(numeral) + 1;
}
