import { damageOf, shapeOnly, wrongShape } from './damage.ts';
import { matches, type SemanticType } from './semantic-type.ts';

export const communeCode = shapeOnly('\\d{5}', { vi: '5 chữ số', en: '5 digits' });
export const provinceCode = shapeOnly('\\d{2}', { vi: '2 chữ số', en: '2 digits' });
export const socialInsurance = shapeOnly('\\d{10}(?:\\d{2})?', {
  vi: '10 chữ số, hoặc 12 số định danh',
  en: '10 digits, or a 12-digit personal id',
});
export const healthInsurance = shapeOnly('[A-Z]{2}[1-5]\\d{12}|\\d{10}', {
  vi: '2 chữ cái, mức hưởng 1–5, 12 chữ số; hoặc 10 chữ số',
  en: '2 letters, benefit level 1–5, 12 digits; or 10 digits',
});
export const passport = shapeOnly('[A-Z]\\d{7,8}', {
  vi: 'một chữ cái, 7 hoặc 8 chữ số',
  en: 'a letter, 7 or 8 digits',
});
export const bankAccount = shapeOnly('\\d{6,19}', { vi: '6 đến 19 chữ số', en: '6 to 19 digits' });
export const parcel = shapeOnly('\\d{5}_\\d+_\\d+', { vi: 'mã xã_số tờ_số thửa', en: 'commune code_sheet_parcel' });
export const period = shapeOnly('\\d{4}(?:[1-4]|0[1-9]|1[0-2])?', {
  vi: 'năm, năm và quý (20261) hoặc năm và tháng (202605)',
  en: 'a year, a year and quarter (20261) or a year and month (202605)',
});

/** Chứng minh nhân dân: no longer valid for transactions since 2025, kept as history; twelve digits are its successor. */
export const identityCard: SemanticType = {
  plain: (value) => matches(value, '\\d{9}'),
  problems: [
    ...damageOf('\\d{9}'),
    {
      code: 'lost-zero',
      severity: 'error',
      when: (value) => matches(value, '\\d{8}'),
      suggest: (value) => `0${value}`,
    },
    { code: 'is-personal-id', severity: 'warn', when: (value) => matches(value, '\\d{12}') },
    wrongShape('\\d{9}'),
  ],
  expected: { vi: '9 chữ số', en: '9 digits' },
};

/** Cars and motorcycles; written with or without `-`, `.` and blanks, which belong to a plate. */
export const plate: SemanticType = {
  plain: (value) => matches(value, '\\d{2}[A-Z][A-Z0-9]?\\d{4,5}'),
  problems: [
    {
      code: 'wrong-shape',
      severity: 'error',
      when: (value) =>
        `not regexp_full_match(regexp_replace(${value}, '[-. ]', '', 'g'), '\\d{2}[A-Z]{1,2}\\d{4,5}|\\d{2}[A-Z][A-Z0-9]\\d{4,5}')`,
    },
  ],
  expected: { vi: 'ví dụ 47A-123.45 hoặc 47-B1 123.45', en: 'e.g. 47A-123.45 or 47-B1 123.45' },
};

const emailShape =
  '[A-Za-z0-9.!#$%&*+=?^_`{|}~/-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+';

export const email: SemanticType = {
  plain: (value) => matches(value, emailShape),
  problems: [
    {
      code: 'inner-sign',
      severity: 'error',
      when: (value) =>
        `${matches(value, '.*\\s.*')} and regexp_full_match(regexp_replace(${value}, '\\s', '', 'g'), '${emailShape}')`,
      suggest: (value) => value.replace(/\s/g, ''),
    },
    wrongShape(emailShape),
  ],
  expected: { vi: 'ten@coquan.gov.vn', en: 'name@agency.gov.vn' },
};
