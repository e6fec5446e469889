import { apostrophe, smallLetters, wrongShape } from './damage.ts';
import { isWhole, mendCode } from './mend-code.ts';
import { matches, plainWhere, type SemanticType } from './semantic-type.ts';

const legacyAgency = '\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Y]\\d{2}';
const agency = '[A-Y]\\d{2}(?:\\.[A-Z0-9]+)*';
/** Days of the calendar but for 29 February, which needs its year. */
const monthAndDay =
  '(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\\d|30)|02(?:0[1-9]|1\\d|2[0-8]))';
const dossierShape = `(?:${legacyAgency}|${agency})-\\d{6}-\\d{4,}`;
const dotted = (text: string) => text.replace(/[\s.,/_-]+/g, '.');
const mendDossier = mendCode(isWhole(dossierShape), (text) => {
  const [, office = '', day, number] = /^(.+?)[\s./_-]+(\d{6})[\s./_-]+(\d{4,})$/.exec(text) ?? [];
  return [`${dotted(office)}-${day}-${number}`];
});

/** Mã hồ sơ: agency, day of receipt YYMMDD, serial number. */
export const dossierCode: SemanticType = {
  ...plainWhere(`(?:${legacyAgency}|${agency})-\\d\\d${monthAndDay}-\\d{4,}`),
  problems: [
    {
      code: 'inner-sign',
      severity: 'error',
      when: (value) =>
        `${matches(value, '.*\\s.*')} and regexp_full_match(regexp_replace(${value}, '\\s', '', 'g'), '${dossierShape}')`,
      suggest: mendDossier,
    },
    smallLetters(dossierShape),
    wrongShape(dossierShape, mendDossier),
    {
      code: 'no-such-day',
      severity: 'error',
      when: (value) =>
        `try_cast(regexp_replace(${value}, '^.*-(\\d\\d)(\\d\\d)(\\d\\d)-\\d+$', '20\\1-\\2-\\3') as date) is null`,
    },
  ],
  expected: {
    vi: 'mã cơ quan-YYMMDD-số thứ tự, ví dụ H15.05-260507-0001',
    en: 'agency code-YYMMDD-serial, e.g. H15.05-260507-0001',
  },
};

const procedureShape = `\\d\\.\\d{6}(?:\\.${legacyAgency})?`;
/** No number is shown with a zero at its end: what has one lost something else. */
const mendProcedure = mendCode(isWhole(procedureShape), (text) => {
  const code = dotted(text).replace(/^(\d)\.?(\d{3})\.?(\d{3})(?!\d)/, '$1.$2$3');
  return [/^\d\.\d{0,4}[1-9]$/.test(code) ? code.padEnd(8, '0') : code];
});

/** Mã thủ tục hành chính. As a number it loses the zeros at its end, and only those. */
export const procedureCode: SemanticType = {
  ...plainWhere(procedureShape),
  problems: [
    {
      code: 'lost-end-zero',
      severity: 'error',
      when: (value) => matches(value, '\\d\\.\\d{1,5}'),
      suggest: mendProcedure,
    },
    {
      code: 'inner-sign',
      severity: 'error',
      when: (value) =>
        `${matches(value, '.*[\\s,].*')} and regexp_full_match(replace(regexp_replace(${value}, '\\s', '', 'g'), ',', '.'), '${procedureShape}')`,
      suggest: mendProcedure,
    },
    wrongShape(procedureShape, mendProcedure),
  ],
  expected: { vi: 'một chữ số, dấu chấm, sáu chữ số, ví dụ 1.004590', en: 'a digit, a dot, six digits, e.g. 1.004590' },
};

const organisation = 'Z(?:0[1-9]|[1-9]\\d)[A-Z0-9.]{1,32}';
const agencyShape = `(?:${agency}|${organisation})`;
const isAgency = isWhole(agencyShape);
const isLegacy = isWhole(legacyAgency);
/** Today's code for one of before 2020: groups of zeros fall away, and the highest level comes first. */
const codeOfToday = (legacy: string) =>
  legacy
    .split('.')
    .toReversed()
    .filter((group) => !/^0+$/.test(group))
    .join('.');
const mendAgency = mendCode(
  (text) => isAgency(text) && text.length <= 35,
  (text) => {
    const code = dotted(text).toUpperCase();
    return [isLegacy(code) ? codeOfToday(code) : code];
  },
);

/** Mã định danh cơ quan, tổ chức; the form before 2020 stays readable in old data. */
export const agencyCode: SemanticType = {
  plain: (value) => `(${matches(value, agencyShape)} and strlen(${value}) <= 35)`,
  problems: [
    {
      code: 'legacy-code',
      severity: 'warn',
      when: (value) => matches(value, legacyAgency),
      suggest: mendAgency,
    },
    smallLetters(agencyShape),
    {
      code: 'inner-sign',
      severity: 'error',
      when: (value) =>
        `${matches(value, '.*[\\s,].*')} and regexp_full_match(replace(regexp_replace(${value}, '\\s', '', 'g'), ',', '.'), '${agencyShape}')`,
      suggest: mendAgency,
    },
    apostrophe(mendAgency),
    wrongShape(agencyShape, mendAgency),
    { code: 'code-too-long', severity: 'error', when: (value) => `strlen(${value}) > 35` },
  ],
  expected: { vi: 'mã định danh cơ quan, ví dụ H15.05', en: 'an agency code, e.g. H15.05' },
};
