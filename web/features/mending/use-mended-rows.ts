import { useReducer } from 'react';
import type { RejectedRow } from '#api/mending.ts';
import type { RowEdits } from './row-faults.ts';

/**
 * Changed rows by their place in the source: rows may go from the page while one edits, when those sent before are taken
 * in. A row whose cells are all as they were is not among them.
 */
export type MendedRows = ReadonlyMap<string, RowEdits>;

export function placeOf({ table, row }: Pick<RejectedRow, 'table' | 'row'>): string {
  return JSON.stringify([table, row]);
}

export type Change =
  | { readonly kind: 'cells'; readonly cells: readonly ChangedCell[] }
  /** Everything is as it was. */
  | { readonly kind: 'undo' };

export interface ChangedCell {
  /** Its number on the page. */
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
    const changed = rows[row];
    if (changed === undefined || !Object.hasOwn(changed.values, heading)) continue;
    const place = placeOf(changed);
    const edits = new Map(next.get(place));
    if (value === shownCell(changed.values[heading])) edits.delete(heading);
    else edits.set(heading, value);
    if (edits.size === 0) next.delete(place);
    else next.set(place, edits);
  }
  return next;
}

/** A cell as a line of text can show it: a field for one line drops line ends. */
export function shownCell(value: string | null | undefined): string {
  return (value ?? '').replaceAll(/[\r\n]+/g, ' ');
}
