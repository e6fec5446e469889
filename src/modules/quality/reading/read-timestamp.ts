import { dateMacros } from './read-date.ts';
import { unreadable, type Reading } from './reading.ts';

/** `DATE HH:MM…`, for `DATETHH:MM`, `H:MM DATE`, `13h05 DATE`, and for a date alone. */
const bareMoment = `create or replace temp macro bare_moment(text) as
  regexp_replace(
    regexp_replace(
      regexp_replace(
        regexp_replace(upper(text), '^(\\d{1,2})[:H](\\d\\d)(:\\d\\d)? *,? +(?:NGÀY +)?(\\S+)$', '\\4 \\1:\\2\\3'),
        '^(\\S+)(?:T| +)(\\d{1,2})[:H](\\d\\d)', '\\1 \\2:\\3'),
      '^(\\S+) (\\d):', '\\1 0\\2:'),
    '^([^:]+)$', '\\1 00:00')`;

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
  (try_cast(spell_date(bare_date(regexp_extract(bare, '^(.+) \\d\\d:', 1))) as date)
    + try_cast(regexp_replace(regexp_extract(bare, ' (\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,6})?)?)(?:Z|[+-]\\d\\d:?\\d\\d)?$', 1), '^(\\d\\d:\\d\\d)$', '\\1:00') as time)
    + to_minutes(420 - offset_minutes(bare)))::varchar`;

export const timestampReading: Reading = {
  type: 'TIMESTAMP',
  setup: [...dateMacros, bareMoment, offsetMinutes, spellMoment],
  cast: (cell) => `try_cast(${cell} as timestamp)`,
  // The first comparison of texts costs a sixth of the second, and is enough for most.
  plain: (cell, value) =>
    `(strlen(${cell}) >= 19 and ${value} between timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999999'` +
    ` and case when ${value}::varchar = ${cell} then true` +
    ` else replace(${value}::varchar, ' ', 'T') = replace(${cell}, ' ', 'T') end)`,
  bare: (text) => `bare_moment(${text})`,
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
