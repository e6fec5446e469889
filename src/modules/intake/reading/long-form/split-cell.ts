import type { Cell } from '../read-outcome.ts';
import { markPattern } from './period-words.ts';

/** What stands for a number that is not there: none, not yet, not known. */
const missingSign = /^(?:\.{2,3}|…|[-–—]|x|n\/?a|n\.a\.?|nd|nt|:|\*+)$/i;
const marked = new RegExp(`^([-+]?\\d[\\d.,\\s]*?)\\s*(${markPattern})$`, 'u');
const numeric = /^[-+]?\d[\d.,\s]*%?$/;

/** A cell of figures as its value and what is said about it. */
export function splitCell(cell: string): { readonly value: Cell; readonly status: string | null } {
  if (missingSign.test(cell)) return { value: null, status: cell };
  const match = marked.exec(cell);
  if (match !== null) return { value: match[1] ?? null, status: match[2] ?? null };
  return { value: cell, status: null };
}

/** Whether a cell is a figure, or a sign or mark in the place of one. */
export function isFigure(cell: string): boolean {
  return numeric.test(cell) || missingSign.test(cell) || marked.test(cell);
}
