import { damageOf, shapeOnly, smallLetters, wrongShape } from './damage.ts';
import { isWhole, mendCode } from './mend-code.ts';
import { asPersonalId, isPersonalId, looksLikePersonalId, withItsZero } from './personal-id.ts';
import { matches, plainWhere, zerosBefore, type SemanticType } from './semantic-type.ts';

/** Three digits were a district's, of which there is none since 1 July 2025. */
export const communeCode: SemanticType = {
  ...plainWhere('\\d{5}'),
  ...zerosBefore(5, 4),
  problems: [
    ...damageOf('\\d{5}'),
    { code: 'district-code', severity: 'error', when: (value) => matches(value, '\\d{3}') },
    wrongShape('\\d{5}'),
  ],
  expected: { vi: '5 chữ số', en: '5 digits' },
};
const mendInsurance = mendCode((text) => /^\d{10}$/.test(text) || looksLikePersonalId(text), withItsZero);

/** Mã số BHXH: ten digits, or the personal id that takes its place. */
export const socialInsurance: SemanticType = {
  plain: (value, context) => `(${matches(value, '\\d{10}')} or ${isPersonalId(value, context)})`,
  withZeros: (value) =>
    `case when ${matches(value, '[1-9]\\d{8}|[1-9]\\d{10}')} then '0' || ${value} else ${value} end`,
  problems: [
    ...damageOf('\\d{10}(?:\\d{2})?', mendInsurance),
    ...asPersonalId,
    wrongShape('\\d{10}(?:\\d{2})?', mendInsurance),
  ],
  expected: { vi: '10 chữ số, hoặc 12 số định danh', en: '10 digits, or a 12-digit personal id' },
};

const insuranceCard = '[A-Z]{2}[1-5]\\d{12}';
const card = `${insuranceCard}|\\d{10}`;

/** Thẻ BHYT: object group, benefit level, province, and the ten digits of the social insurance; new cards have those alone. */
export const healthInsurance: SemanticType = {
  ...plainWhere(card),
  ...zerosBefore(10, 9),
  problems: [...damageOf(`(?:${card})`), smallLetters(insuranceCard), wrongShape(card)],
  expected: {
    vi: '2 chữ cái, mức hưởng 1–5, 12 chữ số; hoặc 10 chữ số',
    en: '2 letters, benefit level 1–5, 12 digits; or 10 digits',
  },
};

export const passport: SemanticType = {
  ...plainWhere('[A-Z]\\d{7,8}'),
  problems: [...damageOf('[A-Z]\\d{7,8}'), smallLetters('[A-Z]\\d{7,8}'), wrongShape('[A-Z]\\d{7,8}')],
  expected: { vi: 'một chữ cái, 7 hoặc 8 chữ số', en: 'a letter, 7 or 8 digits' },
};
export const bankAccount = shapeOnly('\\d{6,19}', { vi: '6 đến 19 chữ số', en: '6 to 19 digits' });
const mendCard = mendCode(isWhole('\\d{9}'), (text) => [`0${text}`]);

/** Chứng minh nhân dân: no longer valid for transactions since 2025, kept as history; twelve digits are its successor. */
export const identityCard: SemanticType = {
  ...plainWhere('\\d{9}'),
  ...zerosBefore(9, 8),
  problems: [
    ...damageOf('\\d{9}', mendCard),
    { code: 'lost-zero', severity: 'error', when: (value) => matches(value, '\\d{8}'), suggest: mendCard },
    { code: 'is-personal-id', severity: 'warn', when: (value) => matches(value, '\\d{12}') },
    wrongShape('\\d{9}', mendCard),
  ],
  expected: { vi: '9 chữ số', en: '9 digits' },
};
