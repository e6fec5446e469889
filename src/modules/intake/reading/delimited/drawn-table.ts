import { isFilled } from '../recognition/source-row.ts';
import type { Cell, Dialect } from '../read-outcome.ts';
import type { DelimitedRecord } from './parse-delimited.ts';
import { sampleRecords } from './sniff-dialect.ts';

/** A table with lines drawn around its cells, as the consoles of databases and Markdown have it. */
export interface DrawnTable {
  /** The record without what is drawn; undefined: it is nothing but a line, or what the console says below. */
  readonly plain: (record: DelimitedRecord) => DelimitedRecord | undefined;
}

const mostLookedAt = 50;

/** Undefined: no line is drawn among the first. */
export function findDrawnTable(head: string, whole: boolean, dialect: Dialect): DrawnTable | undefined {
  if (dialect.delimiter !== '|' || !/^[ |]*[-+=:]{3}[-+=:| ]*$/m.test(head)) return undefined;
  const records = sampleRecords(head, dialect, whole).slice(0, mostLookedAt);
  const rows = records.filter(({ cells }) => cells.length > 1 && !isLine(cells));
  // A bar before the first cell and one behind the last are the frame.
  const framed = rows.length > 0 && rows.every(({ cells }) => !isFilled(cells[0]) && !isFilled(cells.at(-1)));
  return {
    plain: (record) => {
      const { cells } = record;
      if (isLine(cells) || (cells.length === 1 && isCount(cells[0]))) return undefined;
      return framed && cells.length > 2 ? { ...record, cells: cells.slice(1, -1) } : record;
    },
  };
}

function isLine(cells: readonly Cell[]): boolean {
  const drawn = cells.filter(isFilled);
  return drawn.length > 0 && drawn.every((cell) => /^[-+=: ]*[-+=]{2}[-+=: ]*$/.test(cell));
}

/** `(2 rows)`, `2 rows in set (0.00 sec)` */
function isCount(cell: Cell | undefined): boolean {
  return isFilled(cell) && /^\(\d+ rows?\)$|^\d+ rows? in set\b/.test(cell);
}
