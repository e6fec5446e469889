import { apostrophe } from './damage.ts';
import { isWhole, mendCode } from './mend-code.ts';
import { matches, plainWhere, type SemanticType } from './semantic-type.ts';

const mobile = '0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])\\d{7}';
const landline = '02\\d{8,9}';
const service = '1[89]00\\d{4,6}|1\\d{2,4}';
/** Area codes of Đắk Lắk and Phú Yên before 2017. */
const formerLandline = '0500\\d{7}|057\\d{7}';
/** A second number behind a sign or a word; with no more than a blank between them both are whole. */
const several = '(?s).*\\d{3}[) ]*(?:[,;/\\n]|hoặc|và|or) *[+(]*(?:0|84)\\d.*';
const twoInARow = '0\\d{9,10}0\\d{9,10}';
/** `… (máy lẻ 105)`, `… ext 105`, `02623852123-105`. */
const extension = '(?i)[+(]?\\d[\\d .()-]{7,16}[ (,]*(?:(?:máy lẻ|số lẻ|lẻ|nhánh|máy nhánh|ext)[.: ]*|-)\\d{1,4}\\)?';
/** The number of a house of the province without what stands before it. */
const withoutArea = '[35678]\\d{6}';
/** The mobile numbers of eleven digits before 2018, and what their beginnings became. */
const elevenDigits: Readonly<Record<string, string>> = {
  '0120': '070',
  '0121': '079',
  '0122': '077',
  '0126': '076',
  '0128': '078',
  '0123': '083',
  '0124': '084',
  '0125': '085',
  '0127': '081',
  '0129': '082',
  '0162': '032',
  '0163': '033',
  '0164': '034',
  '0165': '035',
  '0166': '036',
  '0167': '037',
  '0168': '038',
  '0169': '039',
  '0186': '056',
  '0188': '058',
  '0199': '059',
};

/** Without blanks, dots, hyphens and brackets, and with 0 in place of the country's prefix. */
const normalSql = (value: string) =>
  `regexp_replace(regexp_replace(${value}, '[\\s\\x{a0}\\x{2000}-\\x{200a}\\x{202f}.()_‐-―-]', '', 'g'), '^(?:(?:\\+84|0084)0?|84(\\d{9,10})$)', '0\\1')`;
const normal = (value: string) =>
  value.replace(/[\s.()_‐-―-]/g, '').replace(/^(?:(?:\+84|0084)0?|84(?=\d{9,10}$))/, '0');

const isPhone = isWhole(`${mobile}|${landline}`);
/** The number of today, out of one that was written in any way, lost its zero, or was renumbered. */
const mend = mendCode(isPhone, (text) => {
  const digits = normal(text.replace(/[/,]/g, ''));
  return [digits, `0${digits}`].flatMap((number) => [number, ofToday(number)]);
});

function ofToday(number: string): string {
  const begins = number.length === 11 ? elevenDigits[number.slice(0, 4)] : undefined;
  if (begins !== undefined) return `${begins}${number.slice(4)}`;
  return number.replace(/^0500(?=\d{7}$)/, '0262').replace(/^057(?=\d{7}$)/, '0257');
}

export const phone: SemanticType = {
  ...plainWhere(`${mobile}|${landline}`),
  withZeros: (value) => `case when ${matches(value, '[2-9]\\d{8,9}')} then '0' || ${value} else ${value} end`,
  problems: [
    { code: 'scientific', severity: 'error', when: (value) => matches(value, '\\d(?:[.,]\\d+)?[eE]\\+?\\d+') },
    apostrophe(mend),
    {
      code: 'trailing-fraction',
      severity: 'error',
      when: (value) => matches(value, '\\d{8,}\\.0'),
      suggest: mend,
    },
    {
      code: 'lost-zero',
      severity: 'error',
      when: (value) => `${matches(value, '[3-9]\\d{8}')} and ${matches(`'0' || ${value}`, mobile)}`,
      suggest: mend,
    },
    {
      code: 'not-normal',
      severity: 'warn',
      when: (value) => `${normalSql(value)} <> ${value} and ${matches(normalSql(value), `${mobile}|${landline}`)}`,
      suggest: mend,
    },
    {
      code: 'eleven-digits',
      severity: 'warn',
      when: (value) => matches(normalSql(value), `(?:${Object.keys(elevenDigits).join('|')})\\d{7}`),
      suggest: mend,
    },
    {
      code: 'former-landline',
      severity: 'warn',
      when: (value) => matches(normalSql(value), formerLandline),
      suggest: mend,
    },
    {
      code: 'several-numbers',
      severity: 'error',
      when: (value) => `(${matches(value, several)} or ${matches(normalSql(value), twoInARow)})`,
    },
    { code: 'with-extension', severity: 'error', when: (value) => matches(value, extension) },
    {
      code: 'without-area-code',
      severity: 'error',
      when: (value) => matches(`regexp_replace(${value}, '[\\s.-]', '', 'g')`, withoutArea),
    },
    { code: 'service-number', severity: 'warn', when: (value) => matches(normalSql(value), service) },
    { code: 'foreign', severity: 'warn', when: (value) => matches(value, '\\+(?:[1-79]|8[0-35-9])[\\d ]{6,16}') },
    { code: 'unassigned', severity: 'error', when: (value) => matches(normalSql(value), '0\\d{9}') },
    {
      code: 'wrong-shape',
      severity: 'error',
      when: (value) => `not ${matches(value, `${mobile}|${landline}`)}`,
      suggest: mend,
    },
  ],
  expected: {
    vi: '10 chữ số có đầu số di động đã cấp, hoặc số cố định có mã vùng, ví dụ 02623852123',
    en: '10 digits with an assigned mobile prefix, or a landline with its area code, e.g. 02623852123',
  },
};
