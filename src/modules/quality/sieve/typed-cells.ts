/** A whole number that no day has: what is never NaN costs less. */
export const noDay = -1_000_000_000;

/** What a cell of `YYYY-MM-DD` is in days since 1970; `noDay` where the calendar has none. */
export function daysOf(bytes: Uint8Array, start: number): number {
  const year = number(bytes, start, 4);
  const month = number(bytes, start + 5, 2);
  const day = number(bytes, start + 8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > lengthOf(year, month)) return noDay;
  // Years that begin in March: the odd day of a leap year is their last.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + dayOfYear - 719_468;
}

/** A whole number of at most 15 digits. */
export function integerOf(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === 0x2d;
  const value = number(bytes, negative ? start + 1 : start, end - start - (negative ? 1 : 0));
  return negative ? -value : value;
}

/** Characters, as SQL counts them: bytes that do not go on with one. */
export function lengthInCharacters(bytes: Uint8Array, start: number, end: number): number {
  let length = 0;
  for (let at = start; at < end; at += 1) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) length += 1;
  return length;
}

function number(bytes: Uint8Array, start: number, length: number): number {
  let value = 0;
  for (let at = start; at < start + length; at += 1) value = value * 10 + (bytes[at] ?? 0) - 0x30;
  return value;
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
