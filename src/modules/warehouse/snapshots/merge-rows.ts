import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '#platform/duckdb/quote.ts';
import { incomingRelation } from './accepted-rows.ts';
import { planNextRows, type NextRows, type NextRowsInput } from './next-rows.ts';
import type { SnapshotSchema, StoredColumn } from './snapshot.ts';
import type { StandingStretch } from './standing-stretches.ts';
import { storedRelation } from './stored-relation.ts';

/** A load's rows and the current ones, and which of these it leaves. */
export interface Merge {
  readonly connection: DuckDBConnection;
  readonly schema: SnapshotSchema;
  readonly mode: NextRowsInput['mode'];
  readonly accepted: readonly string[];
  readonly stretches: readonly StandingStretch[];
  /** The rows that come; `where` is a condition on their columns. */
  readonly incoming: (where?: string) => string;
  /**
   * What becomes of the rows of these stretches, under the rows that come. Both relations have beside the schema's columns
   * `_stretch`, the place among `stretches`, and `_file` and `_row`, which give their order.
   */
  readonly standing: (stretches: readonly StandingStretch[], where?: string) => NextRows;
  /** All rows of these stretches in the columns of the schema. */
  readonly stored: (stretches: readonly StandingStretch[]) => string;
}

export type MergeInput = Pick<Merge, 'connection' | 'schema' | 'mode' | 'accepted' | 'stretches'> &
  Pick<NextRowsInput, 'partitions'> & { readonly columns: readonly StoredColumn[] };

export async function createMerge(input: MergeInput): Promise<Merge> {
  const { connection, schema, mode, accepted, stretches, partitions } = input;
  const all = incomingRelation(accepted, schema);
  const incoming = (where = 'true') => (where === 'true' ? all : `(select * from ${all} where ${where})`);
  if (mode === 'replace' && schema.partitionBy.length > 0) {
    const columns = schema.partitionBy.map(quoteName).join(', ');
    await connection.run(`create or replace temp table named_partitions as select distinct ${columns} from ${all}`);
  }
  const stored = (chosen: readonly StandingStretch[]) => {
    const files = chosen.flatMap(({ paths }) => paths);
    const stretch = chosen.length === 1 ? '0' : 'file_index';
    return storedRelation({ files, columns: input.columns }, schema, true, [
      `${stretch} as _stretch`,
      'file_index as _file',
      'file_row_number as _row',
    ]);
  };
  return {
    connection,
    schema,
    mode,
    accepted,
    stretches,
    incoming,
    stored,
    standing: (chosen, where) =>
      chosen.length === 0
        ? { kept: null, replaced: null }
        : planNextRows({
            mode,
            schema,
            named: mode === 'upsert' ? incoming(where) : 'named_partitions',
            standing: stored(chosen),
            ...(partitions === undefined ? {} : { partitions }),
          }),
  };
}
