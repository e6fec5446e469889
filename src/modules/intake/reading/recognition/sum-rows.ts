import type { Cell } from '../read-outcome.ts';
import { isYearSeries } from './year-series.ts';
import type { BodyContext } from './body-rows.ts';
import { cellKind } from './cell-kind.ts';
import { foldWords } from './row-words.ts';
import { isUnit } from './units.ts';
import { createRunningSums, numberAt, type Extreme, type Measure, type RunningSums } from './running-sums.ts';
import { filledCells, isFilled, type SourceRow } from './source-row.ts';
import {
  beginsLikeTotal,
  isGrade,
  isNameOfMean,
  isPureTotal,
  mayNameSum,
  namesCarried,
  namesExtreme,
  namesMean,
  namesRatio,
  namesRounding,
  namesStretch,
  namesSum,
} from './total-words.ts';

/** Reports that people add up are no longer than this; beyond it rows are spared the adding. */
const mostAdded = 20_000;
const mostColumns = 500;
/** Rows that are named in a warning. */
const mostKept = 100;

/** No column that names a row says anything. */
export function leavesLabelsBlank(cells: readonly Cell[], context: BodyContext): boolean {
  return context.labelColumns.length > 0 && context.labelColumns.every((column) => !isFilled(cells[column]));
}

/**
 * Knows totals by what they are and not by what they are called: rows that name nothing, or whose name begins like a
 * total's, and whose every number is the sum of those above; or their mean, if the name says so.
 */
export function createSumRows(context: BodyContext) {
  const adds = context.labelColumns.length > 0 && context.width <= mostColumns;
  const sums = createRunningSums(adds ? addableColumns(context) : []);
  let added = 0;
  let above = '';
  let aboveRow: SourceRow | undefined;
  let graded = false;
  const kept: number[] = [];
  const series = isYearSeries(context);
  return {
    add: (row: SourceRow): void => {
      if (!adds || (added >= mostAdded && !row.cells.slice(0, 3).some((cell) => mayNameSum(cell ?? '')))) return;
      const label = labelOf(row.cells) ?? '';
      const called = !series && kept.length < mostKept && (isPureTotal(label) || namesCarried(label));
      if (called && row.cells.some(isNumber)) kept.push(row.row);
      if (added >= mostAdded || namesRatio(label)) return;
      added++;
      aboveRow = row;
      above = label;
      graded ||= isGrade(above);
      sums.add(row);
    },
    restart: sums.restart,
    /** Rows that call themselves a total, and are data: not those of a table of years, where a total is one of the things counted. */
    kept: (): readonly number[] => kept,
    /** `last`: no row that names something follows. */
    reason: (row: SourceRow, last: boolean): 'subtotal' | 'total' | undefined => {
      if (added < 2) return undefined;
      if (added >= mostAdded) return namesCarried(labelOf(row.cells) ?? '') ? 'subtotal' : undefined;
      const measure = measureOf(row, context, above);
      if (measure === undefined) return undefined;
      // «Trung bình» among «Khá» and «Yếu» is a grade.
      if (measure === 'mean' && graded) return undefined;
      const kind = matchOf(sums, row, measure, aboveRow);
      return kind === 'total' && !last ? 'subtotal' : kind;
    },
    /** Told of a row that was left out as a sum, for whatever reason: the next one may say the same again. */
    leave: (row: SourceRow): void => {
      aboveRow = row;
    },
    /** Whether a row that calls itself a total of numbers adds nothing up. */
    differs: (row: SourceRow): boolean => adds && added >= 2 && added < mostAdded && sums.differs(row),
  };
}

function matchOf(
  sums: RunningSums,
  row: SourceRow,
  measure: RowMeasure,
  above: SourceRow | undefined,
): 'subtotal' | 'total' | undefined {
  if (measure === 'rounded') return matchRounded(row, above);
  if (measure === 'carried') return sums.match(row, 'most') ?? (saysAgain(row, above) ? 'subtotal' : undefined);
  if (measure === 'mean') return sums.matchMean(row);
  if (measure === 'largest' || measure === 'smallest') return sums.matchExtreme(row, measure);
  return sums.match(row, measure);
}

