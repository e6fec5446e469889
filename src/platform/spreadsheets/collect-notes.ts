import { markedCell, type XlsxCell } from './xlsx-cells.ts';
import type { XlsxNote } from './xlsx-notes.ts';
import type { XlsxSheet } from './xlsx-sheet.ts';

/** Gathers a sheet's notes while its rows are written; no more than the sheet may have. */
export function collectNotes({ columns, notes: bound, headless }: XlsxSheet) {
  const most = bound?.most ?? 1000;
  const found: XlsxNote[] = [];
  let cut = false;
  return {
    look: (cells: readonly XlsxCell[], row: number): void => {
      for (const [column, cell] of cells.entries()) {
        const { note, noteLeftOut } = markedCell(cell);
        if (noteLeftOut === true) cut = true;
        if (note === undefined) continue;
        if (found.length < most) found.push({ column, row, text: note });
        else cut = true;
      }
    },
    /** The headings' notes come first, as their cells do. */
    all: (): readonly XlsxNote[] => [
      ...(headless === true ? [] : columns).flatMap(({ note }, column) => {
        const texts = [...(note === undefined ? [] : [note]), ...(cut && column === 0 ? [bound?.cut ?? ''] : [])];
        return texts.length === 0 ? [] : [{ column, row: 1, text: texts.join('\n\n') }];
      }),
      ...found,
    ],
  };
}
