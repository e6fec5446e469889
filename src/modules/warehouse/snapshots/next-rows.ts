import type { LoadMode } from '#api/loads.ts';
import type { RowRestriction } from '#api/rights.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';

/** What a load does to a dataset, as SQL relations over its schema. */
export interface NextRows {
  /** Rows of the current snapshot that stay as they are. */
  readonly kept: string | null;
  /** Rows of the current snapshot that the incoming ones take the place of, to compare with. */
  readonly replaced: string | null;
  readonly incoming: string;
}

export interface NextRowsInput {
  readonly mode: LoadMode;
  readonly schema: DatasetSchema;
  readonly incoming: string;
  readonly current: string | null;
  /** A replace touches only rows that meet it, whatever its rows name. */
  readonly partitions?: RowRestriction;
}

/** Replace: whole, or the partitions that incoming rows name. Upsert: equal keys. Append: nothing. */
export function planNextRows({ mode, schema, incoming, current, partitions }: NextRowsInput): NextRows {
  if (current === null) return { kept: null, replaced: null, incoming };
  if (mode === 'append') return { kept: current, replaced: null, incoming };
  const same = mode === 'upsert' ? schema.key : schema.partitionBy;
  const conditions = [
    ...(same.length > 0 ? [existsIn(incoming, same)] : []),
    ...(mode === 'replace' && partitions !== undefined ? [within(partitions)] : []),
  ];
  if (conditions.length === 0) return { kept: null, replaced: current, incoming };
  const touched = conditions.join(' and ');
  return {
    kept: `(select * from ${current} as held where not (${touched}))`,
    replaced: `(select * from ${current} as held where ${touched})`,
    incoming,
  };
}

function existsIn(incoming: string, names: readonly string[]): string {
  const columns = names.map(quoteName);
  const equal = columns.map((column) => `named.${column} is not distinct from held.${column}`).join(' and ');
  return `exists (select 1 from (select distinct ${columns.join(', ')} from ${incoming}) as named where ${equal})`;
}

function within({ field, value }: RowRestriction): string {
  return `held.${quoteName(field)} is not distinct from ${quoteText(value)}`;
}