/** Each number is that of the row above. */
function saysAgain(row: SourceRow, above: SourceRow | undefined): boolean {
  const numbers = row.cells.map((_, column) => numberAt(row, column));
  return (
    above !== undefined &&
    numbers.some((number) => number !== undefined) &&
    numbers.every((number, column) => number === undefined || number === numberAt(above, column))
  );
}

/** Each number is that of the row above, rounded to tens or more. */
function matchRounded(row: SourceRow, above: SourceRow | undefined): 'total' | undefined {
  if (above === undefined) return undefined;
  const pairs = row.cells.flatMap((_, column) => {
    const number = numberAt(row, column);
    return number === undefined ? [] : [{ number, exact: numberAt(above, column) }];
  });
  const rounds = pairs.every(({ number, exact }) => {
    const step = 10 ** (/0*$/.exec(String(number))?.[0].length ?? 0);
    return exact !== undefined && step >= 10 && exact !== number && Math.abs(exact - number) < step;
  });
  return pairs.length > 0 && rounds ? 'total' : undefined;
}

function isNumber(cell: Cell): boolean {
  return isFilled(cell) && cellKind(cell) === 'number' && /[1-9]/.test(cell);
}

const ratio = /%|\b(?:ty le|ti le|binh quan|trung binh|mat do|nang suat|toc do|co cau|chi so|don gia|gia ban)\b/;

/** All columns but those of shares, averages and prices, and those that number the rows. */
export function addableColumns({ width, headerCells, numberingColumns }: BodyContext): readonly boolean[] {
  return Array.from(
    { length: width },
    (_, column) =>
      !numberingColumns.includes(column) && !headerCells.some((cells) => ratio.test(foldWords(cells[column] ?? ''))),
  );
}

const runningMark = /^\(?(?:\d{1,3}|[IVX]{1,5}|[A-Za-zĐđ])[.)/]?$/;

/** The only words of a row, behind its running mark and beside a unit; undefined: it has none or several. */
export function labelOf(cells: readonly Cell[]): string | undefined {
  const filled = filledCells(cells);
  const marked = filled.length > 1 && runningMark.test(filled[0] ?? '');
  const words = (marked ? filled.slice(1) : filled).filter((text) => cellKind(text) !== 'number');
  return words.length === 1 || (words.length === 2 && isUnit(words[1] ?? '')) ? words[0] : undefined;
}

type RowMeasure = Measure | Extreme | 'mean' | 'rounded' | 'carried';

/** How a row is held against those above it, to say whether it is their total; undefined: it is a row like others. */
function measureOf({ cells, repeated }: SourceRow, context: BodyContext, above: string): RowMeasure | undefined {
  const words = filledCells(cells).filter((text) => cellKind(text) !== 'number');
  if (words.length === 0) return repeated === undefined && leavesLabelsBlank(cells, context) ? 'every' : undefined;
  const label = labelOf(cells);
  if (label === undefined) return undefined;
  const apart = context.labelColumns.some((column) => !isFilled(cells[column]));
  if (namesMean(label) && (apart || !isNameOfMean(label))) return 'mean';
  // A row that calls itself a total may hold what nobody adds up.
  if (isPureTotal(label) || (apart && words.length === 1 && beginsLikeTotal(label))) return 'most';
  const extreme = namesExtreme(label);
  if (extreme !== undefined) return extreme;
  if (namesRounding(label)) return 'rounded';
  if (namesCarried(label)) return 'carried';
  if (namesSum(label) || countsThings(label)) return 'every';
  return namesStretch(label, above) ? 'most' : undefined;
}

/** `3 người`: how many rows there are, where members have their names. */
function countsThings(label: string): boolean {
  return /^\d+ /.test(label) && isUnit(label.replace(/^\d+ /, ''));
}

/** Whether a row is a total if it adds up. */
export function mayAddUp({ cells }: SourceRow, context: BodyContext): boolean {
  return measureOf({ row: 0, cells }, context, 'thang') !== undefined;
}
