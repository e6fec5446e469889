import { damageOf, wrongShape } from './damage.ts';
import { isWhole, mendCode } from './mend-code.ts';
import { matches, plainWhere, zerosBefore, type SemanticType } from './semantic-type.ts';

/** Codes of the 63 provinces of before July 2025, whose successors keep some of them. */
export const provinceCodes =
  '(?:0[12468]|1[0124579]|2[024-7]|3[0134-8]|4[024-689]|5[12468]|6[024678]|7[024579]|8[0234679]|9[1-6])';

const mend = mendCode(isWhole(provinceCodes), (text) => [`0${text}`]);

export const provinceCode: SemanticType = {
  ...plainWhere(provinceCodes),
  ...zerosBefore(2, 1),
  problems: [
    ...damageOf('\\d{2}', mend),
    {
      code: 'lost-zero',
      severity: 'error',
      when: (value) => matches(`'0' || ${value}`, provinceCodes),
      suggest: mend,
    },
    wrongShape('\\d{2}', mend),
    { code: 'no-such-province', severity: 'warn', when: (value) => `not ${matches(value, provinceCodes)}` },
  ],
  expected: { vi: '2 chữ số', en: '2 digits' },
};
