/** Rows that were read in a way that a person may have meant otherwise. */
export interface RowDoubts {
  /** Rows that repeat what stands in a cell merged with those above. */
  readonly repeated: number;
  /** Rows left out since they call themselves a total, though their numbers add nothing up. */
  readonly oddTotals: readonly number[];
  /** Rows that call themselves a total, and were kept since their numbers say otherwise. */
  readonly keptTotals: readonly number[];
  /** Cells behind the last column, which are in none of the table's; the first of them. */
  readonly beyond: readonly CellBeyond[];
}

export interface CellBeyond {
  readonly row: number;
  /** 1-based, in the source; undefined: it is not known. */
  readonly column?: number;
  readonly value: string;
}

/** Cells that are named in a warning. */
export const mostBeyond = 100;

export const noDoubts: RowDoubts = { repeated: 0, oddTotals: [], keptTotals: [], beyond: [] };

export function joinDoubts(a: RowDoubts, b: RowDoubts): RowDoubts {
  return {
    repeated: a.repeated + b.repeated,
    oddTotals: [...a.oddTotals, ...b.oddTotals],
    keptTotals: [...a.keptTotals, ...b.keptTotals],
    beyond: [...a.beyond, ...b.beyond].slice(0, mostBeyond),
  };
}
