const moment = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** A database's moment in ISO 8601: `2026-01-05 10:20:30.000+07` is `2026-01-05T10:20:30+07:00`. Undefined: it is none. */
export function momentText(text: string): string | undefined {
  const found = moment.exec(text.trim());
  if (found === null) {
    const day = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
    return day === null ? undefined : `${day[1]}-${day[2]}-${day[3]}`;
  }
  const [, day = '', time = '', fraction = '', zone = ''] = found;
  // MySQL's sign of a missing day is no day.
  if (day.startsWith('0000')) return undefined;
  const digits = fraction.replace(/\.?0+$/, '');
  const shift = /^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return `${day}T${time}${digits}${shift}`;
}
