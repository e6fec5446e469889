import { findPeriod, type FoundPeriod, type Period } from './period-words.ts';
import { isAgeGroup, placeKind, type PlaceKind } from './place-words.ts';

/** What a wide table's heading says of the cells below it. */
export interface HeadingParts {
  readonly period: Period | null;
  readonly place: { readonly kind: PlaceKind; readonly text: string } | null;
  readonly age: string | null;
  /** How sure, or a mark: «Prel.», «Sơ bộ», «(*)». */
  readonly status: string | null;
  /** What else it says: mostly what was measured. */
  readonly rest: string;
}

const nothing: HeadingParts = { period: null, place: null, age: null, status: null, rest: '' };

/** A level that only says what the ones below it are. */
const bareWords =
  /^(?:chia theo |phân theo |theo )?(?:năm|các năm|tháng|quý|nam|year|years|month|quarter|xã|phường|huyện|ngày|nhóm tuổi|độ tuổi)$/iu;

/** A longer one is no heading but a text; patterns are not tried on it. */
const longestHeading = 300;

/** Takes a heading apart, level by level (levels are joined by ` / `). */
export function readHeading(heading: string): HeadingParts {
  if (heading.length > longestHeading) return { ...nothing, rest: heading };
  const levels = mended(heading)
    .split(' / ')
    .map((level) => level.trim())
    .filter((level) => level !== '');
  const joined = levels.some((level) => bareWords.test(level)) ? joinBare(levels) : levels;
  let parts = nothing;
  const rest: string[] = [];
  for (const level of joined) {
    const found = findPeriod(level);
    if (found !== undefined) {
      const period = parts.period === null ? found.period : combined(parts.period, found.period);
      if (period !== undefined) {
        parts = { ...parts, period, status: found.status ?? parts.status };
        if (found.rest !== '' && !saysAgain(found)) rest.push(found.rest);
        continue;
      }
    }
    const place = parts.place === null ? placeKind(level) : undefined;
    if (place !== undefined) parts = { ...parts, place: { kind: place, text: level } };
    else if (parts.age === null && isAgeGroup(level)) parts = { ...parts, age: level };
    else rest.push(level);
  }
  return { ...parts, rest: rest.join(' / ') };
}

/** «Tháng 1 - Jan.» is one month in two languages. */
function saysAgain({ period, rest }: FoundPeriod): boolean {
  const again = findPeriod(rest);
  return (
    again !== undefined && again.rest === '' && again.period.part === period.part && again.period.kind === period.kind
  );
}

/** «Năm 2024» over «Quý I» is one period. */
function combined(above: Period, below: Period): Period | undefined {
  if (above.kind === 'year' && below.year === null && below.kind !== 'year') return { ...below, year: above.year };
  if (below.kind === 'year' && above.year === null && above.kind !== 'year') return { ...above, year: below.year };
  return undefined;
}

/** «Tháng» over «1» is «Tháng 1»; a level that only names its kind says nothing else. */
function joinBare(levels: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < levels.length; at++) {
    const level = levels[at] ?? '';
    const next = levels[at + 1];
    const bare = bareWords.test(level);
    if (bare && next !== undefined) {
      const together = `${level.split(' ').at(-1) ?? ''} ${next}`;
      const found = findPeriod(next) ?? findPeriod(together);
      joined.push(found === undefined || findPeriod(next) !== undefined ? next : together);
      at++;
    } else joined.push(level);
  }
  return joined;
}

/** Headings that R made names of: `X2010.Total.area`, `Pre..2016`; and a letter before a bare year: `c1980`. */
function mended(heading: string): string {
  const named = /^(?:X(?=\d)|(?=Prel?\.\.\d))/.exec(heading);
  if (named !== null) {
    const text = heading.slice(named[0].length).replace(/^(Prel?)\.+/, '$1. ');
    const words = /^(?:Prel?\. )?\d{4}/.exec(text)?.[0] ?? '';
    return `${words}${text.slice(words.length).replace(/\.+/g, ' ')}`.trim();
  }
  return heading.replace(/\s*\[YR\d{4}\]$/, '').replace(/^[a-z]{1,2}(?=(?:19|20)\d\d$)/i, '');
}
