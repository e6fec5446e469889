import type { Cell } from '../read-outcome.ts';

/** Exactly `width` cells: longer rows are cut, shorter ones filled with null. */
export function fitCells(cells: readonly Cell[], width: number): readonly Cell[] {
  if (cells.length === width) return cells;
  if (cells.length > width) return cells.slice(0, width);
  return [...cells, ...Array.from<Cell>({ length: width - cells.length }).fill(null)];
}
