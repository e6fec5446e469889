import type { Caller } from '#api/caller.ts';
import { datasetSchemaOf } from '#modules/catalog/index.ts';
import { answerComparison, getSnapshot, type Comparison } from '#modules/warehouse/index.ts';
import { getReadableDataset } from './get-shown-dataset.ts';
import type { PortalDeps } from './portal-deps.ts';

export interface AskedComparison {
  readonly dataset: string;
  readonly snapshot: string;
  /** Undefined: the snapshot that was current before it; there is none before the first. */
  readonly against?: string;
  readonly kind?: 'added' | 'changed' | 'removed';
  readonly offset: number;
  readonly limit: number;
}

export interface SnapshotComparison extends Comparison {
  /** The snapshot that counts as the state before. */
  readonly against: string | null;
}

/** What differs between two states of a dataset, row by row, as a reader of its rows may see it. */
export async function compareSnapshots(
  deps: PortalDeps,
  caller: Caller,
  asked: AskedComparison,
): Promise<SnapshotComparison> {
  const { contract, decision } = await getReadableDataset(deps, caller, asked.dataset);
  const after = await getSnapshot(deps.database, contract.id, asked.snapshot);
  const against = asked.against ?? after.previous;
  const before = against === null ? undefined : await getSnapshot(deps.database, contract.id, against);
  const { kind, offset, limit } = asked;
  const view = { schema: datasetSchemaOf(contract), rights: decision.rights };
  const page = { ...(kind === undefined ? {} : { kind }), offset, limit };
  return { against, ...(await answerComparison(deps, { before, after }, view, page)) };
}
