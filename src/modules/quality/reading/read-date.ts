import { unreadable, type Reading, type ReadingProblem } from './reading.ts';

/** Two signs for one, and marks at the ends that are no part of a date: `'7/5/2026`, `7//5/2026`, `Đắk Lắk, ngày 7/5/2026.` */
const tidyDate = `create or replace temp macro tidy_date(text) as
  regexp_replace(
    regexp_replace(
      regexp_replace(regexp_replace(text, '^[''\`´‘’\\s]+|[.,;\\s]+$|\\.0$', '', 'g'), '[\\\\/]+', '/', 'g'),
      '(\\d)[ t]0?0:00(?::00(?:\\.0+)?)?(?:\\+07:?00)$|(\\d) 12:00(?::00)? *(?:am|sa)$', '\\1\\2'),
    '^\\pL[\\pL'' ]*, *(ngày)', '\\1')`;

const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const weekday = '(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn)[, ]+';

/** `5/mar/2026`, for `5-Mar-2026`, `5 March 2026`, `Mar 5, 2026`. */
const dayBeforeMonthName = `create or replace temp macro day_before_month_name(text) as
  regexp_replace(
    regexp_replace(text, '^(${monthNames})\\.? +(\\d{1,2}),? +(\\d{4})$', '\\2/\\1/\\3'),
    '^(\\d{1,2})[ ./-]+(${monthNames})\\.?[ ,./-]+(\\d{4}|\\d\\d)$', '\\1/\\2/\\3')`;

/** Without a midnight after the date, a day of the week before it, and the words of `ngày 7 tháng 5 năm 2026`. */
const bareDate = `create or replace temp macro bare_date(text) as
  case when strlen(text) = 10 and text[5] = '-' and text[8] = '-' then text else day_before_month_name(
    regexp_replace(
      regexp_replace(tidy_date(lower(text)), '[t ]0?0:00(?::00(?:\\.0+)?)?z?$|^${weekday}', '', 'g'),
      '^(?:ngày)? *(\\d{1,2}) *(?:tháng|[- ]*thg\\.?|[/.-]) *(\\d{1,2}) *(?:,? *năm|,|[/.-]) *(\\d{4}|\\d\\d)$', '\\1/\\2/\\3')) end`;

const centuryOf = `create or replace temp macro century_of(year) as
  case when length(year) = 4 then year when year < '70' then '20' || year else '19' || year end`;

/**
 * Year, month and day in this order, with hyphens, for dates of every accepted spelling: `2026-05-07`, `7/5/2026`,
 * `7-5-2026`, `7.5.2026`, `7/5/26`, `7/may/2026`, `2026/5/7`, `20260507`, a spreadsheet's serial (five digits, 1900 system). Day before
 * month, always; a year of two digits is of this century under 70. A year below 1000 is a slip of the hand. A day that the calendar does not have is spelled, but is no date.
 */
const spellDate = `create or replace temp macro spell_date(bare) as
  case
    when regexp_matches(bare, '^0\\d{3}\\D|\\D0\\d{3}$') then null
    when regexp_full_match(bare, '\\d{4}-\\d{1,2}-\\d{1,2}') then bare
    when regexp_full_match(bare, '\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}')
      then regexp_replace(bare, '^(\\d+)[/.-](\\d+)[/.-](\\d+)$', '\\3-\\2-\\1')
    when regexp_full_match(bare, '\\d{4}[/.]\\d{1,2}[/.]\\d{1,2}') then translate(bare, '/.', '--')
    when regexp_full_match(bare, '\\d{8}') then regexp_replace(bare, '^(\\d{4})(\\d\\d)(\\d\\d)$', '\\1-\\2-\\3')
    when regexp_full_match(bare, '\\d{1,2}[/.-]\\d{1,2}[/.-][0-6]\\d')
      then regexp_replace(bare, '^(\\d+)[/.-](\\d+)[/.-](\\d\\d)$', '20\\3-\\2-\\1')
    when regexp_full_match(bare, '\\d{1,2}[/.-]\\d{1,2}[/.-][7-9]\\d')
      then regexp_replace(bare, '^(\\d+)[/.-](\\d+)[/.-](\\d\\d)$', '19\\3-\\2-\\1')
    when regexp_full_match(bare, '\\d{1,2}/[a-z]{3,9}/(?:\\d\\d){1,2}')
      then century_of(regexp_extract(bare, '(\\d+)$', 1))
        || '-' || ((strpos('janfebmaraprmayjunjulaugsepoctnovdec', regexp_extract(bare, '/([a-z]{3})', 1)) + 2) // 3)::varchar
        || '-' || regexp_extract(bare, '^(\\d+)', 1)
    when regexp_full_match(bare, '[1-9]\\d{4}') then (date '1899-12-30' + try_cast(bare as integer))::varchar
  end`;

export const dateMacros = [tidyDate, dayBeforeMonthName, bareDate, centuryOf, spellDate];

/** `birth`: two digits do not tell the century of a birth. */
export function dateReading({ birth }: { readonly birth: boolean }): Reading {
  return {
    type: 'DATE',
    setup: dateMacros,
    cast: (cell) => `try_cast(${cell} as date)`,
    // Ten bytes shut out `infinity` and years before Christ, which are written back as they were.
    plain: (cell, value) => `(strlen(${cell}) = 10 and ${cell} >= '1' and ${value}::varchar = ${cell})`,
    bare: (text) => `bare_date(${text})`,
    spell: (bare) =>
      birth ? `case when not ${hasTwoDigitYear(bare)} then spell_date(${bare}) end` : `spell_date(${bare})`,
    mend: 'date',
    problems: [...(birth ? [twoDigitYear] : []), yearAlone, noSuchDay, hasTime, unreadable('not-a-date')],
  };
}

function hasTwoDigitYear(bare: string): string {
  return `regexp_full_match(${bare}, '\\d{1,2}[/.-](?:\\d{1,2}|[a-z]{3,9})[/.-]\\d\\d')`;
}

const twoDigitYear: ReadingProblem = {
  code: 'two-digit-year',
  severity: 'error',
  when: ({ bare, value }) => `${value} is null and ${hasTwoDigitYear(bare)}`,
};

/** What stands for a day or month that is not known. */
const unknownPart = '(?:ngày)?(?:[-_.?…x*\\s]*(?:/|-|tháng)|00?[/.-])*[-_.?…x*/\\s]*(?:tháng[-_.?…\\s]*)?';

const yearAlone: ReadingProblem = {
  code: 'year-alone',
  severity: 'error',
  when: ({ text, value }) =>
    `${value} is null and regexp_full_match(${text}, '(?i)${unknownPart}(?:(?:tháng *)?\\d{1,2} *(?:[/.-]|năm))? *(?:(?:sinh +)?năm *)?(?:19|20)\\d\\d|(?:19|20)\\d\\d-\\d{1,2}(?:-00?)?')`,
};

const noSuchDay: ReadingProblem = {
  code: 'no-such-day',
  severity: 'error',
  when: ({ spelled, value }) => `${value} is null and ${spelled} is not null`,
};

/** A day is wanted, and the cell says more than that: what of it is dropped is not ours to choose. */
const hasTime: ReadingProblem = {
  code: 'has-time',
  severity: 'error',
  when: ({ text, value }) => `${value} is null and regexp_matches(${text}, '\\d.*[ tT]\\d{1,2}[:hH]\\d\\d')`,
};
