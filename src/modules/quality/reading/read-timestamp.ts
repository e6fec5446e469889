import { dateMacros } from './read-date.ts';
import { unreadable, type Reading } from './reading.ts';

/** A clock of twelve hours as one of 24: `2:30 PM`, `2:30:00 CH` (chiều), `8:00 SA` (sáng). */
const fullClock = `create or replace temp macro full_clock(text) as
  case when regexp_matches(text, '\\d:\\d\\d(?::\\d\\d)? *(?:AM|PM|SA|CH)$')
    then regexp_replace(regexp_replace(text, ' *(?:AM|PM|SA|CH)$', ''), '\\d{1,2}(:\\d\\d(?::\\d\\d)?)$',
      lpad((regexp_extract(text, '(\\d{1,2}):\\d\\d(?::\\d\\d)? *[A-Z]+$', 1)::integer % 12
        + case when regexp_matches(text, '(?:PM|CH)$') then 12 else 0 end)::varchar, 2, '0') || '\\1')
    else text end`;

/** `DATE HH:MM…`, for `DATETHH:MM`, `H:MM DATE`, `13h05 DATE`, `13 giờ 05 phút, DATE`, and for a date alone. */
const bareMoment = `create or replace temp macro bare_moment(text) as
  regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(text, '^(\\d{1,2})(?:[:H]| GIỜ )(\\d\\d)(?: PHÚT)?(:\\d\\d)?(?: *, *| +)(?:NGÀY +)?(\\d.*)$', '\\4 \\1:\\2\\3'),
        '^(.+?)(?:T|,? +)(\\d{1,2})[:H](\\d\\d)', '\\1 \\2:\\3'),
      '^(.+?) (\\d):', '\\1 0\\2:'),
    '^([^:]+)$', '\\1 00:00')`;

/** The same with its date as dates are read. */
const bareDay = `create or replace temp macro bare_day(moment) as
  bare_date(regexp_extract(moment, '^(.+) \\d\\d:', 1)) || regexp_extract(moment, ' \\d\\d:.*$')`;

/** Minutes east of Greenwich; without an offset those of Vietnam. */
const offsetMinutes = `create or replace temp macro offset_minutes(bare) as
  case
    when regexp_matches(bare, ':\\S*Z$') then 0
    when regexp_matches(bare, ':\\S*[+-]\\d\\d:?\\d\\d$')
      then (regexp_extract(bare, '([+-])\\d\\d:?\\d\\d$', 1) || '1')::integer
         * (regexp_extract(bare, '(\\d\\d):?\\d\\d$', 1)::integer * 60 + regexp_extract(bare, '(\\d\\d)$', 1)::integer)
    else 420
  end`;

/**
 * A moment as Vietnam's clocks show it: `2026-05-07 13:05`, `2026-05-07T13:05:00`, `7/5/2026 13:05`, `13:05 7/5/2026`,
 * `13h05 …`; an offset (`Z`, `+09:00`) is turned into +07:00; a date alone is its midnight.
 */
const spellMoment = `create or replace temp macro spell_moment(bare) as
  (try_cast(spell_date(regexp_extract(bare, '^(.+) \\d\\d:', 1)) as date)
    + try_cast(regexp_replace(regexp_extract(bare, ' (\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,6})?)?)(?:Z|[+-]\\d\\d:?\\d\\d)?$', 1), '^(\\d\\d:\\d\\d)$', '\\1:00') as time)
    + to_minutes(420 - offset_minutes(bare)))::varchar`;

export const timestampReading: Reading = {
  type: 'TIMESTAMP',
  setup: [...dateMacros, fullClock, bareMoment, bareDay, offsetMinutes, spellMoment],
  cast: (cell) => `try_cast(${cell} as timestamp)`,
  // The first comparison of texts costs a sixth of the second, and is enough for most.
  plain: (cell, value) =>
    `(strlen(${cell}) >= 19 and ${value} between timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999999'` +
    ` and case when ${value}::varchar = ${cell} then true` +
    ` else replace(${value}::varchar, ' ', 'T') = replace(${cell}, ' ', 'T') end)`,
  bare: (text) => `bare_day(bare_moment(full_clock(upper(${text}))))`,
  spell: (bare) => `try(spell_moment(${bare}))`,
  mend: 'date',
  problems: [unreadable('not-a-moment')],
};

/** `13:05:00`, for `13:05`, `7:30`, `7h30`, `7 giờ 30 phút`. */
const spellTime = `create or replace temp macro spell_time(bare) as
  case when regexp_full_match(bare, '\\d{1,2}(?::|h| giờ )\\d\\d(?::\\d\\d(?:\\.\\d{1,6})?| phút)?')
    then try_cast(regexp_replace(
      regexp_replace(regexp_replace(bare, 'h| giờ ', ':'), ' phút$', ''),
      '^(\\d+:\\d\\d)$', '\\1:00') as time)::varchar end`;

export const timeReading: Reading = {
  type: 'TIME',
  setup: [spellTime],
  cast: (cell) => `try_cast(${cell} as time)`,
  plain: (cell, value) => `${value}::varchar = ${cell}`,
  bare: (text) => `lower(${text})`,
  spell: (bare) => `spell_time(${bare})`,
  mend: 'time',
  problems: [unreadable('not-a-time')],
};
