import { findLineage, wasEverRestored } from '#modules/warehouse/index.ts';
import type { Database } from '#platform/database/database.ts';

/** Asks whether what a load once published still counts, or was taken back by a return to an earlier state. */
export type IsStanding = (load: { readonly snapshot: string | null }) => boolean;

export async function standingSnapshots(database: Database, dataset: string): Promise<IsStanding> {
  if (!(await wasEverRestored(database, dataset))) return () => true;
  const lineage = new Set(await findLineage(database, dataset));
  return ({ snapshot }) => snapshot !== null && lineage.has(snapshot);
}
