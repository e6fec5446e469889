const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const longestMask = 100;

/** What a part of an Oracle mask takes of a text. */
const parts: readonly (readonly [mask: string, pattern: string, name: string])[] = [
  ['SYYYY', '[ -]?\\d{1,4}', 'year'],
  ['YYYY', '\\d{4}', 'year'],
  ['RRRR', '\\d{4}', 'year'],
  ['RR', '\\d{2}', 'short'],
  ['YY', '\\d{2}', 'short'],
  ['MONTH', '[A-Za-z]+', 'monthName'],
  ['MON', '[A-Za-z]{3}', 'monthName'],
  ['MM', '\\d{1,2}', 'month'],
  ['DD', '\\d{1,2}', 'day'],
  ['HH24', '\\d{1,2}', 'hour'],
  ['HH12', '\\d{1,2}', 'hour'],
  ['HH', '\\d{1,2}', 'hour'],
  ['MI', '\\d{1,2}', 'minute'],
  ['SS', '\\d{1,2}', 'second'],
  ['FF', '\\d{1,9}', 'fraction'],
  ['AM', '[AaPp]\\.?[Mm]\\.?', 'half'],
  ['PM', '[AaPp]\\.?[Mm]\\.?', 'half'],
  ['X', '[.,]', 'radix'],
  ['TZH', '[+-]\\d{2}', 'zoneHour'],
  ['TZM', '\\d{2}', 'zoneMinute'],
];

/** A day or moment as Oracle's `to_date` reads it, in ISO 8601; undefined: the text is not of that form. */
export function momentByMask(text: string, mask: string): string | undefined {
  if (mask.length > longestMask) return undefined;
  const found = new RegExp(`^\\s*${pattern(mask)}\\s*$`).exec(text)?.groups;
  if (found === undefined) return undefined;
  const two = (value: string | undefined, otherwise: string): string => (value ?? otherwise).padStart(2, '0');
  const month =
    found['month'] ??
    (found['monthName'] === undefined
      ? undefined
      : String(months.indexOf(found['monthName'].slice(0, 3).toUpperCase()) + 1));
  const short = Number(found['short']);
  const year =
    found['year']?.trim() ?? (Number.isNaN(short) ? undefined : String(short < 50 ? 2000 + short : 1900 + short));
  if (year === undefined || month === undefined || month === '0') return undefined;
  const date = `${year.padStart(4, '0')}-${two(month, '')}-${two(found['day'], '1')}`;
  if (found['hour'] === undefined) return date;
  const late = /^p/i.test(found['half'] ?? '');
  const hour = found['half'] === undefined ? Number(found['hour']) : (Number(found['hour']) % 12) + (late ? 12 : 0);
  const time = `${two(String(hour), '')}:${two(found['minute'], '0')}:${two(found['second'], '0')}`;
  const fraction = found['fraction'] === undefined ? '' : `.${found['fraction']}`;
  const zone = found['zoneHour'] === undefined ? '' : `${found['zoneHour']}:${found['zoneMinute'] ?? '00'}`;
  return `${date}T${time}${fraction}${zone}`;
}

function pattern(mask: string): string {
  const seen = new Set<string>();
  let rest = mask;
  let built = '';
  while (rest !== '') {
    const upper = rest.toUpperCase();
    const part = parts.find(([sign]) => upper.startsWith(sign));
    if (part === undefined) {
      const letter = rest[0] ?? '';
      built +=
        letter === '"'
          ? ''
          : /[A-Za-z0-9\s]/.test(letter)
            ? `${letter.replace(/\s/, '\\s+')}`
            : `[${letter.replace(/[\\\]^-]/g, '\\$&')}]?`;
      rest = rest.slice(1);
      continue;
    }
    const [sign, taken, name] = part;
    built += seen.has(name) ? `(?:${taken})` : `(?<${name}>${taken})`;
    seen.add(name);
    rest = rest.slice(sign.length).replace(sign === 'FF' ? /^\d/ : /^$/, '');
  }
  return built;
}
