import { cutByHeading } from './fixed-headings.ts';

/** A column of a text whose columns stand one under the other; positions are characters, `end` is the next one's start. */
export interface FixedColumn {
  readonly start: number;
  readonly end: number;
  /** The column before may fill its place wholly. */
  readonly tight?: boolean;
}

const rule = /^[\s]*[-=_]{2,}(?:[\s|+]+[-=_]{2,})*[\s]*$/;
const leastLines = 4;
const mostTitles = 12;

/** A line of nothing but dashes, as database programs draw under a heading. */
export function isRule(line: string): boolean {
  return rule.test(line);
}

/**
 * The columns of a text that has no delimiter: places that are blank in every line, or nearly, a title or two above apart. Undefined
 * where the lines have less than two such columns in common, or where a single blank between them may be chance.
 */
export function findFixedColumns(head: string): readonly FixedColumn[] | undefined {
  const lines = head.split(/\r\n|[\r\n]/).slice(0, 400);
  if (lines.length === 400) lines.pop();
  if (lines.some((line) => line.includes('\t'))) return undefined;
  const ruled = lines.findIndex((line) => isRule(line) && /\S\s+\S/.test(line));
  if (ruled > 0) return columnsOfRule(lines[ruled] ?? '');
  const isRow = (line: string): boolean => line.trim() !== '' && !isRule(line) && !isProse(line);
  const rows = lines.filter(isRow);
  // Sentences among them are titles and notes; where most lines look like one, this is no table.
  const sentences = lines.filter((line) => line.trim() !== '' && !isRule(line) && isProse(line)).length;
  if (rows.length < leastLines || rows.length < sentences) return undefined;
  let best: readonly FixedColumn[] = [];
  for (const start of tableStarts(lines)) {
    const below = lines.slice(start).filter(isRow);
    const found = below.length < leastLines ? [] : commonColumns(below.map((line) => line.trimEnd()));
    if (found.length > best.length) best = found;
  }
  return best.length >= 2 ? best : undefined;
}

/** The first line, and those behind a blank one: above a table's heading titles may stand with gaps of their own. */
function tableStarts(lines: readonly string[]): readonly number[] {
  const behindBlank = (at: number): boolean => (lines[at - 1] ?? '').trim() === '';
  return lines.slice(0, mostTitles).flatMap((line, at) => (line.trim() !== '' && behindBlank(at) ? [at] : []));
}

/** Words with a blank between them, and nowhere a gap. */
function isProse(line: string): boolean {
  return !/\S\s{2,}\S/.test(line.trim());
}

function columnsOfRule(line: string): readonly FixedColumn[] | undefined {
  const starts = [...line.matchAll(/[-=_]+/g)].map(({ index }) => index);
  return starts.length < 2 ? undefined : columnsFrom(starts);
}

/**
 * Where a text begins in some line and all lines, or nearly, are blank before it. A place that the first line, the heading, leaves blank and
 * few others fill is a blank between two words of the column before it.
 */
function commonColumns(lines: readonly string[]): readonly FixedColumn[] {
  const width = Math.max(...lines.map((line) => line.length));
  const used = new Uint32Array(width + 1);
  for (const line of lines) {
    for (let at = 0; at < line.length; at++) if (line.charCodeAt(at) !== 0x20) used[at] = (used[at] ?? 0) + 1;
  }
  // Where there are many lines, one in twenty may run on into the next column.
  const stray = Math.floor(lines.length / 20);
  const [heading = ''] = lines;
  const isUsed = (at: number): boolean => (used[at] ?? 0) > stray || (heading[at] ?? ' ') !== ' ';
  const starts: number[] = [];
  for (let at = 0; at < width; at++) {
    if (isUsed(at) && (at === 0 || !isUsed(at - 1))) starts.push(at);
  }
  const gapBefore = (line: string, start: number): boolean => /(?:^|\s)\s$/.test(line.slice(0, start));
  const fillsFrom = (index: number) => (line: string) => line.slice(starts[index], starts[index + 1]).trim() !== '';
  const isApart = (start: number, index: number): boolean => {
    const fills = fillsFrom(index);
    const filling = lines.filter(fills);
    const apart = filling.filter((line) => gapBefore(line, start)).length >= 0.8 * filling.length;
    if (fills(heading) && gapBefore(heading, start)) return true;
    // Of a heading that is wider than what stands under it, the first word may lie over blanks alone.
    const headingAlone =
      index > 0 && lines.slice(1).filter(fillsFrom(index - 1)).length <= stray && fillsFrom(index - 1)(heading);
    return apart && !headingAlone && (fills(heading) || filling.length >= 0.5 * lines.length);
  };
  return cutByHeading(lines, columnsFrom(starts.filter((start, index) => index === 0 || isApart(start, index))));
}

