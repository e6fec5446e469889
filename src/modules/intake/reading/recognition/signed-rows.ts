import type { Cell } from '../read-outcome.ts';
import { cellKind } from './cell-kind.ts';
import { isDateLine, isSignatureText } from './row-words.ts';
import { filledCells, isFilled, type SourceRow } from './source-row.ts';

/** What a signature's words are of; a register of officials or of days has them in all its rows. */
type SignatureKind = 'office' | 'day';

/** What is known of the rows that a signature might be mistaken for. */
export interface MemberShape {
  readonly width: number;
  readonly labelColumns: readonly number[];
  readonly valueColumns: readonly number[];
  /** Column by column, words of signatures that its members have as well. */
  readonly habits: readonly (SignatureKind | undefined)[];
}

/** Nobody signs in more places than this. */
const mostSigned = 12;

function signatureKind(text: string): SignatureKind | undefined {
  if (!isSignatureText(text)) return undefined;
  return isDateLine(text) ? 'day' : 'office';
}

/**
 * The rows before the closing block, as far as it can be told before anything is known of the table: behind the first row,
 * one of signatures alone, or one that has half of them and is less full than the rows above it.
 */
export function beforeSignatures(body: readonly SourceRow[]): readonly SourceRow[] {
  let fullest = 0;
  const end = body.findIndex(({ cells }) => {
    const filled = filledCells(cells);
    const above = fullest;
    fullest = Math.max(fullest, filled.length);
    if (above === 0 || filled.length < 2 || filled.length > mostSigned) return false;
    const signed = filled.filter(isSignatureText).length;
    return signed === filled.length || (signed * 2 >= filled.length && filled.length < above);
  });
  return end === -1 ? body : body.slice(0, end);
}

/** Half of what a column's members say, and two of them, reads like a signature: `Chức vụ`, `Ngày làm việc`. */
export function signatureHabits(
  rows: readonly SourceRow[],
  columns: readonly number[],
): readonly (SignatureKind | undefined)[] {
  return columns.map((column) => {
    const cells = rows.map((row) => row.cells[column]).filter(isFilled);
    const kinds = cells.map(signatureKind);
    return (['office', 'day'] as const).find((kind) => {
      const count = kinds.filter((one) => one === kind).length;
      return count >= 2 && count * 2 >= cells.length;
    });
  });
}

/** Whether a row signs for the table. One that has words in all places where members have them is a member. */
export function isSignedRow(cells: readonly Cell[], shape: MemberShape, few: boolean): boolean {
  const filled = filledCells(cells);
  const signed = cells.filter((cell, column) => {
    if (!isFilled(cell)) return false;
    const kind = signatureKind(cell);
    return kind !== undefined && kind !== shape.habits[column];
  }).length;
  if (shape.width < 2 || signed === 0) return false;
  if (signed === filled.length) return true;
  return (few || signed * 2 >= filled.length) && !looksLikeMember(cells, shape);
}

function looksLikeMember(cells: readonly Cell[], { labelColumns, valueColumns }: MemberShape): boolean {
  return (
    labelColumns.length >= 2 &&
    labelColumns.every((column) => isFilled(cells[column])) &&
    valueColumns.every((column) => !isFilled(cells[column]) || cellKind(cells[column]) !== 'text')
  );
}
