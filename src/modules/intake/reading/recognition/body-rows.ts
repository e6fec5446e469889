import type { SkipReason } from '#platform/tables/text-table.ts';
import { editDistance } from '#platform/text/edit-distance.ts';
import type { Cell } from '../read-outcome.ts';
import { cellKind } from './cell-kind.ts';
import { isUnmistakable } from './numbering-row.ts';
import { foldWords, isCommentText, isNoteText, isPageMark } from './row-words.ts';
import {
  beginsLikeTotal,
  countsRows,
  isSubtotalText,
  isTotalText,
  namesBareRatio,
  namesExtreme,
  namesMean,
  namesRatio,
  namesRounding,
} from './total-words.ts';
import { isYearSeries } from './year-series.ts';
import { beforeSignatures, isSignedRow, signatureHabits, type MemberShape } from './signed-rows.ts';
import { filledCells, isFilled, type SourceRow } from './source-row.ts';

/** What is known of a table before its body is gone through. */
export interface BodyContext extends MemberShape {
  /** The heading's rows, and the one that numbers its columns: the body may repeat them. */
  readonly headerCells: readonly (readonly Cell[])[];
  /** Columns that the first rows fill with words or codes, or number from one: a total leaves one of them blank. */
  readonly labelColumns: readonly number[];
  /** Columns that they fill with numbers or dates: words in one are not those of a member. */
  readonly valueColumns: readonly number[];
  /** Columns that number the rows: those before the names, and those that count all rows, totals too, one by one. */
  readonly numberingColumns: readonly number[];
  /** Columns in which a member says `Trang 3`: alone in its row this is no printed page's mark. */
  readonly pageColumns: readonly number[];
  /** The rows are a text file's. */
  readonly exact: boolean;
}

/** Longer cells are texts and no names of columns. */
const longestName = 200;

const runningNumber = /^(?:\d{1,6}|\d{1,3}(?:\.\d{1,3})+|[IVX]{1,5}|\p{L})[.)]?$/u;

export function bodyContext(
  width: number,
  headerCells: readonly (readonly Cell[])[],
  body: readonly SourceRow[],
): BodyContext {
  const table = beforeSignatures(body);
  const fullest = Math.max(0, ...table.map((row) => filledCells(row.cells).length));
  const rows = table.filter(({ cells }) => {
    const filled = filledCells(cells);
    const first = filled[0] ?? '';
    return filled.length >= Math.max(1, 0.75 * fullest) && !isAboutOthers(first);
  });
  const columns = Array.from({ length: width }, (_, column) => column);
  const labelColumns = columns.filter((column) => {
    const cells = rows.map((row) => row.cells[column]).filter(isFilled);
    if (rows.length < 2 || cells.length < 0.7 * rows.length) return false;
    // The first one names a row by a running number, too, and then the sums between by words.
    const names = (text: string) =>
      ['text', 'code'].includes(cellKind(text)) || (column === 0 && runningNumber.test(text));
    return cells.filter(names).length >= 0.7 * cells.length;
  });
  const valueColumns = columns.filter((column) => {
    const cells = rows.map((row) => row.cells[column]).filter(isFilled);
    const values = cells.filter((text) => ['number', 'date'].includes(cellKind(text))).length;
    return rows.length >= 2 && values >= 0.9 * rows.length;
  });
  const numberingColumns = columns.filter((column) => {
    const cells = table.map((row) => row.cells[column]);
    const numbers = cells.filter(isFilled).map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN));
    if (numbers.some(Number.isNaN)) return false;
    const counts = numbers.length >= 3 && numbers.every((number, at) => number === (numbers[0] ?? 0) + at);
    return labelColumns.includes(column)
      ? new Set(numbers).size === numbers.length
      : counts && numbers.length === cells.length;
  });
  const pageColumns = columns.filter((column) => rows.some((row) => isPageMark(row.cells[column] ?? '')));
  return {
    width,
    headerCells,
    labelColumns,
    valueColumns,
    numberingColumns,
    pageColumns,
    exact: body.some((row) => row.exact === true),
    habits: signatureHabits(rows, columns),
  };
}

/** What a total, a share, a mean or an extreme begins with. */
function isAboutOthers(first: string): boolean {
  return beginsLikeTotal(first) || namesRatio(first) || namesMean(first) || namesExtreme(first) !== undefined;
}

/** Why a row in the midst of the body is no data; undefined: it is data. */
export function skipInBody(cells: readonly Cell[], context: BodyContext): SkipReason | undefined {
  const filled = filledCells(cells);
  if (filled.length === 0) return 'blank';
  if (repeatsHeading(cells, filled, context) || (isUnmistakable(cells) && context.headerCells.length > 0)) {
    return 'repeated-header';
  }
  if (filled.length === 1 && context.width > 1) {
    if (isPageMark(filled[0] ?? '') && !context.pageColumns.includes(cells.findIndex(isFilled))) {
      // Text files have no printed pages: only `Trang 2/5` can be nothing else there.
      return context.exact && !/[/-]/.test(filled[0] ?? '') ? undefined : 'title';
    }
    if (isCommentText(cells[0] ?? '')) return 'note';
    if (countsRows(filled[0] ?? '')) return 'total';
  }
  if (totalWords(cells, context) !== undefined && leavesLabelBlank(cells, context)) return 'subtotal';
  return undefined;
}

