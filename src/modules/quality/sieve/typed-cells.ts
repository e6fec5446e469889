/** A whole number that no day has: what is never NaN costs less. */
export const noDay = -1_000_000_000;

/** What a cell of `YYYY-MM-DD` is in days since 1970; `noDay` where the calendar has none. */
export function daysOf(bytes: Uint8Array, start: number): number {
  const year = pairOf(bytes, start) * 100 + pairOf(bytes, start + 2);
  const month = pairOf(bytes, start + 5);
  const day = pairOf(bytes, start + 8);
  if (year < 1 || month < 1 || month > 12 || day < 1) return noDay;
  const isLeap = (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
  const extra = isLeap && month > 2 ? 1 : 0;
  const before = (daysBefore[month - 1] ?? 0) + extra;
  const length = (daysBefore[month] ?? 0) - (daysBefore[month - 1] ?? 0) + (isLeap && month === 2 ? 1 : 0);
  if (day > length) return noDay;
  const past = year - 1;
  const leaps = (past >> 2) - ((past / 100) | 0) + ((past / 400) | 0);
  return past * 365 + leaps + before + day - 1 - daysBefore1970;
}

/** Days of a common year before each month, and before the next year. */
const daysBefore = Int32Array.of(0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365);
export const daysBefore1970 = 719_162;
/** By month, of a common year. */
export const monthLengths = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

/** Two digits. */
function pairOf(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 10 + (bytes[at + 1] ?? 0) - 0x30 * 11;
}

/** Days since 1970 of `YYYY-MM-DD`; undefined: it is no day. */
export function dayOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const day = daysOf(Buffer.from(text), 0);
  return day === noDay ? undefined : day;
}
