import type { Candidate } from './candidates.ts';
import { periodText, type Period } from './period-words.ts';
import type { HeadingParts } from './read-heading.ts';

/** Planned and done are two looks at one thing. */
const scenario = /^(?:thực hiện|kế hoạch|dự toán|quyết toán|th|kh|plan(?:ned)?|actual)(?: năm)?$/iu;
/** The columns that stand for periods, places or age groups; undefined where the table is none of these. */
export function chooseColumns(all: readonly Candidate[]): readonly Candidate[] | undefined {
  const periods = all.filter(({ parts }) => parts.period !== null);
  if (periods.length >= fewestPeriods(periods) && areDense(all, periods, 0.5) && areMeasuredTwice(periods))
    return periods;
  for (const said of [(parts: HeadingParts) => parts.place?.text ?? null, (parts: HeadingParts) => parts.age]) {
    const columns = all.filter(({ index, parts }) => index > 0 && said(parts) !== null);
    const different = new Set(columns.map(({ parts }) => said(parts)));
    if (different.size >= 3 && areDense(all, columns, 0.67)) return columns;
  }
  return undefined;
}

/** «May» and «March», «T1» and «T2» may be anything; three of them are months. */
function fewestPeriods(periods: readonly Candidate[]): number {
  const bare = ({ kind, year }: Period) => year === null && (kind === 'month' || kind === 'quarter');
  return periods.every(({ parts }) => parts.period !== null && bare(parts.period)) ? 3 : 2;
}

/** From the first of them on, few columns are anything else. */
function areDense(all: readonly Candidate[], columns: readonly Candidate[], share: number): boolean {
  const first = columns[0]?.index ?? 0;
  return columns.length >= share * all.filter(({ index, heading }) => index >= first && heading !== '').length;
}

/** Most of the columns are of something that other columns have for another period. */
function areMeasuredTwice(columns: readonly Candidate[]): boolean {
  const periodsOf = new Map<string, Set<string>>();
  for (const { parts } of columns) {
    const periods = periodsOf.get(restOf(parts)) ?? new Set();
    if (parts.period !== null) periods.add(periodText(parts.period));
    periodsOf.set(restOf(parts), periods);
  }
  const often = columns.filter(({ parts }) => (periodsOf.get(restOf(parts))?.size ?? 0) >= 2);
  return often.length >= 2 && often.length * 2 >= columns.length;
}

function restOf({ rest, place, age }: HeadingParts): string {
  return [scenario.test(rest) ? '' : rest, place?.text, age]
    .filter((part) => part !== undefined && part !== null && part !== '')
    .join(' / ');
}

/** «Cả năm», «Tổng số» beside months, places or ages is one more of them; beside years it is something else. */
export function totalsOf(all: readonly Candidate[], found: readonly Candidate[]): readonly Candidate[] {
  if (found.some(({ parts }) => parts.period?.kind === 'year' || restOf({ ...parts, place: null, age: null }) !== '')) {
    return [];
  }
  const first = Math.min(...found.map(({ index }) => index));
  const total =
    /^(?:tổng(?: số| cộng)?|cộng|chung|cả năm|toàn (?:tỉnh|huyện|xã)|total|general|whole year|year)(?:\s*[-–]\s*(?:total|general|whole year|year))?$/iu;
  return all.filter(({ index, heading }) => index >= first - 1 && index > 0 && total.test(heading.trim()));
}
