import type { SemanticType } from './semantic-type.ts';

const doubtful = '[0-9@ðÐ]';

/**
 * Names keep what was typed, also in capitals and with the letters of Ê Đê. Digits in one are a sign of a shifted column;
 * ð of Iceland stands where đ was meant, which is suggested and never done silently.
 */
export const personName: SemanticType = {
  plain: (value) => `not regexp_matches(${value}, '${doubtful}')`,
  shape: () => ({ without: doubtful }),
  problems: [
    { code: 'digits-in-name', severity: 'warn', when: (value) => `regexp_matches(${value}, '[0-9@]')` },
    {
      code: 'foreign-d',
      severity: 'warn',
      when: (value) => `regexp_matches(${value}, '[ðÐ]')`,
      suggest: (value) => value.replaceAll('ð', 'đ').replaceAll('Ð', 'Đ'),
    },
  ],
  expected: { vi: 'họ và tên, không có chữ số', en: 'a name without digits' },
};
