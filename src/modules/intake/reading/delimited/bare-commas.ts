import type { Cell, Dialect } from '../read-outcome.ts';
import { cellKind } from '../recognition/cell-kind.ts';
import { filledCells, isFilled, usedWidth } from '../recognition/source-row.ts';
import { findBareThousands } from './bare-thousands.ts';
import type { DelimitedRecord } from './parse-delimited.ts';
import { sampleRecords } from './sniff-dialect.ts';

/** Columns whose commas stand in no quotes: `Xã Ea Tu, huyện Lắk` and `1,234` are cut in two. */
export interface BareCommas {
  /** The columns'. */
  readonly names: readonly string[];
  /** Where the first of them was cut. */
  readonly line: number;
  /** Puts a cut record together; one that is cut in another way stays as it is. */
  readonly join: (record: DelimitedRecord) => DelimitedRecord;
}

interface CutColumn {
  readonly column: number;
  /** So many cells has a record that is not cut. */
  readonly width: number;
}

const mostLookedAt = 200;

/** The columns that commas cut, if the records say so by themselves: of words, or else of numbers. */
export function findBareCommas(head: string, whole: boolean, dialect: Dialect): BareCommas | undefined {
  if (dialect.delimiter !== ',') return undefined;
  const records = sampleRecords(head, dialect, whole, { notesSpaces: true })
    .slice(0, mostLookedAt)
    .filter(({ cells }) => filledCells(cells).length > 1);
  const [heading, ...body] = records;
  const cells = heading?.cells ?? [];
  const names = cells.slice(0, usedWidth(cells)).filter(isName);
  if (heading === undefined || heading.spaced?.length !== 0 || names.length !== usedWidth(cells)) return undefined;
  return findBareWords(names, body) ?? findBareThousands(names, body);
}

/**
 * Records that are too long for the heading are so by as many cells as begin with a blank, all of them behind one column,
 * and in words. One record that says otherwise is enough for a no.
 */
function findBareWords(names: readonly string[], body: readonly DelimitedRecord[]): BareCommas | undefined {
  const width = names.length;
  const cut = body.filter(({ cells }) => usedWidth(cells) > width);
  const column = (cut[0]?.spaced?.[0] ?? 0) - 1;
  const found = { column, width };
  if (column < 0 || cut.length < Math.max(2, 0.5 * body.length)) return undefined;
  if (body.some((record) => joined(record, found) === undefined)) return undefined;
  return {
    names: [names[column] ?? ''],
    line: cut[0]?.line ?? 0,
    join: (record) => ({ ...record, cells: joined(record, found) ?? record.cells }),
  };
}

function isName(cell: Cell): cell is string {
  return isFilled(cell) && cellKind(cell) === 'text';
}

/** The record's cells, as many as there are columns; undefined: it cannot be said which of them belong together. */
function joined({ cells, spaced = [] }: DelimitedRecord, { column, width }: CutColumn): readonly Cell[] | undefined {
  const used = usedWidth(cells);
  if (used <= width && !spaced.includes(column + 1)) return cells.slice(0, Math.max(width, used));
  const more = spaced.filter((at, index) => at === column + 1 + index && at < used).length;
  const parts = cells.slice(column, column + 1 + more);
  if (more === 0 || used - more > width || spaced.length > more || !parts.every(isWords)) return undefined;
  const whole = [...cells.slice(0, column), parts.join(', '), ...cells.slice(column + 1 + more)];
  return whole.length < width ? undefined : whole.slice(0, width);
}

function isWords(cell: Cell): boolean {
  return isFilled(cell) && /\p{L}/u.test(cell);
}
