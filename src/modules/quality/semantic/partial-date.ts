import { matches, type SemanticType } from './semantic-type.ts';

const month = '(?:0[1-9]|1[0-2])';
const whole = '\\d{4}-\\d{2}-\\d{2}';
/** `7/5/1957`, `7 tháng 5 năm 1957`; `1957/5/7`. */
const written =
  '(?:[Nn]gày *)?\\d{1,2} *(?:[/.-]|[Tt]háng) *\\d{1,2} *(?:[/.-]|,? *[Nn]ăm) *\\d{4}|\\d{4}[/.-]\\d{1,2}[/.-]\\d{1,2}';
const isDay = (value: string) => `try_cast(${value} as date) is not null`;
const dayOf = (value: string) =>
  `regexp_replace(regexp_replace(${value}, '^(\\d{4})\\D(\\d+)\\D(\\d+)$', '\\3-\\2-\\1'), '^\\D*(\\d+)\\D+(\\d+)\\D+(\\d+)$', '\\3-\\2-\\1')`;

/** Other spellings of a month, and of a year. */
const monthAndYear = `(?:[Tt](?:háng|hg\\.?)? *)?(?:0?[1-9]|1[0-2]) *(?:[/.-]|[Nn]ăm) *\\d{4}|\\d{4}[/.-](?:0?[1-9]|1[0-2])`;
const yearAlone = '[Nn]ăm *\\d{4}';

/** A date kept as text because it may be a year alone, or a month of it, as years of birth often are. */
export const partialDate: SemanticType = {
  plain: (value) => `(${matches(value, `\\d{4}(?:-${month})?`)} or (${matches(value, whole)} and ${isDay(value)}))`,
  problems: [
    {
      code: 'no-such-day',
      severity: 'error',
      when: (value) =>
        `((${matches(value, whole)} and not ${isDay(value)}) or (${matches(value, written)} and not ${isDay(dayOf(value))}))`,
    },
    {
      code: 'two-digit-year',
      severity: 'error',
      when: (value) => matches(value, '\\d{1,2}[/.-]\\d{1,2}[/.-]\\d\\d'),
    },
    {
      code: 'not-normal',
      severity: 'warn',
      when: (value) =>
        `(not ${matches(value, `${whole}|\\d{4}-${month}`)} and ${matches(value, `${written}|${monthAndYear}|${yearAlone}`)})`,
      suggest: (value) => {
        const parts = (value.match(/\d+/g) ?? []).map((part) => part.padStart(2, '0'));
        return (parts[0]?.length === 4 ? parts : parts.toReversed()).join('-');
      },
    },
    {
      code: 'not-a-date',
      severity: 'error',
      when: (value) => `not ${matches(value, `\\d{4}(?:-${month})?|${whole}`)}`,
    },
  ],
  expected: {
    vi: 'năm, năm-tháng hoặc năm-tháng-ngày, ví dụ 1957 hoặc 1957-05-07',
    en: 'a year, month or day, e.g. 1957 or 1957-05-07',
  },
};
