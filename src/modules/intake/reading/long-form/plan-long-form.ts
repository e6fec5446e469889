import type { Cell } from '../read-outcome.ts';
import { isFilled } from '../recognition/source-row.ts';
import type { Dimension, DimensionKind, LongForm, TurnedColumn } from './long-form.ts';
import { periodText, type Period } from './period-words.ts';
import { readHeading, type HeadingParts } from './read-heading.ts';
import { isFigure } from './split-cell.ts';

const headings: Readonly<Record<DimensionKind, string>> = {
  year: 'Năm',
  quarter: 'Quý',
  month: 'Tháng',
  day: 'Ngày',
  period: 'Kỳ',
  province: 'Tỉnh',
  place: 'Địa phương',
  age: 'Nhóm tuổi',
  sex: 'Giới tính',
  indicator: 'Chỉ tiêu',
};

/** The least share of figures in the cells of the columns that are turned. */
const figureShare = 0.6;

/** Planned and done are two looks at one thing. */
const scenario = /^(?:thực hiện|kế hoạch|dự toán|quyết toán|th|kh|plan(?:ned)?|actual)(?: năm)?$/iu;
const sexes =
  /^(?:nam|nữ|nu|male|female|tổng(?: số)?|chung|total|trong đó:? nữ)(?:\s*[-–]\s*(?:male|female|total))?$/iu;

interface Candidate {
  readonly index: number;
  readonly heading: string;
  readonly parts: HeadingParts;
}

/**
 * The long form of a table whose headings are periods, places or age groups; undefined where they are not, as in a table
 * that is long already. `sample` are its first rows. Years and months in two columns are no crosstab: each thing that is
 * measured has to be there for two of them.
 */
export function planLongForm(columns: readonly string[], sample: readonly (readonly Cell[])[]): LongForm | undefined {
  return planFor(candidatesOf(columns), sample);
}

/** The same, which does not read the same headings twice in a row. */
export function createPlanner(): typeof planLongForm {
  let last: { readonly columns: readonly string[]; readonly all: readonly Candidate[] } | undefined;
  return (columns, sample) => {
    const known =
      last?.columns.length === columns.length && last.columns.every((heading, at) => heading === columns[at]);
    if (last === undefined || !known) last = { columns, all: candidatesOf(columns) };
    return planFor(last.all, sample);
  };
}

function candidatesOf(columns: readonly string[]): readonly Candidate[] {
  return asSexes(asYears(columns.map((heading, index) => ({ index, heading, parts: readHeading(heading) }))));
}

function planFor(all: readonly Candidate[], sample: readonly (readonly Cell[])[]): LongForm | undefined {
  const found = chooseColumns(all);
  if (found === undefined || !holdFigures(found, sample)) return undefined;
  const taken = new Set([...found, ...totalsOf(all, found)].map(({ index }) => index));
  const turned = all.filter(({ index }) => taken.has(index));
  const kept = all.filter(({ index, heading }) => !taken.has(index) && (heading !== '' || isUsed(index, sample)));
  if (kept.length === 0 || turned.length < 2) return undefined;
  return describe(kept, turned);
}

/** Among years, a comparison of two is something that is known of the later one. */
function asYears(all: readonly Candidate[]): readonly Candidate[] {
  if (!all.some(({ parts }) => parts.period?.kind === 'year')) return all;
  return all.map((candidate) => {
    const compared = /^(\d{4})\/\d{4}$/.exec(candidate.parts.period?.part ?? '');
    if (compared === null) return candidate;
    const period = { kind: 'year', year: compared[1] ?? null, part: null } as const;
    return { ...candidate, parts: { ...candidate.parts, period, rest: candidate.heading } };
  });
}

/** «Nam 2019» beside «Nữ 2019» is no year written without its accent. */
function asSexes(all: readonly Candidate[]): readonly Candidate[] {
  if (!all.some(({ parts }) => parts.period !== null && /^nữ$/iu.test(parts.rest))) return all;
  return all.map((candidate) =>
    candidate.parts.rest === '' && /^nam\s/iu.test(candidate.heading)
      ? { ...candidate, parts: { ...candidate.parts, rest: 'Nam' } }
      : candidate,
  );
}

