/** The times of CEL, in microseconds: the years 1 to 9999. */
const firstTime = -62_135_596_800_000_000n;
const lastTime = 253_402_300_799_999_999n;
const dayMicroseconds = 86_400_000_000n;

export function timeOrNull(microseconds: bigint): bigint | null {
  return microseconds < firstTime || microseconds > lastTime ? null : microseconds;
}

function floor(microseconds: bigint, unit: bigint): bigint {
  const rest = ((microseconds % unit) + unit) % unit;
  return (microseconds - rest) / unit;
}

/** To be asked in UTC. */
export function dateOf(microseconds: bigint): Date {
  return new Date(Number(floor(microseconds, 1000n)));
}

export function secondsOfDay(microseconds: bigint): bigint {
  return floor(microseconds - floor(microseconds, dayMicroseconds) * dayMicroseconds, 1_000_000n);
}

/** `2026-05-07T13:05:00Z`; a fraction of a second is left out. */
export function printTime(microseconds: bigint): string {
  const date = dateOf(microseconds);
  const padded = (value: number, length = 2) => String(value).padStart(length, '0');
  const day = [padded(date.getUTCFullYear(), 4), padded(date.getUTCMonth() + 1), padded(date.getUTCDate())].join('-');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map((part) => padded(part)).join(':');
  return `${day}T${time}Z`;
}

const moment = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?Z$/;

/** The inverse; null for any other spelling and for days that the calendar does not have. More than microseconds are cut off. */
export function readTime(text: string): bigint | null {
  const [, year, month, day, hours, minutes, seconds, fraction = ''] = moment.exec(text) ?? [];
  if (year === undefined) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  date.setUTCHours(Number(hours), Number(minutes), Number(seconds));
  return BigInt(date.getTime()) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
}
