import { useReducer } from 'react';
import type { RejectedRow } from '#api/mending.ts';
import type { RowEdits } from './row-faults.ts';

/** Changed rows by their number on the page; a row whose cells are all as they were is not among them. */
export type MendedRows = ReadonlyMap<number, RowEdits>;

export type Change =
  | { readonly kind: 'cells'; readonly cells: readonly ChangedCell[] }
  /** Everything is as it was. */
  | { readonly kind: 'undo' };

export interface ChangedCell {
  readonly row: number;
  readonly heading: string;
  readonly value: string;
}

export function useMendedRows(rows: readonly RejectedRow[]) {
  return useReducer((mended: MendedRows, change: Change) => changeRows(rows, mended, change), new Map() as MendedRows);
}

export function changeRows(rows: readonly RejectedRow[], mended: MendedRows, change: Change): MendedRows {
  if (change.kind === 'undo') return new Map();
  const next = new Map(mended);
  for (const { row, heading, value } of change.cells) {
    const values = rows[row]?.values;
    if (values === undefined || !Object.hasOwn(values, heading)) continue;
    const edits = new Map(next.get(row));
    if (value === shownCell(values[heading])) edits.delete(heading);
    else edits.set(heading, value);
    if (edits.size === 0) next.delete(row);
    else next.set(row, edits);
  }
  return next;
}

/** A cell as a line of text can show it: a field for one line drops line ends. */
export function shownCell(value: string | null | undefined): string {
  return (value ?? '').replaceAll(/[\r\n]+/g, ' ');
}
