import type { MendColumn, MendPage } from '#api/web-services/mending.ts';

/** As many columns without a fault stand beside the faulty ones, to tell rows by. */
const companions = 3;

export interface OrderedColumns {
  readonly columns: readonly MendColumn[];
  /** Headings of those that are always shown. */
  readonly context: readonly string[];
}

/** Columns with a fault on this page come first; all in the order of the source otherwise. */
export function orderColumns({ columns, rows }: Pick<MendPage, 'columns' | 'rows'>): OrderedColumns {
  const fields = new Set(
    rows.flatMap(({ findings }) =>
      findings
        .filter(({ severity }) => severity !== 'info')
        .flatMap(({ field, fields: several }) => several ?? (field === null ? [] : [field])),
    ),
  );
  const faulty = columns.filter(({ field }) => field !== null && fields.has(field));
  const others = columns.filter((column) => !faulty.includes(column));
  return {
    columns: [...faulty, ...others],
    context: [...faulty, ...others.slice(0, companions)].map(({ heading }) => heading),
  };
}
