import { cellReference } from '#platform/spreadsheets/xlsx-cells.ts';

/** Cells of a sheet that show an error of the spreadsheet program: they hold no value that somebody gave. */
export interface ErrorCells {
  readonly count: number;
  /** `C7`; null: there is none. */
  readonly first: string | null;
}

export interface ErrorTally {
  add(row: number, column: number): void;
  read(): ErrorCells;
}

export function createErrorTally(): ErrorTally {
  let count = 0;
  let first: string | null = null;
  return {
    add(row, column) {
      count += 1;
      first ??= cellReference(column, row);
    },
    read: () => ({ count, first }),
  };
}
