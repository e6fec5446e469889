import { isRule, type FixedColumn } from './fixed-columns.ts';

/**
 * Columns of which the heading says where they begin: what fills a column wholly leaves no blank before the next one. In all
 * rows, or nearly, a text must begin there.
 */
export function cutByHeading(
  [heading = '', ...body]: readonly string[],
  columns: readonly FixedColumn[],
): readonly FixedColumn[] {
  const begins = (at: number): boolean => {
    const filled = body.filter((line) => (line[at] ?? ' ') !== ' ');
    return (
      filled.length >= 0.9 * body.length && filled.filter((line) => beginsText(line, at)).length >= 0.95 * filled.length
    );
  };
  return columns.flatMap((column) => {
    const [, ...more] = textStarts(heading, column);
    const starts = [column.start, ...more.filter(begins)];
    return starts.map((start, at) => ({
      start,
      end: starts[at + 1] ?? column.end,
      ...(at > 0 || column.tight === true ? { tight: true } : {}),
    }));
  });
}

/** Whether the heading has more texts than columns were found, or codes in all rows run on into names. */
export function columnsDoubted(head: string, columns: readonly FixedColumn[]): boolean {
  const lines = head.split(/\r\n|[\r\n]/).slice(0, 400);
  if (lines.some(isRule)) return false;
  const isFilled = (line: string) =>
    columns.filter(({ start, end }) => line.slice(start, end).trim() !== '').length > 1;
  const [heading = '', ...body] = lines.filter(isFilled);
  return columns.some((column) => textStarts(heading, column).length > 1 || runTogether([heading, ...body], column));
}

function textStarts(heading: string, { start, end }: FixedColumn): readonly number[] {
  return [...heading.slice(start, end).matchAll(/\S+(?: \S+)*/g)].map(({ index }) => start + index);
}

function beginsText(line: string, at: number): boolean {
  const before = line[at - 1] ?? ' ';
  return before === ' ' || /\d\p{L}|\p{L}\d|\p{Ll}\p{Lu}/u.test(before + (line[at] ?? ''));
}

/** `24163Ea Kao`, with the name at the same place in every row, the first of which may be the heading. */
function runTogether([first = '', ...body]: readonly string[], { start, end }: FixedColumn): boolean {
  const nameAt = (line: string): number => line.slice(start, end).search(/(?<=\d)\p{Lu}\p{Ll}/u);
  const place = nameAt(body[0] ?? first);
  return place > 0 && body.length > 1 && body.every((line) => nameAt(line) === place);
}

/** Lines with gaps as between columns, too few or too uneven for telling where those begin. */
export function mayBeFixed(head: string): boolean {
  const lines = head.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => /\S {3,}\S/.test(line.trim()));
}
