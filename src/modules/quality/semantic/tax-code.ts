import { damageOf } from './damage.ts';
import { mendCode } from './mend-code.ts';
import { asPersonalId, isPersonalId, looksLikePersonalId, withItsZero } from './personal-id.ts';
import { matches, type SemanticContext, type SemanticType } from './semantic-type.ts';

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/** The number of a branch behind any sign, and numbers that lost their zero. */
const mendDigits = mendCode(
  (text) => looksLikePersonalId(text) || (/^\d{10}(?:-\d{3})?$/.test(text) && mayBeTaxCode(text)),
  (text) => {
    const [, code, branch] = /^(\d{9,10})(?:[\s./_-]*(\d{3}))?$/.exec(text) ?? [];
    const ten = code?.padStart(10, '0');
    return ten === undefined ? withItsZero(text) : [branch === undefined ? ten : `${ten}-${branch}`];
  },
);

/**
 * Mã số thuế: ten digits, the last one a check digit (10 minus the weighted sum modulo 11), a branch with `-` and three
 * more; since July 2025 also the twelve digits of a personal id, for persons and household businesses. Where the sum is a
 * multiple of 11 there is no check digit, and implementations differ.
 */
export const taxCode: SemanticType = {
  withZeros: (value) =>
    `case when ${matches(value, '[1-9]\\d{8}(?:-\\d{3})?|[1-9]\\d{10}')} then '0' || ${value} else ${value} end`,
  plain: (value, context) => `(${isPersonalId(value, context)} or (${matches(value, '\\d{10}')} and ${checks(value)}))`,
  problems: [
    ...damageOf('(?:\\d{10}|\\d{12})', mend).map((problem) => ({
      ...problem,
      when: (value: string, context: SemanticContext) =>
        `not ${matches(value, '\\d{10}-\\d{3}')} and ${problem.when(value, context)}`,
    })),
    {
      code: 'lost-zero',
      severity: 'error',
      when: (value) => `${matches(value, '[1-9]\\d{8}')} and ${checks(`('0' || ${value})`)}`,
      suggest: (value) => `0${value}`,
    },
    ...asPersonalId,
    {
      code: 'branch-without-hyphen',
      severity: 'warn',
      when: (value) => matches(value, '\\d{13}'),
      suggest: (value) => `${value.slice(0, 10)}-${value.slice(10)}`,
    },
    {
      code: 'wrong-shape',
      severity: 'error',
      when: (value) => `not ${matches(value, '\\d{10}(?:-\\d{3})?|\\d{12}')}`,
      suggest: mend,
    },
    { code: 'undetermined', severity: 'warn', when: (value) => `strlen(${value}) <> 12 and ${sum(value)} % 11 = 0` },
    { code: 'check-digit', severity: 'error', when: (value) => `strlen(${value}) <> 12 and not ${checks(value)}` },
    { code: 'branch-zero', severity: 'warn', when: (value) => `suffix(${value}, '-000')` },
  ],
  expected: {
    vi: '10 chữ số có số kiểm tra đúng, hoặc 10 số-3 số, hoặc 12 số định danh',
    en: '10 digits with a right check digit, or 10-3 digits, or a 12-digit personal id',
  },
};

function mend(value: string): string | undefined {
  // A number behind a hyphen that is no branch's is not to be taken for digits of the code.
  return /\d{10}\s*[-–/]\s*(?:\d\d?|\d{4,5})\D*$/.test(value) ? undefined : mendDigits(value);
}

function mayBeTaxCode(text: string): boolean {
  const rest = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0) % 11;
  return rest === 0 || 10 - rest === Number(text[9]);
}

function sum(value: string): string {
  const number = `try_cast(left(${value}, 9) as bigint)`;
  const terms = weights.map((weight, index) => `${weight} * (${number} // ${10 ** (8 - index)} % 10)`);
  return `(${terms.join(' + ')})`;
}

function checks(value: string): string {
  return `10 - ${sum(value)} % 11 = try_cast(substr(${value}, 10, 1) as bigint)`;
}
