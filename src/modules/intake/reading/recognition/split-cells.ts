import { foldHeading } from '#platform/text/fold-heading.ts';
import { cellKind } from './cell-kind.ts';
import type { Heading, HeadingOptions } from './find-heading.ts';
import { foldWords } from './row-words.ts';
import { sliceMerges, type ColumnRange } from './side-by-side.ts';
import { filledCells, isFilled, type SourceRow } from './source-row.ts';

/** Columns that hold the parts of one text. */
export interface SplitCell {
  readonly first: number;
  readonly last: number;
  /** What stands between the parts when they are joined. */
  readonly between: string;
}

/** Nobody writes one text in more. */
const mostParts = 4;

const wholes: readonly { readonly heading: RegExp; readonly between: string }[] = [
  { heading: /^ho (?:va )?(?:chu )?(?:dem )?(?:va )?ten\b/, between: ' ' },
  { heading: /^(?:dia chi|noi o|cho o|thuong tru|tam tru|noi (?:thuong|tam) tru|que quan|noi sinh)\b/, between: ', ' },
];

/**
 * The columns of a text that the office means as one, where `Họ và tên` is one cell merged over `Nguyễn Văn` and `An`, or
 * `Địa chỉ` over `Thôn 2` and `Xã Ea Tu`, and nothing names either of them. Counted from the range's first column.
 */
export function splitCells(
  rows: readonly SourceRow[],
  range: ColumnRange,
  { headerRows, columns, bodyStart }: Heading,
  { merges = [], expectedHeadings = [] }: HeadingOptions,
): readonly SplitCell[] {
  const lastHeader = headerRows.at(-1);
  if (lastHeader === undefined) return [];
  const expected = new Set(expectedHeadings.flat());
  return sliceMerges(merges, range).flatMap(({ firstRow, lastRow, firstColumn: first, lastColumn: last }) => {
    const [name = '', ...others] = columns.slice(range.from + first, range.from + last + 1);
    if (!headerRows.includes(firstRow) || lastRow !== lastHeader || last <= first || last - first >= mostParts)
      return [];
    if (others.some((other, at) => other !== `${name} (${at + 2})` || expected.has(foldHeading(other)))) return [];
    const whole = wholes.find(({ heading }) => heading.test(foldWords(name.split(' / ').at(-1) ?? '')));
    if (whole === undefined) return [];
    const apart = areParts(rows.slice(bodyStart), range.from + first, range.from + last, whole.between);
    return apart ? [{ first, last, between: whole.between }] : [];
  });
}

/** Most rows have words in all of these columns; a house's number is no word. */
function areParts(rows: readonly SourceRow[], first: number, last: number, between: string): boolean {
  const parts = rows.map(({ cells }) => filledCells(cells.slice(first, last + 1))).filter((own) => own.length > 0);
  const whole = parts.filter((own) => own.length > last - first && own.slice(between === ' ' ? 0 : 1).every(isWords));
  return whole.length >= 2 && whole.length >= 0.7 * parts.length;
}

/** The row with all parts of the text in the first one's column. */
export function joinParts(row: SourceRow, { first, last, between }: SplitCell): SourceRow {
  const parts = filledCells(row.cells.slice(first, last + 1));
  // A total's figure, or a note, is no part of a name.
  if (parts.length < 2 || !isFilled(row.cells[first]) || !parts.slice(1).every(isWords)) return row;
  return {
    ...row,
    cells: row.cells.map((cell, column) => {
      if (column === first) return parts.join(between);
      return column > first && column <= last ? null : cell;
    }),
  };
}

function isWords(text: string): boolean {
  return cellKind(text) === 'text' && /\p{L}/u.test(text);
}
