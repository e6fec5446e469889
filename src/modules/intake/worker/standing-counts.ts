import type { DuckDBConnection } from '@duckdb/node-api';
import type { DatasetSchema, StoredRows } from '#modules/warehouse/index.ts';
import { storedRelation } from '#modules/warehouse/offline.ts';
import { countStanding, partitionText } from './partitions.ts';

interface Asked {
  readonly current: StoredRows;
  readonly schema: DatasetSchema;
  /** A file of rows, and the partitions that they name. */
  readonly accepted: string;
  readonly partitions: readonly string[] | null;
}

/** How many rows stand where others would go, of one state of a dataset again and again. */
export interface StandingCounts {
  /** `ask`: opens an engine that sees the files; it need not be asked. */
  count(asked: Asked, ask: <T>(work: (connection: DuckDBConnection) => Promise<T>) => Promise<T>): Promise<number>;
}

/** A dataset of more partitions is asked each time. */
const mostPartitions = 10_000;

export function createStandingCounts(): StandingCounts {
  /** Whoever asks a second time of the same state will ask again: then all its partitions are counted at once. */
  let last: { readonly state: string; counts?: ReadonlyMap<string, number> | null } | undefined;
  return {
    async count(asked, ask) {
      const { current, schema, partitions } = asked;
      const state = JSON.stringify([current, schema]);
      const single = () => ask((connection) => countStanding(connection, asked));
      if (last?.state !== state) {
        last = { state };
        return single();
      }
      const known = last;
      if (partitions === null) return single();
      known.counts ??= await ask((connection) => countAll(connection, current, schema));
      const { counts } = known;
      return counts === null ? single() : partitions.reduce((sum, text) => sum + (counts.get(text) ?? 0), 0);
    },
  };
}

/** By the text of the partition; null: there are too many. */
async function countAll(
  connection: DuckDBConnection,
  current: StoredRows,
  schema: DatasetSchema,
): Promise<ReadonlyMap<string, number> | null> {
  const reader = await connection.runAndReadAll(
    `select ${partitionText(schema.partitionBy)}, count(*) from ${storedRelation(current, schema, false)}
     group by 1 limit ${mostPartitions + 1}`,
  );
  const rows = reader.getRowsJson();
  return rows.length > mostPartitions ? null : new Map(rows.map(([text, count]) => [String(text), Number(count)]));
}
