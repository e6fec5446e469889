import { isTotalText } from './total-words.ts';
import { cellKind } from './cell-kind.ts';
import { filledCells, isBlankRow, isFilled, type SourceRow } from './source-row.ts';
import type { Cell } from '../read-outcome.ts';

const bracketed = /^[([]\d{1,3}[)\]]$/;
/** `3=1+2`, `(4)=(2)/(3)*100`: a number with how the column was made. */
const formula = /^\(?\d{1,3}\)?\s*=\s*[\d()+\-*/:x.,% ]+$/;
export function isFormula(text: string): boolean {
  return formula.test(text);
}

const letter = /^\(?[A-Z]\)?$/;

/**
 * The line under a heading that numbers its columns: `(1) (2) (3)`, `A B 1 2`, `1 2 3=1+2`. Letters and plain numbers may
 * as well be data (a code and a count): they count only where the `following` rows are of another kind.
 */
export function isNumberingRow(cells: readonly Cell[], following: readonly SourceRow[]): boolean {
  const filled = filledCells(cells);
  if (filled.length < 2) return false;
  if (
    !filled.every((text) => bracketed.test(text) || formula.test(text) || letter.test(text) || /^\d{1,3}$/.test(text))
  ) {
    return false;
  }
  if (!countUp(filled)) return false;
  if (filled.every((text) => letter.test(text))) return false;
  if (isUnmistakable(cells)) return true;
  if (filled.some((text) => formula.test(text) || bracketed.test(text))) return true;
  if (filled.some((text) => letter.test(text))) return lettersAreNoCodes(cells, following);
  if (filled.length < 3 || following.length < 2) return false;
  // Every column by its place, from one on: no row of data with words in one of them is so.
  const whole = filled.length >= 4 && cells.every((cell, column) => cell === String(column + 1));
  return contrasts(cells, following, whole ? 1 : 2);
}

/** `(1) (2) (3)` and `A (1) (2)` are nothing else, wherever they stand. */
export function isUnmistakable(cells: readonly Cell[]): boolean {
  const filled = filledCells(cells);
  return (
    filled.length >= 2 &&
    filled.every((text) => bracketed.test(text) || letter.test(text)) &&
    filled.some((text) => bracketed.test(text)) &&
    countUp(filled)
  );
}

/**
 * Letters in order from A, over columns of words, and numbers from 1, over figures; remarks behind these have a letter again.
 * Two letters are no row of data unless other rows have letters there, too; one letter may be the code of a class.
 */
function lettersAreNoCodes(cells: readonly Cell[], following: readonly SourceRow[]): boolean {
  const letters = cells.flatMap((cell, column) => (isFilled(cell) && letter.test(cell) ? [{ cell, column }] : []));
  const inOrder = letters.every(({ cell }, index) => cell.replaceAll(/[()]/g, '') === String.fromCharCode(65 + index));
  const numbers = filledCells(cells).filter((text) => !letter.test(text));
  if (!inOrder || numbers[0] !== '1') return false;
  const blank = following.findIndex((row) => isBlankRow(row.cells));
  const rows = following.slice(0, blank === -1 ? undefined : blank);
  const columns = letters.map(({ column }) => rows.map((row) => row.cells[column]).filter(isFilled));
  if (letters.length >= 2) {
    return columns.some((below) => below.length > 0 && !below.some((text) => letter.test(text)));
  }
  // One name in every row is no list of names.
  const varied = columns.some((below) => new Set(below).size >= 2);
  return rows.length >= 2 && varied && columns.every(isNamesOrNumbers);
}

/** A column of running numbers stands under a letter as well as one of names. */
function isNamesOrNumbers(below: readonly string[]): boolean {
  const members = below.filter((text) => !isTotalText(text));
  if (members.length === 0) return false;
  const named = members.every((text) => text.length >= 4 && cellKind(text) === 'text');
  return named || members.every((text) => /^(?:\d{1,4}|[IVX]+)\.?$/.test(text));
}

/** Numbers go up one by one from their first; letters go before them. */
function countUp(filled: readonly string[]): boolean {
  const numbers = filled.filter((text) => /\d/.test(text)).map((text) => Number(/\d+/.exec(text)?.[0]));
  return (
    numbers.length > 0 &&
    (numbers[0] ?? 9) <= 2 &&
    numbers.every((value, index) => index === 0 || value === (numbers[index - 1] ?? 0) + 1)
  );
}

function contrasts(cells: readonly Cell[], following: readonly SourceRow[], least: number): boolean {
  const wordy = cells.filter((cell, column) => {
    if (!isFilled(cell)) return false;
    const below = following.map((row) => row.cells[column]).filter(isFilled);
    return below.length > 0 && below.every((text) => cellKind(text) === 'text');
  });
  return wordy.length >= least;
}
