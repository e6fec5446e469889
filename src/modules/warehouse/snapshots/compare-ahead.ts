import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { incomingRelation } from './accepted-rows.ts';
import { sayingSql, type ChangeCounts } from './find-changes.ts';
import { stretchRangeSql } from './key-range.ts';
import { nextSchema } from './next-schema.ts';
import type { StandingRows } from './snapshot.ts';
import { standingStretches } from './standing-stretches.ts';
import { storedRelation } from './stored-relation.ts';

export interface AheadComparison {
  /** Compares the rows of a file with those that stand. All files together have each key once. */
  readonly add: (file: string) => Promise<void>;
  /** What the rows of all files do that were added, for `PrepareSnapshotOptions.compared`. */
  readonly changes: () => readonly ChangeCounts[];
}

/**
 * Begins to compare rows that will take the place of a whole dataset with those that stand, before all of them are known and
 * in order. Undefined where `prepareSnapshot` must do it: the rows that stand have other columns or another key than those
 * to come, some of them may stay, or their files cannot be told apart. Takes a connection for itself.
 */
export async function compareAhead(of: {
  readonly connection: DuckDBConnection;
  readonly current: StandingRows;
  readonly schema: DatasetSchema;
}): Promise<AheadComparison | undefined> {
  const { connection, current } = of;
  const schema = nextSchema(of.schema, current.schema);
  const stretches = standingStretches(current, schema);
  if (schema.key.length === 0 || schema.partitionBy.length > 0 || stretches.length === 0) return undefined;
  if (stretches.some(({ file }) => file === null)) return undefined;
  // A column of that name hides the engine's own, which tells the stretches apart.
  if (schema.columns.some(({ name }) => name === 'file_index')) return undefined;
  const key = schema.key.map(quoteName);
  const said = `${key.join(', ')}, ${sayingSql(schema)} as _said`;
  const files = stretches.flatMap(({ paths }) => paths);
  const stored = storedRelation({ files, columns: current.schema.columns }, schema, true, ['file_index as _stretch']);
  // Read once for all files. What only one stretch has is not numbered by the engine.
  const place = stretches.length === 1 ? '0' : '_stretch';
  await connection.run(`create temp table standing as select ${said}, ${place} as _stretch from ${stored}`);
  const counts = stretches.map(({ rows }) => ({ rows, come: 0, met: 0, same: 0 }));
  // Without a condition the footers of the files say how many rows they have.
  const counted = stretches.map((_, index) =>
    stretches.length === 1 ? 'count(*)' : `count(*) filter (${stretchRangeSql(schema, stretches, index)})`,
  );
  return {
    add: async (file) => {
      const incoming = incomingRelation([file], schema);
      const found = await connection.runAndReadAll(
        `select o._stretch, count(*), count(*) filter (n._said = o._said)
         from (select ${said} from ${incoming}) as n join standing as o using (${key.join(', ')}) group by 1`,
      );
      const came = await connection.runAndReadAll(`select ${counted.join(', ')} from ${incoming}`);
      for (const [stretch, met, same] of found.getRowsJson()) {
        const count = counts[Number(stretch)];
        if (count === undefined) throw new Error(`There is no stretch ${String(stretch)}`);
        count.met += Number(met);
        count.same += Number(same);
      }
      const [come = []] = came.getRowsJson();
      for (const [index, count] of counts.entries()) count.come += Number(come[index]);
    },
    changes: () =>
      counts.map(({ rows, come, met, same }) => ({ added: come - met, changed: met - same, removed: rows - met })),
  };
}
