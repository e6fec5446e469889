import { matches, type SemanticType } from './semantic-type.ts';

const month = '(?:0[1-9]|1[0-2])';
const whole = '\\d{4}-\\d{2}-\\d{2}';
/** `7/5/1957`, `7 tháng 5 năm 1957`; `1957/5/7`. */
const written =
  '(?:[Nn]gày *)?\\d{1,2} *(?:[/.-]|[Tt]háng) *\\d{1,2} *(?:[/.-]|,? *[Nn]ăm) *\\d{4}|\\d{4}[/.-]\\d{1,2}[/.-]\\d{1,2}';
/** What programs write behind a day that has no hour. */
const midnight = '[Tt ] *0?0:00(?::00(?:\\.0+)?)?[Zz]?$';
const withoutHour = (value: string) => `regexp_replace(${value}, '${midnight}', '')`;
const isDay = (value: string) => `try_cast(${value} as date) is not null`;
const dayOf = (value: string) =>
  `regexp_replace(regexp_replace(${value}, '^(\\d{4})\\D(\\d+)\\D(\\d+)$', '\\3-\\2-\\1'), '^\\D*(\\d+)\\D+(\\d+)\\D+(\\d+)$', '\\3-\\2-\\1')`;
/** A day or month of zeros stands for one that is not known. */
const unknownPart = '(?:.*[^0-9])?00?[^0-9].*|\\d{4}[^0-9].*[^0-9]?00?';

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
      when: (value) => {
        const said = withoutHour(value);
        return (
          `(((${matches(value, whole)} and not ${isDay(value)}) or (${matches(said, written)} and not ${isDay(dayOf(said))}))` +
          ` and not ${matches(said, unknownPart)})`
        );
      },
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
        `(not ${matches(value, `${whole}|\\d{4}-${month}`)} and not ${matches(withoutHour(value), unknownPart)}` +
        ` and ${matches(withoutHour(value), `${written}|${monthAndYear}|${yearAlone}`)})`,
      suggest: mendPartialDate,
    },
    {
      code: 'not-a-date',
      severity: 'error',
      when: (value) =>
        `not (${matches(value, `\\d{4}(?:-${month})?`)} or (${matches(value, whole)} and ${isDay(value)}))`,
      suggest: mendPartialDate,
    },
  ],
  expected: {
    vi: 'năm, năm-tháng hoặc năm-tháng-ngày, ví dụ 1957 hoặc 1957-05-07',
    en: 'a year, month or day, e.g. 1957 or 1957-05-07',
  },
};

const longest = 60;
const words = /ngày|tháng|thg\.?|năm|sinh|n\.s\.?/giu;
/** What stands where a day or month is not known: `--/--/1959`, `xx/5/1959`, `…/…/1959`. */
const unknown = /^[-_.?…x*/,:\s]*$/iu;
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** As much of a day as the text surely says. */
function mendPartialDate(value: string): string | undefined {
  if (value.length > longest) return undefined;
  const text = value
    .normalize('NFKC')
    .replace(/^[\s'"`´‘’]+|[\s'"`´‘’.,;]+$/g, '')
    .replace(new RegExp(midnight), '')
    .replace(/^(\d+)\.0$/, '$1')
    .replace(/^t(?=\s?\d)/i, '');
  if (/^[1-9]\d{4}$/.test(text)) return dayOfSerial(Number(text));
  const turned = text
    .replace(/^(\d{4})(\d\d)(\d\d)$/, '$3/$2/$1')
    .replace(/^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/, (_, year, ofYear, day = '0') => `${day}/${ofYear}/${year}`)
    .replace(/(?<=[\s/-])([a-z]{3})[a-z]*\.?(?=[\s,/-])/i, (name, short: string) => {
      const at = monthNames.indexOf(short.toLowerCase());
      return at < 0 ? name : String(at + 1);
    });
  const [, before = '', year] = /^(.*?)(\d{4})$/s.exec(turned) ?? [];
  if (year === undefined || /\d$/.test(before)) return undefined;
  return withYear(
    before.replace(words, (word) => (/^(?:tháng|thg)/iu.test(word) ? '/' : ' ')),
    year,
  );
}

/** `before`: what is said of day and month, in this order. */
function withYear(before: string, year: string): string | undefined {
  const parts = before.match(/\d+/g) ?? [];
  if (!unknown.test(before.replaceAll(/\d+/g, '')) || parts.length > 2) return undefined;
  const [ofYear, day] = parts.toReversed().map((part) => (Number(part) === 0 ? undefined : part.padStart(2, '0')));
  if (ofYear === undefined) return day === undefined ? year : undefined;
  // `7/--/1959`: a number with another part between it and the year is a day.
  if (!/\d[-/.,\s]{0,3}$/.test(before) || /\d[^\d]*[-/.][^\d]*[-/.][^\d]*$/.test(before)) return undefined;
  if (Number(ofYear) > 12) return undefined;
  if (day === undefined) return `${year}-${ofYear}`;
  const whole = `${year}-${ofYear}-${day}`;
  return isCalendarDay(whole) ? whole : undefined;
}

function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** Days from 30 December 1899, as spreadsheets count: from 1910 to 2064, where a number of five digits is nothing else. */
function dayOfSerial(serial: number): string | undefined {
  if (serial < 3654 || serial > 60_000) return undefined;
  return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
}
