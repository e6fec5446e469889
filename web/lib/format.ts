import type { Language } from '#api/localized.ts';

/** How numbers, dates and sizes are written. Days and hours are those of Việt Nam, wherever the reader is. */
export interface Format {
  /** At most `digits` decimals (2 unless given). */
  number(value: number, digits?: number): string;
  /** Always `digits` decimals (1 unless given), as scores are written. */
  fixed(value: number, digits?: number): string;
  percent(value: number, digits?: number): string;
  /** dd/MM/yyyy, of an instant or of a bare day. */
  date(iso: string): string;
  /** HH:mm dd/MM/yyyy. */
  dateTime(iso: string): string;
  bytes(count: number): string;
}

export function createFormat(language: Language): Format {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const number = (value: number, least: number, most: number) =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      useGrouping: 'always',
    }).format(value);
  return {
    number: (value, digits = 2) => number(value, 0, digits),
    fixed: (value, digits = 1) => number(value, digits, digits),
    percent: (value, digits = 2) => `${number(value, 0, digits)}%`,
    date: (iso) => dayOf(iso),
    dateTime: (iso) => {
      const { hour, minute } = partsOf(iso);
      return `${hour}:${minute} ${dayOf(iso)}`;
    },
    bytes: (count) => {
      const power = Math.min(Math.floor(Math.log2(Math.max(count, 1)) / 10), 3);
      return `${number(count / 1024 ** power, 0, power === 0 ? 0 : 1)} ${['B', 'KB', 'MB', 'GB'][power]}`;
    },
  };
}

function dayOf(iso: string): string {
  const bare = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (bare) return `${bare[3]}/${bare[2]}/${bare[1]}`;
  const { day, month, year } = partsOf(iso);
  return `${day}/${month}/${year}`;
}

function partsOf(iso: string): Readonly<Record<string, string>> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]));
}
