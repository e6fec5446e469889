export type SerialKind = 'date' | 'time' | 'moment';

const dayMs = 86_400_000;
/** Serial 25569 is 1970-01-01 in the system that counts from 1900. */
const epochSerial = 25_569;
const lastSerial = 2_958_466;

/**
 * A spreadsheet's date serial as ISO 8601, undefined for a number that is no date. Before March 1900 the serials are one
 * short, since spreadsheets believe in a 29 February 1900.
 */
export function serialText(serial: number, kind: SerialKind, date1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial >= lastSerial) return undefined;
  if (kind === 'time' || (serial < 1 && kind === 'moment' && !date1904)) return timeText(serial);
  const days = Math.floor(serial);
  const counted = date1904 ? days + 1462 : days < 60 ? days + 1 : days;
  const ms = Math.round((serial - days) * dayMs);
  const moment = new Date((counted - epochSerial) * dayMs + ms);
  const iso = moment.toISOString();
  if (kind === 'date' && ms === 0) return iso.slice(0, 10);
  return iso.slice(0, moment.getUTCMilliseconds() === 0 ? 19 : 23);
}

/** Durations over a day keep counting hours: `26:30:00`. */
function timeText(serial: number): string {
  const ms = Math.round(serial * dayMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const text = `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}`;
  return ms % 1000 === 0 ? text : `${text}.${String(ms % 1000).padStart(3, '0')}`;
}
