import type { StoredContract, ContractVersion } from '../stored-contract.ts';
import type { Contract } from '../contract/contract.ts';
import type { CatalogDatabase } from './tables.ts';

export interface ContractKey {
  readonly dataset: string;
  readonly version: string;
  readonly revision: number;
}

/** Which contract of the dataset stands. */
export async function findStandingKey(database: CatalogDatabase, dataset: string): Promise<ContractKey | undefined> {
  return database
    .selectFrom('catalog.datasets')
    .select(['id as dataset', 'version', 'revision'])
    .where('id', '=', dataset)
    .executeTakeFirst();
}

export async function findStoredContract(
  database: CatalogDatabase,
  key: ContractKey,
): Promise<StoredContract | undefined> {
  const row = await database
    .selectFrom('catalog.contract_versions')
    .select(['contract', 'revision', 'created_at', 'created_by'])
    .where('dataset', '=', key.dataset)
    .where('version', '=', key.version)
    .where('revision', '=', key.revision)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  // Only `putContract` writes the column.
  const contract = row.contract as Contract;
  return { ...contract, revision: row.revision, createdAt: row.created_at, createdBy: row.created_by };
}

/** The text as it was sent. */
export async function findContractText(database: CatalogDatabase, key: ContractKey): Promise<string | undefined> {
  const row = await database
    .selectFrom('catalog.contract_versions')
    .select('text')
    .where('dataset', '=', key.dataset)
    .where('version', '=', key.version)
    .where('revision', '=', key.revision)
    .executeTakeFirst();
  return row?.text;
}

/** Newest first. */
export async function listContractVersions(
  database: CatalogDatabase,
  dataset: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly ContractVersion[]> {
  const standing = await findStandingKey(database, dataset);
  const rows = await database
    .selectFrom('catalog.contract_versions')
    .select(['version', 'revision', 'created_at', 'created_by'])
    .where('dataset', '=', dataset)
    .orderBy('created_at', 'desc')
    .orderBy('revision', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ version, revision, created_at, created_by }) => ({
    version,
    revision,
    createdAt: created_at,
    createdBy: created_by,
    current: version === standing?.version && revision === standing.revision,
  }));
}

export async function countContractVersions(database: CatalogDatabase, dataset: string): Promise<number> {
  const { count } = await database
    .selectFrom('catalog.contract_versions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('dataset', '=', dataset)
    .executeTakeFirstOrThrow();
  return count;
}
