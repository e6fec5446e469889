import { matches, plainWhere, type SemanticType } from './semantic-type.ts';

const mobile = '0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])\\d{7}';
const landline = '02\\d{8,9}';
const service = '1[89]00\\d{4,6}|1\\d{2,4}';
/** Area codes of Đắk Lắk and Phú Yên before 2017. */
const formerLandline = '0500\\d{7}|057\\d{7}';
/** Two numbers in a cell. */
const several = '[+(]?\\d[\\d .()-]{7,14}\\d *[,;/\\n] *[+(]?\\d[\\d .()-]{7,14}\\d.*';
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
  `regexp_replace(regexp_replace(${value}, '[\\s\\x{a0}.()-]', '', 'g'), '^(?:\\+84|0084|84(\\d{9})$)', '0\\1')`;
const normal = (value: string) => value.replace(/[\s\u00a0.()-]/g, '').replace(/^(?:\+84|0084|84(?=\d{9}$))/, '0');

export const phone: SemanticType = {
  ...plainWhere(`${mobile}|${landline}`),
  problems: [
    { code: 'scientific', severity: 'error', when: (value) => matches(value, '\\d(?:[.,]\\d+)?[eE]\\+?\\d+') },
    {
      code: 'apostrophe',
      severity: 'error',
      when: (value) => `starts_with(${value}, '''')`,
      suggest: (value) => normalIfPhone(value.replace(/^'+/, '')),
    },
    {
      code: 'trailing-fraction',
      severity: 'error',
      when: (value) => matches(value, '\\d{8,}\\.0'),
      suggest: (value) => normalIfPhone(value.replace(/\.0$/, '')) ?? normalIfPhone(`0${value.replace(/\.0$/, '')}`),
    },
    {
      code: 'lost-zero',
      severity: 'error',
      when: (value) => `${matches(value, '[3-9]\\d{8}')} and ${matches(`'0' || ${value}`, mobile)}`,
      suggest: (value) => `0${value}`,
    },
    {
      code: 'not-normal',
      severity: 'warn',
      when: (value) => `${normalSql(value)} <> ${value} and ${matches(normalSql(value), `${mobile}|${landline}`)}`,
      suggest: normal,
    },
    {
      code: 'eleven-digits',
      severity: 'warn',
      when: (value) => matches(normalSql(value), `(?:${Object.keys(elevenDigits).join('|')})\\d{7}`),
      suggest: (value) => {
        const digits = normal(value);
        const begins = elevenDigits[digits.slice(0, 4)];
        return begins === undefined ? undefined : `${begins}${digits.slice(4)}`;
      },
    },
    {
      code: 'former-landline',
      severity: 'warn',
      when: (value) => matches(normalSql(value), formerLandline),
      suggest: (value) =>
        normal(value)
          .replace(/^0500/, '0262')
          .replace(/^057(?=\d{7}$)/, '0257'),
    },
    { code: 'several-numbers', severity: 'error', when: (value) => matches(value, several) },
    { code: 'service-number', severity: 'warn', when: (value) => matches(normalSql(value), service) },
    { code: 'foreign', severity: 'warn', when: (value) => matches(value, '\\+(?:[1-79]|8[0-35-9])[\\d ]{6,16}') },
    { code: 'unassigned', severity: 'error', when: (value) => matches(normalSql(value), '0\\d{9}') },
    { code: 'wrong-shape', severity: 'error', when: (value) => `not ${matches(value, `${mobile}|${landline}`)}` },
  ],
  expected: { vi: '10 chữ số, đầu số di động đã cấp', en: '10 digits with an assigned mobile prefix' },
};

const phoneShape = new RegExp(`^(?:${mobile}|${landline})$`);

function normalIfPhone(value: string): string | undefined {
  const digits = normal(value);
  return phoneShape.test(digits) ? digits : undefined;
}
