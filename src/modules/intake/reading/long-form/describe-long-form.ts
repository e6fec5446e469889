import type { Cell } from '../read-outcome.ts';
import type { Candidate } from './candidates.ts';
import type { Dimension, DimensionKind, LongForm, TurnedColumn } from './long-form.ts';
import { periodText, type Period } from './period-words.ts';
import type { HeadingParts } from './read-heading.ts';

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

const sexes =
  /^(?:nam|nữ|nu|male|female|tổng(?: số)?|chung|total|trong đó:? nữ)(?:\s*[-–]\s*(?:male|female|total))?$/iu;

/** The long form's columns and what each of the turned ones holds in them. */
export function describeLongForm(
  kept: readonly Candidate[],
  columns: readonly Candidate[],
  left: readonly Candidate[],
): LongForm {
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
  return { kept: kept.map(({ index }) => index), left: left.map(({ index }) => index), turned, ...names };
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
