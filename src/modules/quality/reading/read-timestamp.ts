import { dateMacros } from './read-date.ts';
import { unreadable, type Reading } from './reading.ts';

/** `date HH:MM…`, for `dateTHH:MM`, `H:MM date`, `13h05 date`. */
const bareMoment = `create or replace temp macro bare_moment(text) as
  regexp_replace(
    regexp_replace(
      regexp_replace(upper(text), '^(\\d{1,2})[:H](\\d\\d)(:\\d\\d)? *,? +(?:NGÀY +)?(\\S+)$', '\\4 \\1:\\2\\3'),
      '^(\\S+)(?:T| +)(\\d{1,2})[:H](\\d\\d)', '\\1 \\2:\\3'),
    '^(\\S+) (\\d):', '\\1 0\\2:')`;

const localMoment = `create or replace temp macro local_moment(text) as
  case when regexp_full_match(text, '\\S+ \\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,6})?)?')
    then try_cast(spell_date(split_part(text, ' ', 1)) as date)
       + try_cast(split_part(text, ' ', 2) || case when strlen(split_part(text, ' ', 2)) = 5 then ':00' else '' end as time)
  end`;

const offsetMinutes = `create or replace temp macro offset_minutes(text) as
  case when suffix(text, 'Z') then 0
       else (regexp_extract(text, '([+-])\\d\\d:?\\d\\d$', 1) || '1')::integer
          * (regexp_extract(text, '(\\d\\d):?\\d\\d$', 1)::integer * 60 + regexp_extract(text, '(\\d\\d)$', 1)::integer)
  end`;

/**
 * A moment as Vietnam's clocks show it: `2026-05-07 13:05`, `2026-05-07T13:05:00`, `7/5/2026 13:05`, `13:05 7/5/2026`,
 * `13h05 …`; an offset (`Z`, `+09:00`) is turned into +07:00; a date alone is its midnight.
 */
const spellMoment = `create or replace temp macro spell_moment(text) as
  case
    when regexp_full_match(bare_moment(text), '.* \\d\\d:\\d\\d\\S*(?:Z|[+-]\\d\\d:?\\d\\d)')
      then (local_moment(regexp_replace(bare_moment(text), '(?:Z|[+-]\\d\\d:?\\d\\d)$', ''))
           + to_minutes(420 - offset_minutes(bare_moment(text))))::varchar
    else coalesce(local_moment(bare_moment(text)), try_cast(spell_date(text) as date)::timestamp)::varchar
  end`;

export const timestampReading: Reading = {
  type: 'TIMESTAMP',
  setup: [...dateMacros, bareMoment, localMoment, offsetMinutes, spellMoment],
  cast: (cell) => `try_cast(${cell} as timestamp)`,
  plain: (cell, value) =>
    `(strlen(${cell}) >= 19 and ${value} between timestamp '0001-01-01' and timestamp '9999-12-31 23:59:59.999999'` +
    ` and replace(${value}::varchar, ' ', 'T') = replace(${cell}, ' ', 'T'))`,
  spell: (text) => `try(spell_moment(${text}))`,
  mend: 'date',
  problems: [unreadable('not-a-moment')],
};

/** `13:05:00`, for `13:05`, `7:30`, `7h30`, `7 giờ 30 phút`. */
const spellTime = `create or replace temp macro spell_time(text) as
  case when regexp_full_match(lower(text), '\\d{1,2}(?::|h| giờ )\\d\\d(?::\\d\\d(?:\\.\\d{1,6})?| phút)?')
    then try_cast(regexp_replace(
      regexp_replace(regexp_replace(lower(text), 'h| giờ ', ':'), ' phút$', ''),
      '^(\\d+:\\d\\d)$', '\\1:00') as time)::varchar end`;

export const timeReading: Reading = {
  type: 'TIME',
  setup: [spellTime],
  cast: (cell) => `try_cast(${cell} as time)`,
  plain: (cell, value) => `${value}::varchar = ${cell}`,
  spell: (text) => `spell_time(${text})`,
  mend: 'time',
  problems: [unreadable('not-a-time')],
};
