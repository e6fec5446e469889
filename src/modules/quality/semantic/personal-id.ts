import { damageOf, wrongShape } from './damage.ts';
import { isWhole, mendCode } from './mend-code.ts';
import { provinceCodes } from './province-codes.ts';
import {
  matches,
  plainWhere,
  zerosBefore,
  type SemanticContext,
  type SemanticProblem,
  type SemanticType,
} from './semantic-type.ts';

/** Of the province in which the birth was registered; they stay valid after the mergers. */
const provinces = `0${provinceCodes}`;

const shape = '\\d{12}';

const lostItsZero = isWhole(`(?=[1-9])${provinceCodes}\\d{9}`);

/** The id that eleven digits are, where they lost their only leading zero. */
export function withItsZero(text: string): readonly string[] {
  return lostItsZero(text) ? [`0${text}`] : [];
}

const isRegistered = isWhole(`${provinces}\\d{9}`);

/** In a field of personal ids alone ten digits are one of the provinces 001 to 009, which lost two zeros. */
function withItsZeros(text: string): readonly string[] {
  const whole = text.padStart(12, '0');
  return /^[1-9]\d{9,10}$/.test(text) && isRegistered(whole) ? [whole] : [];
}

const mend = mendCode(isWhole(shape), withItsZeros);

/** Of twelve digits, whatever else the field may hold. */
const ofTwelveDigits: readonly SemanticProblem[] = [
  {
    code: 'born-in-future',
    severity: 'error',
    when: (value, context) => `not ${matches(value, `\\d{3}${bornBy(context)}\\d{6}`)}`,
  },
  { code: 'unknown-province', severity: 'warn', when: (value) => `not ${matches(value, `${provinces}\\d{9}`)}` },
];

const lostZero: SemanticProblem = {
  code: 'lost-zero',
  severity: 'error',
  // A number has lost all its leading zeros, so that none stands there any more.
  when: (value) => `${matches(value, '[1-9]\\d{10}')} and ${matches(`'0' || ${value}`, `${provinces}\\d{9}`)}`,
  suggest: (value) => `0${value}`,
};

/** Where a personal id may stand in place of another number: what can be wrong with it. */
export const asPersonalId: readonly SemanticProblem[] = [
  lostZero,
  ...ofTwelveDigits.map((problem) => ({
    ...problem,
    when: (value: string, context: SemanticContext) => `${matches(value, shape)} and ${problem.when(value, context)}`,
  })),
];

/** Whether a text is surely meant as one. */
export const looksLikePersonalId = isRegistered;

/** SQL: a personal id without fault. */
export function isPersonalId(value: string, context: SemanticContext): string {
  return matches(value, faultless(context));
}

function faultless(context: SemanticContext): string {
  return `${provinces}${bornBy(context)}\\d{6}`;
}

const zeros = zerosBefore(12, 10);

/**
 * Số định danh cá nhân, CCCD: province of the birth's registration (3), century and gender (1), year (2), random (6). There
 * is no check digit.
 */
export const personalId: SemanticType = {
  ...plainWhere(faultless),
  ...zeros,
  problems: [
    ...damageOf(shape, mend),
    {
      ...lostZero,
      when: (value) =>
        `${matches(value, '[1-9]\\d{9,10}')} and ${matches(zeros.withZeros(value), `${provinces}\\d{9}`)}`,
      suggest: (value) => value.padStart(12, '0'),
    },
    { code: 'identity-card', severity: 'warn', when: (value) => matches(value, '\\d{9}') },
    wrongShape(shape, mend),
    ...ofTwelveDigits,
  ],
  expected: { vi: '12 chữ số', en: '12 digits' },
};

/** Digit of century and gender, and two of the year: 0 and 1 for 1900–1999, 2 and 3 for 2000–2099, … */
function bornBy({ receivedOn }: SemanticContext): string {
  const year = Number(receivedOn.slice(0, 4));
  const century = Math.floor((year - 1900) / 100);
  const past = Array.from({ length: century * 2 }, (_, digit) => digit).join('');
  const tens = Math.floor((year % 100) / 10);
  const ones = year % 10;
  const thisCentury = `[${century * 2}${century * 2 + 1}](?:${tens === 0 ? '' : `[0-${tens - 1}]\\d|`}${tens}[0-${ones}])`;
  return `(?:${past === '' ? '' : `[${past}]\\d\\d|`}${thisCentury})`;
}
