import type { LoadMode } from '#api/loads.ts';
import type { RowRestriction } from '#api/rights.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';

/** What a load does to rows that stand, as SQL relations over its schema. */
export interface NextRows {
  /** Those that stay as they are. */
  readonly kept: string | null;
  /** Those that the incoming ones take the place of, to compare with. */
  readonly replaced: string | null;
}

export interface NextRowsInput {
  readonly mode: LoadMode;
  readonly schema: DatasetSchema;
  /**
   * A relation that has the partitions of all incoming rows in a replace, and the keys of the incoming rows in an upsert;
   * its values may stand there more than once.
   */
  readonly named: string;
  readonly standing: string;
  /** A replace touches only rows that meet it, whatever its rows name. */
  readonly partitions?: RowRestriction;
}

/** Replace: whole, or the partitions that incoming rows name. Upsert: equal keys. Append: nothing. */
export function planNextRows({ mode, schema, named, standing, partitions }: NextRowsInput): NextRows {
  if (mode === 'append') return { kept: standing, replaced: null };
  const same = mode === 'upsert' ? schema.key : schema.partitionBy;
  const conditions = [
    ...(same.length > 0 ? [existsIn(named, same)] : []),
    ...(mode === 'replace' && partitions !== undefined ? [within(partitions)] : []),
  ];
  if (conditions.length === 0) return { kept: null, replaced: standing };
  const touched = conditions.join(' and ');
  return {
    kept: `(select * from ${standing} as held where not (${touched}))`,
    replaced: `(select * from ${standing} as held where ${touched})`,
  };
}

function existsIn(named: string, names: readonly string[]): string {
  const equal = names.map(quoteName).map((column) => `named.${column} is not distinct from held.${column}`);
  return `exists (select 1 from ${named} as named where ${equal.join(' and ')})`;
}

function within({ field, value }: RowRestriction): string {
  return `held.${quoteName(field)} is not distinct from ${quoteText(value)}`;
}
