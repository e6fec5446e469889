import type { Cell } from '../read-outcome.ts';

/** A row as a format gives it, before anybody has said whether it is heading, data or decoration. */
export interface SourceRow {
  /** 1-based position in the source. */
  readonly row: number;
  /** Normalised cells; trailing empty ones may be left out unless `exact`. */
  readonly cells: readonly Cell[];
  /** Cell by cell, whether it was stored as a number; undefined where the format has no types. */
  readonly typed?: readonly boolean[];
  readonly hidden?: boolean;
  /** Columns whose cell is merged with the one above it, and holds what that one does. */
  readonly repeated?: ReadonlySet<number>;
  /** Formats in which the number of cells means something: a shorter row is a fault there and not a habit of storage. */
  readonly exact?: boolean;
}

/** Cells that belong together in the source; 0-based columns, rows as in `SourceRow`, both ends included. */
export interface MergedRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export function isFilled(cell: Cell | undefined): cell is string {
  return cell !== undefined && cell !== null && cell !== '';
}

export function filledCells(cells: readonly Cell[]): readonly string[] {
  return cells.filter(isFilled);
}

export function isBlankRow(cells: readonly Cell[]): boolean {
  return !cells.some(isFilled);
}

/** Number of cells up to the last one with content. */
export function usedWidth(cells: readonly Cell[]): number {
  let width = cells.length;
  while (width > 0 && !isFilled(cells[width - 1])) width--;
  return width;
}