/** `ratio`: said of the total above it, such as a share or the same rounded; data where there is none. */
export type TailKind = 'total' | 'subtotal' | 'ratio' | 'note' | 'signature' | 'blank' | 'sparse' | 'data';

/** What a row among the last ones may be. Behind the data words alone make a total. */
export function tailKind(cells: readonly Cell[], context: BodyContext): TailKind {
  const filled = filledCells(cells);
  if (filled.length === 0) return 'blank';
  const first = filled[0] ?? '';
  const numbers = filled.some((text) => cellKind(text) !== 'text');
  const few = context.width === 1 ? filled.length === 1 : filled.length <= Math.max(1, Math.floor(context.width / 2));
  const words = totalWords(cells, context);
  if (filled.length === 1 && context.width > 1 && countsRows(first)) return 'total';
  // Words where members have a number or a day are not those of one more.
  const apart = context.labelColumns.length < 2 || context.valueColumns.includes(cells.findIndex(isFilled));
  if (words !== undefined && (apart || leavesLabelBlank(cells, context))) return words;
  const unlabelled = context.labelColumns.length >= 2 && leavesLabelBlank(cells, context);
  const ofTotal = (unlabelled && namesRatio(first)) || (!isYearSeries(context) && namesBareRatio(first));
  if (numbers && (ofTotal || namesRounding(first))) return 'ratio';
  if (few && isNoteText(first) && (context.width === 1 ? /[:：]/.test(first) : isNoteBeside(cells, first)))
    return 'note';
  if (!numbers && isSignedRow(cells, context, few)) return 'signature';
  if (context.width > 1 && !numbers && (few || leavesLabelBlank(cells, context)))
    return isAside(cells, context) ? 'note' : 'sparse';
  return 'data';
}

/** Words alone, where members have figures, in a row without any of their names. */
function isAside(cells: readonly Cell[], { labelColumns, valueColumns }: BodyContext): boolean {
  const column = cells.findIndex(isFilled);
  return (
    filledCells(cells).length === 1 &&
    valueColumns.includes(column) &&
    labelColumns.length > 0 &&
    labelColumns.every((one) => !isFilled(cells[one])) &&
    (cells[column] ?? '').length > 3
  );
}

/** A note's word has the note in the same cell, or begins the row: `notes` in the midst of a row is a value. */
function isNoteBeside(cells: readonly Cell[], first: string): boolean {
  return isFilled(cells[0]) || /[:：.(*]/.test(first) || filledCells(cells).length === 1;
}

/** A total's words stand in the first filled cell, or behind a running number, and no other cell says anything in words. */
function totalWords(cells: readonly Cell[], context: BodyContext): 'total' | 'subtotal' | undefined {
  const column = cells.findIndex(isFilled);
  const text = cells[column];
  if (!isFilled(text) || column > Math.max(1, context.width / 2)) return undefined;
  const kind = isTotalText(text) ? 'total' : isSubtotalText(text) ? 'subtotal' : undefined;
  if (kind === undefined) return undefined;
  const others = cells.slice(column + 1).filter(isFilled);
  const counts = (other: string) => other.length < 30 && /^\d+ \p{L}/u.test(other);
  return others.every((other) => cellKind(other) === 'number' || other === text || counts(other)) ? kind : undefined;
}

function leavesLabelBlank(cells: readonly Cell[], context: BodyContext): boolean {
  return context.labelColumns.some((column) => !isFilled(cells[column]));
}

function repeatsHeading(cells: readonly Cell[], filled: readonly string[], context: BodyContext): boolean {
  return context.headerCells.some((header) => {
    const names = filledCells(header);
    if (names.length === 0 || filled.length !== names.length) return false;
    const same = header.filter((name, column) => isFilled(name) && name === cells[column]);
    if (same.length === names.length) return true;
    // Of many names one may be misspelt on a later page. Rows under no heading say the same, too, but rarely name by name.
    const many = names.length >= 5 && same.length >= 0.8 * names.length && new Set(same).size === same.length;
    return many && header.every((name, column) => name === cells[column] || isSlip(name, cells[column]));
  });
}

/** The one name may be meant by the other: a letter or two of many are others, and none of them counts anything. */
function isSlip(one: Cell | undefined, other: Cell | undefined): boolean {
  if (!isFilled(one) || !isFilled(other) || /\d/.test(one + other)) return false;
  if (one.length > longestName || other.length > longestName) return false;
  const folded = foldWords(one);
  return editDistance(folded, foldWords(other), 2) <= Math.min(2, folded.length / 3);
}
