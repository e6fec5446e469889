/** A stretch of time as a heading names it. */
export interface Period {
  readonly kind: PeriodKind;
  /** `2016`, `2015-2016` (of a school year); null where the heading names none («Quý I», «Tháng 3»). */
  readonly year: string | null;
  /** Quarter or month as a number, a date; a longer span as it is written, `2016/2015` where two years are compared. null: the year alone. */
  readonly part: string | null;
}

export type PeriodKind = 'year' | 'quarter' | 'month' | 'day' | 'span';

/** What stands beside a period: its footnote mark, or a word that says how sure the figures are. */
export const statusWords =
  'prelim(?:inary)?\\.?|prel\\.?|pre\\.|est(?:imate[ds]?)?\\.?|provisional|sơ bộ|so bo|ước(?: tính| th(?:ực hiện)?)?|uoc(?: tinh| thuc hien)?|dự báo|du bao|dự kiến|forecast';
export const markPattern = '\\(\\*+\\)|\\*+|\\([1-9]\\)|[¹²³⁴⁵]';

const yearPattern = '(?:1[89]|20|21)\\d\\d';
const yearWords = 'năm học|nam hoc|niên vụ|nien vu|cả năm|ca nam|giai đoạn|giai doan|thời kỳ|năm|nam|year|fy|yr';
const dayWords = '(?:(?:tính đến|đến hết|đến|tại|as of|at)\\s*)?(?:(?:thời điểm|ngày)\\s*)?';
const romanQuarters = ['i', 'ii', 'iii', 'iv'];
const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const englishMonth =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const between = '[\\s/.,_-]*(?:năm|nam|of)?[\\s/.,_-]*';

interface Form {
  readonly pattern: string;
  readonly read: (groups: readonly (string | undefined)[]) => Period | undefined;
  /** Without a year it is one only where the heading says nothing else: «May» is a word, too. */
  readonly ambiguous?: true;
}

/** The ways to write a period, the longest first. Groups count from 0 within each. */
const forms: readonly Form[] = [
  {
    // A figure of one year over that of another: not a year of its own.
    pattern: `(${yearPattern})\\s*(?:over|so với|so voi|vs\\.?|compared (?:with|to)|/)\\s*(?:${yearWords})?\\s*(${yearPattern})`,
    read: ([first = '', second = '']) => {
      if (Number(second) < Number(first)) return { kind: 'span', year: null, part: `${first}/${second}` };
      return { kind: 'year', year: `${first}-${second}`, part: null };
    },
  },
  {
    pattern: `(?:${yearWords})?[\\s_.]*(${yearPattern})\\s*[-–]\\s*(${yearPattern})`,
    read: ([first = '', second = '']) => {
      const years = `${first}-${second}`;
      return Number(second) - Number(first) > 1
        ? { kind: 'span', year: null, part: years }
        : { kind: 'year', year: years, part: null };
    },
  },
  {
    pattern: `${dayWords}(0?[1-9]|[12]\\d|3[01])[/.-](0?[1-9]|1[0-2])[/.-](${yearPattern})`,
    read: ([day = '', month = '', year = '']) => ({
      kind: 'day',
      year: null,
      part: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    }),
  },
  {
    pattern: `(${yearPattern})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])`,
    read: ([year = '', month = '', day = '']) => ({ kind: 'day', year: null, part: `${year}-${month}-${day}` }),
  },
  {
    pattern: `((?:[2-9]|1[01])\\s*tháng(?:\\s*(?:đầu|cuối)(?: năm)?)?)(?:${between}(${yearPattern}))?`,
    read: ([months = '', year]) => ({ kind: 'span', year: year ?? null, part: months }),
  },
  {
    pattern: `(?:quý|quy|quarter|qtr|q)[\\s._]*([1-4]|iv|i{1,3})(?:${between}(${yearPattern}))?`,
    read: ([quarter = '', year]) => ({ kind: 'quarter', year: year ?? null, part: quarterOf(quarter) }),
  },
  {
    pattern: `(${yearPattern})[\\s_./-]*(?:q|quý|quy)[\\s.]*([1-4]|iv|i{1,3})`,
    read: ([year = '', quarter = '']) => ({ kind: 'quarter', year, part: quarterOf(quarter) }),
  },
  {
    pattern: `(?:tháng|thang|month|th\\.|t)[\\s._]*(1[0-2]|0?[1-9])(?:${between}(${yearPattern}))?`,
    read: ([month = '', year]) => ({ kind: 'month', year: year ?? null, part: String(Number(month)) }),
  },
  {
    ambiguous: true,
    pattern: `${englishMonth}(?:[\\s,._'-]*(${yearPattern}|\\d\\d))?`,
    read: ([name = '', year]) => ({
      kind: 'month',
      year: year === undefined ? null : year.length === 2 ? `20${year}` : year,
      part: String(englishMonths.indexOf(name.slice(0, 3).toLowerCase()) + 1),
    }),
  },
  {
    pattern: `(1[0-2]|0?[1-9])[/.-](${yearPattern})`,
    read: ([month = '', year = '']) => ({ kind: 'month', year, part: String(Number(month)) }),
  },
  {
    pattern: `(${yearPattern})(?:[-/.]|m|-m)(0[1-9]|1[0-2])`,
    read: ([year = '', month = '']) => ({ kind: 'month', year, part: String(Number(month)) }),
  },
  {
    pattern: 'ngày\\s*(3[01]|[12]\\d|0?[1-9])',
    read: ([day = '']) => ({ kind: 'day', year: null, part: String(Number(day)) }),
  },
  {
    pattern: `(1[0-2]|[1-9])月`,
    read: ([month = '']) => ({ kind: 'month', year: null, part: month }),
  },
  {
    pattern: `(?:${yearWords})?[\\s_.]*(${yearPattern})(?:\\s*[-–/]\\s*(\\d\\d))?`,
    read: ([year = '', short]) => {
      if (short === undefined) return { kind: 'year', year, part: null };
      const next = `${year.slice(0, 2)}${short}`;
      return Number(next) === Number(year) + 1 ? { kind: 'year', year: `${year}-${next}`, part: null } : undefined;
    },
  },
];

