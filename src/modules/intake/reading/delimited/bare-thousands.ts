import type { Cell } from '../read-outcome.ts';
import { isFilled, usedWidth } from '../recognition/source-row.ts';
import type { BareCommas } from './bare-commas.ts';
import type { DelimitedRecord } from './parse-delimited.ts';

/** How a cut record's cells belong together: how many of them each column has. */
type Partition = readonly number[];

/** More ways than these to put one record together are not looked at. */
const mostWays = 64;

/**
 * Numbers whose thousands are set apart by commas in no quotes: `a,1,234,b` under three headings. A record is put together
 * where there is one way only that leaves as many cells as the heading has, with a number wherever whole records have one.
 */
export function findBareThousands(names: readonly string[], body: readonly DelimitedRecord[]): BareCommas | undefined {
  const width = names.length;
  const cut = body.filter(({ cells }) => usedWidth(cells) > width);
  const words = Array.from({ length: width }, () => false);
  const ways = cut.map(({ cells }) => partitionsOf(cells, width));
  // Columns with a word in records about which there is no doubt hold no number.
  for (const { cells } of body.filter(({ cells: own }) => usedWidth(own) <= width)) noteWords(words, cells);
  for (const [index, own] of ways.entries()) {
    const [only] = own;
    if (only !== undefined && own.length === 1) noteWords(words, together(cut[index]?.cells ?? [], only));
  }
  const settled = (cells: readonly Cell[]): Partition | undefined => {
    const [only, second] = partitionsOf(cells, width).filter((partition) =>
      partition.every((count, column) => count === 1 || words[column] === false),
    );
    return second === undefined ? only : undefined;
  };
  const joined = cut.flatMap((record) => {
    const partition = settled(record.cells);
    return partition === undefined ? [] : [{ line: record.line, partition }];
  });
  const [first] = joined;
  if (first === undefined) return undefined;
  return {
    names: names.filter((_, column) => joined.some(({ partition }) => (partition[column] ?? 1) > 1)),
    line: first.line,
    join: (record) => {
      if (usedWidth(record.cells) <= width) return record;
      const partition = settled(record.cells);
      return partition === undefined ? record : { ...record, cells: together(record.cells, partition) };
    },
  };
}

function noteWords(words: boolean[], cells: readonly Cell[]): void {
  for (const [column, cell] of cells.entries())
    if (column < words.length && isFilled(cell) && /\p{L}/u.test(cell)) words[column] = true;
}

function together(cells: readonly Cell[], partition: Partition): readonly Cell[] {
  let at = 0;
  return partition.map((count) => {
    const parts = cells.slice(at, at + count);
    at += count;
    return count === 1 ? (parts[0] ?? null) : parts.join(',');
  });
}

/** The ways in which groups of three digits can be given back to the numbers before them, for so many columns. */
function partitionsOf(all: readonly Cell[], width: number): readonly Partition[] {
  const cells = all.slice(0, usedWidth(all));
  const found: Partition[] = [];
  const extend = (at: number, sofar: Partition): void => {
    const left = width - sofar.length;
    if (found.length >= mostWays || cells.length - at < left) return;
    if (left === 0) {
      if (at === cells.length) found.push(sofar);
      return;
    }
    let count = 1;
    extend(at + count, [...sofar, count]);
    if (!isLeading(cells[at])) return;
    while (isGroup(cells[at + count])) {
      count++;
      extend(at + count, [...sofar, count]);
      if (cells[at + count - 1]?.includes('.') === true) return;
    }
  };
  extend(0, []);
  return found;
}

function isLeading(cell: Cell | undefined): boolean {
  return isFilled(cell) && /^[+-]?[1-9]\d{0,2}$/.test(cell);
}

/** The last group may carry decimals. */
function isGroup(cell: Cell | undefined): boolean {
  return isFilled(cell) && /^\d{3}(?:\.\d+)?$/.test(cell);
}
