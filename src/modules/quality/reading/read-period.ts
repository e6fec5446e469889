import { cleanCell } from './clean-text.ts';
import type { Reading } from './reading.ts';

const before = '(?: *[/.–-] *| *,? *(?:của +)?năm *|,? +)';
const to = ' *(?:-|–|đến|tới) *';
const monthWord = '(?:tháng|thg\\.?|th\\.?|t\\.?)';
const quarterWord = '(?:quý|quí|qúy|qúi|q)\\.?';
const years = '(?:giai đoạn|thời kỳ|năm học|niên độ|niên khóa|niên vụ|mùa vụ|vụ|nh)?';

/** Words for numbers, in rows of twelve: the first of a row is 1. */
const english = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const vietnamese = ['một', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười', 'mười một', 'mười hai'];
const ordinals = [
  ['i', 'ii', 'iii', 'iv', '', '', '', '', '', '', '', ''],
  vietnamese,
  ['giêng', '', '', 'bốn', '', '', '', '', '', '', '', 'chạp'],
  english,
  ['đầu', 'cuối', '', '', '', '', '', '', '', '', '', ''],
];

/** What the parts of a spelling are. */
const parts = {
  year: '(?:19|20)\\d\\d',
  lastYear: '(?:19|20)\\d\\d',
  /** `25` of `2024-25`; below 13 it would be a month. */
  shortYear: '1[3-9]|[2-9]\\d',
  quarter: '[1-4]|iv|i{1,3}|một|hai|ba|bốn|tư',
  lastQuarter: '[1-4]|iv|i{1,3}|một|hai|ba|bốn|tư',
  month: '0?[1-9]|1[0-2]',
  lastMonth: '0?[1-9]|1[0-2]',
  /** So many months from January on, and so many at the end of the year. */
  first: '0?[1-9]|1[0-2]',
  final: '0?[1-9]|1[0-2]',
  half: '[12]|đầu|cuối',
} as const;
type Part = keyof typeof parts;

const twoDigits = '0[1-9]|1[0-2]';
const named = [...vietnamese.toReversed(), 'giêng', 'bốn', 'chạp'].join('|');

/** A period as people write it, in small letters; `<part>` or `<part=pattern>` where it says one. The first that fits whole counts. */
const spellings: readonly string[] = [
  '(?:cả năm|năm|n\\.)? *<year>',
  `${quarterWord} *<quarter>${before}<year>`,
  '<quarter=iv|i{1,3}> *[/–-] *<year>',
  '<year> *[/–-]? *q *<quarter=[1-4]>',
  `${quarterWord} *<quarter>${to}(?:${quarterWord} *)?<lastQuarter>${before}<year>`,
  // `9t/2025` are nine months, `t9/2025` is September.
  `<first> *(?:tháng|t)(?: +đầu)?${before}<year>`,
  `<final> *(?:tháng|t) +cuối${before}<year>`,
  `(?:nửa năm|nửa|bán niên) +<half=đầu|cuối>${before}<year>`,
  '<year> *[/–-]? *[sh] *<half=[12]>',
  `[sh] *<half=[12]>${before}<year>`,
  `(?:từ +)?${monthWord} *<month>${to}${monthWord}? *<lastMonth>${before}<year>`,
  `${monthWord} *<month>${before}<year>`,
  `tháng +<month=${named}>${before}<year>`,
  `<month=${english.join('|')}>[a-z]*\\.?(?: *[/.–-] *|,? +)<year>`,
  '<month> *[/.–-] *<year>',
  `<year> *[/.–-]? *m<month=${twoDigits}>`,
  `<year> *[/.–-] *<month=${twoDigits}>`,
  `<year><month=${twoDigits}> *[/–-] *<lastYear><lastMonth=${twoDigits}>`,
  `${years} *<year> *[/–-] *<lastYear>`,
  `${years} *<year> *[/–-] *<shortYear>`,
  `(?:từ +)?(?:${monthWord} *)?<month>${before}<year>${to}(?:${monthWord} *)?<lastMonth>${before}<lastYear>`,
  // From the first day of a month to the last of one.
  ...['31/(?:<lastMonth=0?[13578]|1[02]>)', '30/(?:<lastMonth=0?[469]|11>)', '2[89]/<lastMonth=0?2>'].map(
    (last) => `(?:từ +)?(?:ngày +)?0?1/<month>/<year>${to}(?:ngày +)?${last}/<lastYear>`,
  ),
];

/** One pattern of all spellings, and the part that each of its groups is; those of spellings that do not fit are empty. */
function joinSpellings(): { readonly pattern: string; readonly groups: readonly Part[] } {
  const groups: Part[] = [];
  const patterns = spellings.map((spelling) =>
    spelling.replace(/<([a-zA-Z]+)(?:=([^>]*))?>/g, (_, name: Part, own?: string) => {
      groups.push(name);
      return `(${own ?? parts[name]})`;
    }),
  );
  return { pattern: `^(?:${patterns.join('|')})$`, groups };
}

/** That figures are a first estimate or add up is said of them, not of the time. */
const status =
  '^(?:(?:sơ bộ|prel\\.?|ước tính|ước thực hiện|ước đạt|ước|chính thức|thực hiện|lũy kế|luỹ kế|kỳ báo cáo|kỳ)[:. /–-]+)+| *(?:\\*{1,3}|\\((?:\\d|\\*|sơ bộ|ước tính|ước|chính thức|thực hiện|cả năm)\\))$';

const simple = '\\d{4}(?:[1-4]|0[1-9]|1[0-2])?';

/**
 * Macro `period_code(text)`: the code of a period; of what is no spelling of one the text itself. A quarter and a year have
 * codes of their own, so that one time has one code however it was written.
 */
function periodMacros(): readonly string[] {
  const { pattern, groups } = joinSpellings();
  const told = (Object.keys(parts) as Part[]).map((part) => {
    const own = groups.flatMap((name, index) => (name === part ? [`found.g${index}`] : [])).join(' || ');
    return `${part}: ${part.endsWith('ear') ? own : `ordinal_of(${own})`}`;
  });
  const words = ordinals.flat().map((word) => `'${word === '' ? '-' : word}'`);
  const names = groups.map((_, index) => `'g${index}'`);
  return [
    `create or replace temp macro ordinal_of(word) as
      coalesce(try_cast(word as integer), (list_position([${words.join(', ')}], word) - 1) % 12 + 1)`,
    `create or replace temp macro month_code(own_year, own_month) as own_year || lpad(own_month::varchar, 2, '0')`,
    `create or replace temp macro full_year(told) as
      case when told.shortYear = '' then told else struct_update(told, lastYear := left(told.year, 2) || told.shortYear) end`,
    `create or replace temp macro period_span(told, a, b) as
      case when told.year = '' then null
        when told.lastYear not in ('', told.year) then
          case when told.year > told.lastYear then null
            when told.lastMonth is null then told.year || '-' || told.lastYear
            else month_code(told.year, a) || '-' || month_code(told.lastYear, b) end
        when a > b then null
        when a = 1 and b = 12 then told.year
        when b - a = 2 and a % 3 = 1 then told.year || ((a + 2) // 3)::varchar
        when a = b then month_code(told.year, a)
        else month_code(told.year, a) || '-' || month_code(told.year, b) end`,
    `create or replace temp macro period_code(text) as
      case when text is null or regexp_full_match(text, '${simple}') or not regexp_matches(text, '(?:19|20)\\d\\d') then text
        else coalesce(list_transform(
          [regexp_extract(regexp_replace(lower(text), '${status}', '', 'g'), '${pattern}', [${names.join(', ')}])],
          lambda found: list_transform([full_year({${told.join(', ')}})], lambda told: list_transform([{
            a: coalesce(3 * told.quarter - 2, told.month, 13 - told.final, 6 * told.half - 5, 1),
            b: coalesce(3 * told.lastQuarter, 3 * told.quarter, told.lastMonth, told.month, told.first, 6 * told.half, 12)
          }], lambda span: period_span(told, span.a, span.b))[1])[1])[1], text) end`,
  ];
}

/**
 * Times of reports: `2025`, `20251`, `202503`, and whatever of them is written in words: `Quý I/2025`, `T3/2025`, `9T/2025`, `6 tháng
 * đầu năm 2025`, `Sơ bộ 2024`. Several months are `202501-202506`, several years `2024-2025`.
 */
export const periodReading: Reading = {
  type: 'VARCHAR',
  setup: [cleanCell, ...periodMacros()],
  cast: (cell) => cell,
  plain: (cell) => `regexp_full_match(${cell}, '${simple}')`,
  bare: (text) => text,
  spell: (bare) => `period_code(${bare})`,
  mend: 'period',
  problems: [],
};
