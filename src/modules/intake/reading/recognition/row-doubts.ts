/** Rows that were read in a way that a person may have meant otherwise. */
export interface RowDoubts {
  /** Rows that repeat what stands in a cell merged with those above. */
  readonly repeated: number;
  /** Rows left out since they call themselves a total, though their numbers add nothing up. */
  readonly oddTotals: readonly number[];
  /** Rows that call themselves a total, and were kept since their numbers say otherwise. */
  readonly keptTotals: readonly number[];
}

export const noDoubts: RowDoubts = { repeated: 0, oddTotals: [], keptTotals: [] };

export function joinDoubts(a: RowDoubts, b: RowDoubts): RowDoubts {
  return {
    repeated: a.repeated + b.repeated,
    oddTotals: [...a.oddTotals, ...b.oddTotals],
    keptTotals: [...a.keptTotals, ...b.keptTotals],
  };
}
