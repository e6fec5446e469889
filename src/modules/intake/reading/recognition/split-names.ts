import { foldHeading } from '#platform/text/fold-heading.ts';
import { cellKind } from './cell-kind.ts';
import type { Heading, HeadingOptions } from './find-heading.ts';
import { foldWords } from './row-words.ts';
import { sliceMerges, type ColumnRange } from './side-by-side.ts';
import { isFilled, type SourceRow } from './source-row.ts';

/**
 * The column in which persons' names begin, where `Họ và tên` is one cell merged over two columns, `Nguyễn Văn` and `An`,
 * and nothing names either of them: the office means one name. Counted from the range's first column.
 */
export function splitName(
  rows: readonly SourceRow[],
  range: ColumnRange,
  { headerRows, columns, bodyStart }: Heading,
  { merges = [], expectedHeadings = [] }: HeadingOptions,
): number | undefined {
  const lastHeader = headerRows.at(-1);
  if (lastHeader === undefined) return undefined;
  const expected = new Set(expectedHeadings.flat());
  const found = sliceMerges(merges, range).find(({ firstRow, lastRow, firstColumn, lastColumn }) => {
    const [name = '', second = ''] = columns.slice(range.from + firstColumn, range.from + lastColumn + 1);
    if (!headerRows.includes(firstRow) || lastRow !== lastHeader || lastColumn !== firstColumn + 1) return false;
    return /^ho (?:va )?ten\b/.test(foldWords(name)) && second === `${name} (2)` && !expected.has(foldHeading(second));
  });
  if (found === undefined) return undefined;
  const pairs = rows
    .slice(bodyStart)
    .map(({ cells }) => [found.firstColumn, found.lastColumn].map((column) => cells[range.from + column]))
    .filter((pair) => pair.some(isFilled));
  const whole = pairs.filter((pair) => pair.every(isWords)).length;
  return whole >= 2 && whole >= 0.7 * pairs.length ? found.firstColumn : undefined;
}

/** The row with both parts of the name in the first one's column. */
export function joinName(row: SourceRow, column: number): SourceRow {
  const [first, second] = [row.cells[column], row.cells[column + 1]];
  if (!isFilled(first) || !isFilled(second) || !isWords(second)) return row;
  return { ...row, cells: row.cells.with(column, `${first} ${second}`).with(column + 1, null) };
}

function isWords(cell: string | null | undefined): boolean {
  return isFilled(cell) && cellKind(cell) === 'text' && !/\d/.test(cell);
}
