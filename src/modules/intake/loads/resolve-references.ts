import { datasetSchemaOf, type Catalog, type Contract } from '#modules/catalog/index.ts';
import type { ReferenceTarget } from '#modules/quality/index.ts';
import { currentSnapshot, storedRowsOf } from '#modules/warehouse/index.ts';
import type { Database } from '#platform/database/database.ts';

export interface ResolveReferencesDeps {
  readonly catalog: Pick<Catalog, 'findContract'>;
  readonly database: Database;
  /** Absolute. */
  readonly snapshotsFolder: string;
}

/**
 * What the contract's fields refer to in other datasets, as they stand now. Whoever fills a dataset learns which of his
 * values another one holds, also where its field is masked for him, and nothing else of it. A private dataset of another
 * agency gives not even that: it is as if it did not exist. References to the dataset itself need nothing from here.
 */
export async function resolveReferences(
  deps: ResolveReferencesDeps,
  contract: Contract,
): Promise<readonly ReferenceTarget[]> {
  const others = contract.fields.flatMap(({ reference }) =>
    reference === undefined || reference.dataset === contract.id ? [] : [reference],
  );
  return Promise.all(others.map((reference) => resolveReference(deps, contract, reference)));
}

async function resolveReference(
  deps: ResolveReferencesDeps,
  { owner }: Contract,
  { dataset, field }: { readonly dataset: string; readonly field: string },
): Promise<ReferenceTarget> {
  const nothing = { dataset, field, title: { vi: dataset, en: dataset }, files: [], type: 'VARCHAR' };
  const contract = await deps.catalog.findContract(dataset);
  const hidden = contract === undefined || (contract.access === 'private' && contract.owner !== owner);
  const declared = hidden ? undefined : datasetSchemaOf(contract).columns.find(({ name }) => name === field);
  if (hidden || declared === undefined) return { ...nothing, state: 'unknown' };
  const snapshot = await currentSnapshot(deps.database, dataset);
  const stored = snapshot?.schema.columns.find(({ name }) => name === field);
  if (snapshot === undefined || stored === undefined)
    return { ...nothing, title: contract.title, state: 'unpublished' };
  const { files } = storedRowsOf(snapshot, deps.snapshotsFolder);
  return { dataset, field, title: contract.title, state: 'found', files, type: stored.type };
}
