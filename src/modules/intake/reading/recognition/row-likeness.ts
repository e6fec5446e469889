import type { Cell } from '../read-outcome.ts';
import { namesColumn } from './column-words.ts';
import { cellKind, isYear } from './cell-kind.ts';
import { filledCells, isFilled, type SourceRow } from './source-row.ts';

/** Share of cells that are words or years, from 0 to 1. */
export function textShare(filled: readonly string[]): number {
  if (filled.length === 0) return 0;
  return filled.filter((text) => cellKind(text) === 'text' || isYear(text)).length / filled.length;
}

/**
 * Whether the row at `start` is one more row of data and not a heading: it has numbers, dates or codes where the rows
 * below have them too, and words over numbers nowhere.
 */
export function looksLikeData(window: readonly SourceRow[], start: number): boolean {
  const row = window[start];
  if (row === undefined) return false;
  const below = window.slice(start + 1).filter((one) => filledCells(one.cells).length > 0);
  let heading = 0;
  let data = 0;
  for (const [column, cell] of row.cells.entries()) {
    if (!isFilled(cell)) continue;
    const kind = cellKind(cell);
    const texts = below.map((one) => one.cells[column]).filter(isFilled);
    const kinds = texts.map(cellKind);
    const yearly = texts.filter(isYear).length / texts.length;
    if (kinds.length === 0) {
      if (below.length === 0 && kind !== 'text') data++;
      continue;
    }
    const typed = kinds.filter((one) => one !== 'text').length / kinds.length;
    if (kind === 'text' && typed >= 0.8) heading++;
    const same = kind === 'code' ? kinds.filter((one) => one === 'code').length / kinds.length : typed;
    if (kind !== 'text' && !(isYear(cell) && yearly < 0.5) && same > 0.5) data++;
  }
  return data > heading || repeatsBelow(row, below);
}

/** A heading is not the same as every row under it. */
function repeatsBelow(row: SourceRow, below: readonly SourceRow[]): boolean {
  return (
    below.length >= 2 && below.every((one) => one.cells.every((cell, column) => cell === (row.cells[column] ?? null)))
  );
}

/** Whether nothing tells the row at `start` from those below: words in all columns, as there, and none names a column. */
export function isOneOfWords(window: readonly SourceRow[], start: number): boolean {
  const cells = window[start]?.cells ?? [];
  const below = rowsBelow(window, start);
  const width = Math.max(cells.length, ...below.map((one) => one.length));
  return (
    below.length > 0 &&
    filledCells(cells).every((text) => cellKind(text) === 'text' && !namesColumn(text)) &&
    Array.from({ length: width }, (_, column) => textsOf(below, column)).every(
      (texts) => texts.filter((text) => cellKind(text) !== 'text').length <= 0.2 * texts.length,
    )
  );
}

/** Whether one of its cells stands over a few values that are there again and again, and is none of them. */
export function standsOverValues(window: readonly SourceRow[], start: number): boolean {
  const below = rowsBelow(window, start);
  return (window[start]?.cells ?? []).some((cell, column) => {
    const texts = textsOf(below, column);
    const values = new Set(texts);
    return isFilled(cell) && texts.length >= 4 && values.size <= texts.length / 2 && !values.has(cell);
  });
}

function rowsBelow(window: readonly SourceRow[], start: number): readonly (readonly Cell[])[] {
  return window
    .slice(start + 1, start + 21)
    .map(({ cells }) => cells)
    .filter((cells) => cells.some(isFilled));
}

function textsOf(rows: readonly (readonly Cell[])[], column: number): readonly string[] {
  return rows.map((cells) => cells[column]).filter(isFilled);
}
