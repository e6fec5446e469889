import type { Cell } from '../read-outcome.ts';

/** What the columns of a crosstab stand for. */
export type DimensionKind =
  'year' | 'quarter' | 'month' | 'day' | 'period' | 'province' | 'place' | 'age' | 'sex' | 'indicator';

export interface Dimension {
  readonly kind: DimensionKind;
  /** The column's heading in the long form. */
  readonly heading: string;
}

/** A column of the wide table that becomes rows. */
export interface TurnedColumn {
  readonly index: number;
  readonly heading: string;
  /** What it stands for, dimension by dimension. */
  readonly values: readonly Cell[];
  /** What its heading says of every figure below it: «Prel.», «(*)». */
  readonly status: string | null;
}

/**
 * A wide table told as a long one: a row for each figure, with what its row and its column said, the figure, and what was
 * said about it. Cells without anything give no row.
 */
export interface LongForm {
  /** Indices of the wide columns that every row keeps. */
  readonly kept: readonly number[];
  readonly keptHeadings: readonly string[];
  /** Those without heading or, so far, content. */
  readonly left: readonly number[];
  readonly turned: readonly TurnedColumn[];
  readonly dimensions: readonly Dimension[];
  readonly value: string;
  readonly status: string;
}

/** As a table says that it is, or could be, told as a long one. */
export interface LongFormOffer {
  /** true: the table's rows are the long form's. */
  readonly applied: boolean;
  readonly kept: readonly string[];
  readonly turned: readonly {
    readonly column: string;
    readonly values: readonly Cell[];
    readonly status: string | null;
  }[];
  readonly dimensions: readonly Dimension[];
  readonly value: string;
  readonly status: string;
}

export function longColumns({ keptHeadings, dimensions, value, status }: LongForm): readonly string[] {
  return [...keptHeadings, ...dimensions.map(({ heading }) => heading), value, status];
}

export function offerOf(form: LongForm, applied: boolean): LongFormOffer {
  return {
    applied,
    kept: form.keptHeadings,
    turned: form.turned.map(({ heading, values, status }) => ({ column: heading, values, status })),
    dimensions: form.dimensions,
    value: form.value,
    status: form.status,
  };
}
