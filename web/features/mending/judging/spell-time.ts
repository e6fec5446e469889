import { spellDate } from './spell-date.ts';

const minuteMilliseconds = 60_000;
const vietnamMinutes = 420;

/** `13:05:00`, for `13:05`, `7:30`, `7h30`, `7 giờ 30 phút`. */
export function spellTime(text: string): string | null {
  const found = /^(\d{1,2})(?::|h| giờ )(\d\d)(?::(\d\d)(\.\d{1,6})?| phút)?$/.exec(text.toLowerCase());
  if (found === null) return null;
  const [hours = '', minutes = '', seconds = '00', fraction = ''] = found.slice(1);
  const midnight = Number(hours) === 24 && Number(minutes) === 0 && Number(seconds) === 0;
  if ((Number(hours) > 23 && !midnight) || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}:${seconds}${fraction.replace(/\.?0+$/, '')}`;
}

/**
 * A moment as Vietnam's clocks show it, `2026-05-07 13:05:00`: for `2026-05-07T13:05`, `7/5/2026 13:05`, `13h05 7/5/2026`,
 * with or without an offset; a date alone is its midnight.
 */
export function spellMoment(text: string): string | null {
  const upper = fullClock(text.toUpperCase());
  const [, day = upper, clock = '00:00', offset = ''] =
    /^(.+?)(?:T|,? +)(\d{1,2}[:H]\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[+-]\d\d:?\d\d)?$/.exec(turned(upper)) ?? [];
  const date = spellDate(day, false);
  const time = spellTime(clock);
  if (date === null || time === null) return null;
  const [whole = '', fraction] = time.split('.');
  const moment = new Date(Date.parse(`${date}T${whole}Z`) + shift(offset) * minuteMilliseconds);
  const printed = moment.toISOString().slice(0, 19).replace('T', ' ');
  return fraction === undefined ? printed : `${printed}.${fraction}`;
}

/** The clock before the day goes behind it. */
function turned(text: string): string {
  return text.replace(/^(\d{1,2})(?:[:H]| GIỜ )(\d\d)(?: PHÚT)?(:\d\d)?(?: *, *| +)(?:NGÀY +)?(\d.*)$/, '$4 $1:$2$3');
}

/** A clock of twelve hours as one of 24: `2:30 PM`, `2:30:00 CH` (chiều), `8:00 SA` (sáng). */
function fullClock(text: string): string {
  return text.replace(
    /(\d{1,2})(:\d\d(?::\d\d)?) *(AM|PM|SA|CH)$/,
    (_, hour: string, rest: string, half: string) =>
      `${String((Number(hour) % 12) + (half === 'PM' || half === 'CH' ? 12 : 0)).padStart(2, '0')}${rest}`,
  );
}

/** Minutes to add for Vietnam's time. */
function shift(offset: string): number {
  if (offset === '') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  const east = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  return vietnamMinutes - east;
}
