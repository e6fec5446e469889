const dayMilliseconds = 86_400_000;
/** A spreadsheet's day 0. */
const serialZero = Date.UTC(1899, 11, 30);

const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const monthFirst = new RegExp(`^(${monthNames})\\.? +(\\d{1,2}),? +(\\d{4})$`);
const monthSecond = new RegExp(`^(\\d{1,2})[ ./-]+(${monthNames})\\.?[ ,./-]+(\\d{4}|\\d\\d)$`);
const months = 'janfebmaraprmayjunjulaugsepoctnovdec';

/**
 * `2026-05-07` for the spellings that the server takes: day before month always; a year of two digits is of this century
 * under 70, and for a `birth` it tells no century. Null: no date, or one that the calendar does not have.
 */
export function spellDate(text: string, birth: boolean): string | null {
  const bare = text
    .toLowerCase()
    .replace(/^['`´‘’\s]+|[.,;\s]+$|\.0$/g, '')
    .replace(/[\\/]+/g, '/')
    .replace(/(\d)[ t]0?0:00(?::00(?:\.0+)?)?(?:\+07:?00)$|(\d) 12:00(?::00)? *(?:am|sa)$/, '$1$2')
    .replace(/^\p{L}[\p{L}' ]*, *(ngày)/u, '$1')
    .replace(/[t ]0?0:00(?::00(?:\.0+)?)?z?$/, '')
    .replace(/^(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn)[, ]+/, '')
    .replace(
      /^(?:ngày)? *(\d{1,2}) *(?:tháng|[- ]*thg\.?|[/.-]) *(\d{1,2}) *(?:,? *năm|,|[/.-]) *(\d{4}|\d\d)$/,
      '$1/$2/$3',
    )
    .replace(monthFirst, '$2/$1/$3')
    .replace(monthSecond, '$1/$2/$3')
    .replace(/^(\d{1,2})\/([a-z]{3})[a-z]*\//, (_, day, month: string) => `${day}/${months.indexOf(month) / 3 + 1}/`);
  if (/^0\d{3}\D|\D0\d{3}$/.test(bare)) return null;
  const [, serial] = /^([1-9]\d{4})$/.exec(bare) ?? [];
  if (serial !== undefined) return new Date(serialZero + Number(serial) * dayMilliseconds).toISOString().slice(0, 10);
  const parts = yearFirst(bare) ?? dayFirst(bare) ?? (birth ? undefined : shortYear(bare));
  return parts === undefined ? null : checkedDay(parts);
}

type Parts = readonly [year: number, month: number, day: number];

function yearFirst(bare: string): Parts | undefined {
  const found =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare) ??
    /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(bare) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(bare);
  return found === null ? undefined : [Number(found[1]), Number(found[2]), Number(found[3])];
}

function dayFirst(bare: string): Parts | undefined {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(bare);
  return found === null ? undefined : [Number(found[3]), Number(found[2]), Number(found[1])];
}

function shortYear(bare: string): Parts | undefined {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d\d)$/.exec(bare);
  if (found === null) return undefined;
  const year = Number(found[3]);
  return [year < 70 ? 2000 + year : 1900 + year, Number(found[2]), Number(found[1])];
}

function checkedDay([year, month, day]: Parts): string | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const padded = (value: number, length: number) => String(value).padStart(length, '0');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}