function columnsFrom(starts: readonly number[]): readonly FixedColumn[] {
  return starts.map((start, index) => ({ start: index === 0 ? 0 : start, end: starts[index + 1] ?? Infinity }));
}

/**
 * A line's cells. One whose text runs on over the borders of most columns is no row of the table (a title, a note): it
 * is one cell.
 */
export function cutLine(line: string, columns: readonly FixedColumn[]): { cells: readonly string[]; crosses: boolean } {
  const borders = columns.slice(1).filter(({ start }) => start < line.length);
  const isCrossed = ({ start, tight }: FixedColumn): boolean =>
    tight !== true && line[start - 1] !== ' ' && line[start] !== ' ';
  const crossed = borders.filter(isCrossed).length;
  const [first] = borders;
  const beginsLikeRow = first !== undefined && !isCrossed(first) && line.slice(0, first.start).trim() !== '';
  if (crossed * 2 > borders.length || (borders.length > 1 && isProse(line) && !beginsLikeRow)) {
    return { cells: [line.trim()], crosses: false };
  }
  return { cells: cutCells(line, columns), crosses: crossed > 0 };
}

/** A text that begins before its column, as long numbers set to the right do, is told from the one before it by a gap. */
function cutCells(line: string, columns: readonly FixedColumn[]): readonly string[] {
  let early = '';
  return columns.map(({ start, end }) => {
    const cut = early + line.slice(start, end);
    const runsOn = /\S \S|\S\S/.test(cut.slice(-2).trimStart() + line.slice(end, end + 2).trimEnd());
    const [, own, next] = (runsOn ? /^(.*\S)\s{2,}(\S.*)$/.exec(cut) : null) ?? [cut, cut, ''];
    early = next ?? '';
    return (own ?? '').trim();
  });
}

/** Columns, and whether their places are those of a text whose marks are put together with their letters. */
export interface FixedLayout {
  readonly columns: readonly FixedColumn[];
  readonly composed: boolean;
}

/**
 * The columns of a text in which marks may stand behind their letters: programs pad it as it is printed, or count each mark.
 * The way in which more texts begin where their column does is meant.
 */
export function findFixedLayout(head: string): FixedLayout | undefined {
  const composed = head.normalize('NFC');
  const found = findFixedColumns(composed);
  const printed = found === undefined ? undefined : { columns: found, composed: true };
  if (composed.length === head.length) return printed;
  const raw = findFixedColumns(head);
  if (raw === undefined) return printed;
  const counted = { columns: raw, composed: false };
  if (printed === undefined) return counted;
  return begunWhere(head, raw) > begunWhere(composed, printed.columns) ? counted : printed;
}

/** How many texts begin where their column does. */
function begunWhere(text: string, columns: readonly FixedColumn[]): number {
  let count = 0;
  for (const line of text.split(/\r\n|[\r\n]/))
    for (const { start } of columns) if (start > 0 && /^\s\S/.test(line.slice(start - 1, start + 1))) count++;
  return count;
}