function quarterOf(text: string): string {
  const roman = romanQuarters.indexOf(text.toLowerCase());
  return roman === -1 ? text : String(roman + 1);
}

interface Compiled extends Form {
  readonly atStart: RegExp;
  readonly atEnd: RegExp;
  readonly groups: number;
}

// Yearbooks say it in two languages: «Sơ bộ - Prel.».
const twice = `(?:${statusWords})(?:[\\s/–-]+(?:${statusWords}))?`;
const status = `(?:(${twice})[\\s_.]*)?`;
const marks = `[\\s_]*(${markPattern}|\\(?${twice}\\)?)?`;

const compiled: readonly Compiled[] = forms.map((form) => ({
  ...form,
  groups: (form.pattern.match(/\((?!\?)/g) ?? []).length,
  atStart: new RegExp(`^${status}${form.pattern}${marks}(?:[\\s_:;,.–-]+(.*)|(\\(.*))?$`, 'isu'),
  atEnd: new RegExp(`^(.*?[\\s_:;,.(–-])${status}${form.pattern}${marks}(?:\\)|\\s*(\\([^()]*\\)))?$`, 'isu'),
}));

export interface FoundPeriod {
  readonly period: Period;
  readonly status: string | null;
  /** What the heading says besides. */
  readonly rest: string;
}

/** Every form has one of these in it, and most headings of a list have none. */
const telling = /\d|月|q(?:uý|uy|uarter|tr)?[\s._]*i|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/iu;

/** The period at a heading's beginning or end; undefined where it names none. */
export function findPeriod(text: string): FoundPeriod | undefined {
  if (!/\d|月|quý|quy|[a-z]{3}/i.test(text) || !telling.test(text)) return undefined;
  for (const find of [findAtStart, findAtEnd]) {
    for (const form of compiled) {
      const found = find(text, form);
      if (found === undefined) continue;
      if (form.ambiguous === true && found.period.year === null && found.rest !== '') continue;
      return found;
    }
  }
  return undefined;
}

function findAtStart(text: string, { atStart, groups, read }: Compiled): FoundPeriod | undefined {
  const match = atStart.exec(text);
  const period = match === null ? undefined : read(match.slice(2, 2 + groups));
  if (match === null || period === undefined) return undefined;
  const rest = match[3 + groups] ?? match[4 + groups] ?? '';
  return { period, status: statusOf(match[1], match[2 + groups]), rest: rest.trim() };
}

function findAtEnd(text: string, { atEnd, groups, read }: Compiled): FoundPeriod | undefined {
  const match = atEnd.exec(text);
  const period = match === null ? undefined : read(match.slice(3, 3 + groups));
  if (match === null || period === undefined) return undefined;
  const before = (match[1] ?? '').replace(/[\s_:;,(–-]+$/u, '');
  const rest = `${before} ${match[4 + groups] ?? ''}`.trim();
  return { period, status: statusOf(match[2], match[3 + groups]), rest };
}

function statusOf(before: string | undefined, behind: string | undefined): string | null {
  const parts = [before, behind?.replace(/^\((?!\*|[1-9])|(?<!\*|[1-9])\)$/g, '')].filter(
    (part) => part !== undefined && part !== '',
  );
  return parts.length === 0 ? null : parts.join(' ');
}

/** A period on its own, as a program writes it: `2024`, `2024-Q1`, `2024-03`; `1` for a quarter or month of no year. */
export function periodText({ kind, year, part }: Period): string {
  if (part === null) return year ?? '';
  if (year === null) return part;
  if (kind === 'quarter') return `${year}-Q${part}`;
  return kind === 'month' ? `${year}-${part.padStart(2, '0')}` : `${part} ${year}`;
}
