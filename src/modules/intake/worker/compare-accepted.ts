import type { DuckDBConnection } from '@duckdb/node-api';
import type { AcceptedAhead } from '#modules/quality/offline/check.ts';
import type { ChangeCounts } from '#modules/warehouse/index.ts';
import { compareAhead, type AheadComparison } from '#modules/warehouse/offline.ts';
import type { CheckRequest } from './worker-protocol.ts';

/** What is held of a row that stands: its key and a hash. */
const bytesOfARow = 64;
/** Of the check's memory, which follows from the file that comes, however much stands. */
const mostOfMemory = 1 / 4;

export interface AcceptedComparison extends AcceptedAhead {
  /** What the accepted rows do to those that stand; null: nobody compared them, or it failed. To be called at the end. */
  readonly end: () => Promise<readonly ChangeCounts[] | null>;
}

/**
 * Compares accepted rows with the snapshot that stands as soon as they are known, on a connection of its own: while the rows
 * that were left are judged, a processor has nothing else to do. Undefined where rows that stand may stay, or are so many
 * that the check would lack the memory. Whatever goes wrong is said when the snapshot is prepared, which compares them then.
 */
export function compareAccepted(
  { current, schema, mode, memoryLimit }: Pick<CheckRequest, 'current' | 'schema' | 'mode' | 'memoryLimit'>,
  connect: () => Promise<DuckDBConnection>,
): AcceptedComparison | undefined {
  if (current === null || mode !== 'replace') return undefined;
  const standing = current.parts.reduce((sum, { rows }) => sum + rows, 0);
  if (standing * bytesOfARow > Number.parseInt(memoryLimit, 10) * 1_000_000 * mostOfMemory) return undefined;
  let connection: DuckDBConnection | undefined;
  let forgotten = false;
  const begin = async (): Promise<AheadComparison | undefined> => {
    connection = await connect();
    return compareAhead({ connection, current, schema });
  };
  let comparing: Promise<AheadComparison | undefined> | undefined;
  return {
    add: (file) => {
      const before = comparing ?? begin();
      comparing = before.then(async (comparison) => {
        await comparison?.add(file);
        return comparison;
      });
      // Whoever asks at the end is told.
      comparing.catch(() => undefined);
    },
    done: async () => void (await comparing?.catch(() => undefined)),
    forget: () => {
      forgotten = true;
    },
    end: async () => {
      const comparison = await comparing?.catch(() => undefined);
      connection?.closeSync();
      connection = undefined;
      return forgotten ? null : (comparison?.changes() ?? null);
    },
  };
}
