import type { Catalog } from '#modules/catalog/index.ts';
import { storedBytes } from '#modules/warehouse/index.ts';
import type { Database } from '#platform/database/database.ts';

export interface SnapshotBytesDeps {
  readonly database: Database;
  readonly catalog: Pick<Catalog, 'listOwners'>;
}

/** What the snapshots of each agency's datasets take. */
export interface SnapshotBytes {
  /** As it is now. */
  measure(): Promise<ReadonlyMap<string, number>>;
  /** As it was at most a minute ago: it is asked at every send, and to count goes over all files of all snapshots. */
  recall(): Promise<ReadonlyMap<string, number>>;
}

const longestRecalled = 60_000;

export function createSnapshotBytes({ database, catalog }: SnapshotBytesDeps): SnapshotBytes {
  let last: { readonly at: number; readonly bytes: Promise<ReadonlyMap<string, number>> } | undefined;

  async function count(): Promise<ReadonlyMap<string, number>> {
    const [owners, stored] = await Promise.all([catalog.listOwners(), storedBytes(database)]);
    const bytes = new Map<string, number>();
    for (const [dataset, own] of stored) {
      const owner = owners.get(dataset);
      if (owner !== undefined) bytes.set(owner, (bytes.get(owner) ?? 0) + own);
    }
    return bytes;
  }

  const measure = (): Promise<ReadonlyMap<string, number>> => {
    const bytes = count();
    last = { at: performance.now(), bytes };
    // Whoever asks next tries again.
    bytes.catch(() => (last = undefined));
    return bytes;
  };

  return {
    measure,
    recall: () => (last !== undefined && performance.now() - last.at < longestRecalled ? last.bytes : measure()),
  };
}