function chooseColumns(all: readonly Candidate[]): readonly Candidate[] | undefined {
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

function holdFigures(columns: readonly Candidate[], sample: readonly (readonly Cell[])[]): boolean {
  let filled = 0;
  let figures = 0;
  for (const cells of sample) {
    for (const { index } of columns) {
      const cell = cells[index];
      if (!isFilled(cell)) continue;
      filled++;
      if (isFigure(cell)) figures++;
    }
  }
  return filled === 0 || figures >= figureShare * filled;
}

/** «Cả năm», «Tổng số» beside months, places or ages is one more of them; beside years it is something else. */
function totalsOf(all: readonly Candidate[], found: readonly Candidate[]): readonly Candidate[] {
  if (found.some(({ parts }) => parts.period?.kind === 'year' || restOf({ ...parts, place: null, age: null }) !== '')) {
    return [];
  }
  const first = Math.min(...found.map(({ index }) => index));
  const total =
    /^(?:tổng(?: số| cộng)?|cộng|chung|cả năm|toàn (?:tỉnh|huyện|xã)|total|general|whole year|year)(?:\s*[-–]\s*(?:total|general|whole year|year))?$/iu;
  return all.filter(({ index, heading }) => index >= first - 1 && index > 0 && total.test(heading.trim()));
}

function isUsed(index: number, sample: readonly (readonly Cell[])[]): boolean {
  return index === 0 || sample.some((cells) => isFilled(cells[index]));
}

function describe(kept: readonly Candidate[], columns: readonly Candidate[]): LongForm {
  const timed = columns.some(({ parts }) => parts.period !== null);
  const main: Dimension[] = [];
  const read: ((candidate: Candidate) => Cell)[] = [];
  const add = (kind: DimensionKind, of: (candidate: Candidate) => Cell): void => {
    main.push({ kind, heading: headings[kind] });
    read.push(of);
  };
  if (timed) {
    const kind = periodKind(columns);
    add(kind, ({ parts, heading }) => (parts.period === null ? heading : periodName(parts.period, kind)));
  }
  if (columns.some(({ parts }) => parts.place !== null)) {
    const places = columns.filter(({ parts }) => parts.place !== null);
    const all = places.every(({ parts }) => parts.place?.kind === 'province');
    add(all ? 'province' : 'place', ({ parts, heading }) => parts.place?.text ?? (timed ? null : heading));
  }
  if (columns.some(({ parts }) => parts.age !== null)) {
    add('age', ({ parts, heading }) => parts.age ?? (timed ? null : heading));
  }
  const rests = new Set(columns.filter(({ parts }) => isTurned(parts)).map(({ parts }) => parts.rest));
  const [only = ''] = rests;
  // One thing that is measured names the figures.
  if (rests.size > 1)
    add([...rests].every((rest) => sexes.test(rest)) ? 'sex' : 'indicator', ({ parts }) =>
      isTurned(parts) && parts.rest !== '' ? parts.rest : null,
    );
  const turned: readonly TurnedColumn[] = columns.map((candidate) => ({
    index: candidate.index,
    heading: candidate.heading,
    values: read.map((of) => of(candidate)),
    status: candidate.parts.status,
  }));
  const names = distinctNames(kept, main, rests.size === 1 && only !== '' ? only : 'Giá trị');
  return { kept: kept.map(({ index }) => index), turned, ...names };
}

function isTurned({ period, place, age }: HeadingParts): boolean {
  return period !== null || place !== null || age !== null;
}

/** Among other periods a quarter of no year says that it is one. */
function periodName(period: Period, kind: DimensionKind): string {
  const bare = kind === 'period' && period.year === null;
  const word = period.kind === 'quarter' ? 'Quý ' : period.kind === 'month' ? 'Tháng ' : '';
  return bare ? `${word}${periodText(period)}` : periodText(period);
}

function periodKind(columns: readonly Candidate[]): DimensionKind {
  const periods = columns.map(({ parts }) => parts.period).filter((period) => period !== null);
  const kinds = new Set(periods.map(({ kind }: Period) => kind));
  const [kind = 'year'] = kinds;
  if (kinds.size > 1 || kind === 'span') return 'period';
  const dated = periods.some(({ year }) => year !== null);
  return dated && (kind === 'quarter' || kind === 'month') ? 'period' : kind;
}

/** What the long form's columns are called: none as another is. */
function distinctNames(kept: readonly Candidate[], main: readonly Dimension[], value: string) {
  const taken = new Set(kept.map(({ heading }) => heading));
  const distinct = (heading: string): string => {
    let name = heading;
    for (let number = 2; taken.has(name); number++) name = `${heading} (${number})`;
    taken.add(name);
    return name;
  };
  const other = (heading: string) => (heading === headings.indicator && taken.has(heading) ? 'Phân tổ' : heading);
  const dimensions = main.map(({ kind, heading }) => ({ kind, heading: distinct(other(heading)) }));
  return {
    // The corner of a crosstab is often blank; a column needs a name to be found by.
    keptHeadings: kept.map(({ heading }) => (heading === '' ? distinct('Nội dung') : heading)),
    dimensions,
    value: distinct(value),
    status: distinct('Trạng thái'),
  };
}
