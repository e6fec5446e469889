import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import type { Contract } from '../contract/contract.ts';
import type { ContractMark } from '../stored-contract.ts';
import { searchWordsOf } from '../search/search-words.ts';
import type { CatalogDatabase, CatalogTables } from './tables.ts';

/** Throws what is to be thrown. */
export type AdmitContract = (standing: ContractMark | undefined, transaction: Database) => void | Promise<void>;

export interface PutContractInput {
  readonly contract: Contract;
  readonly text: string;
  readonly by: string;
  readonly at: Date;
  /** Names under which the owning agency is looked for. */
  readonly agencyNames: readonly string[];
  /** Asked within the transaction, in this dataset's turn. */
  readonly admit?: AdmitContract;
}

export interface PutContractOutcome {
  readonly status: 'created' | 'updated' | 'unchanged';
  readonly revision: number;
}

/**
 * Makes the contract the one that stands. The same content again changes nothing, whether it comes as YAML or as JSON;
 * other content under a version that was there before becomes that version's next revision. Puts of one dataset queue.
 */
export async function putContract(database: CatalogDatabase, input: PutContractInput): Promise<PutContractOutcome> {
  return database.transaction().execute(async (transaction) => {
    const { contract } = input;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`catalog:${contract.id}`}, 0))`.execute(transaction);
    const standing = await findStanding(transaction, contract.id);
    await input.admit?.(standing, transaction);
    const same = standing?.version === contract.version && isDeepStrictEqual(standing.document, contract.document);
    if (standing !== undefined && same) return { status: 'unchanged', revision: standing.revision };
    const revision = await nextRevision(transaction, contract);
    await writeDataset(transaction, input, revision);
    await transaction
      .insertInto('catalog.contract_versions')
      .values({
        dataset: contract.id,
        version: contract.version,
        revision,
        text: input.text,
        contract: JSON.stringify(contract),
        created_at: input.at,
        created_by: input.by,
      })
      .execute();
    return { status: standing === undefined ? 'created' : 'updated', revision };
  });
}

async function findStanding(transaction: Transaction<CatalogTables>, id: string) {
  const row = await transaction
    .selectFrom('catalog.datasets as d')
    .innerJoin('catalog.contract_versions as v', (join) =>
      join.onRef('v.dataset', '=', 'd.id').onRef('v.version', '=', 'd.version').onRef('v.revision', '=', 'd.revision'),
    )
    .select(['d.version', 'd.revision', 'v.contract', 'v.created_at'])
    .where('d.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  // Only `putContract` writes the column.
  const { version, revision, created_at: createdAt } = row;
  return { id, version, revision, createdAt, document: (row.contract as Contract).document };
}

async function nextRevision(transaction: Transaction<CatalogTables>, contract: Contract): Promise<number> {
  const { last } = await transaction
    .selectFrom('catalog.contract_versions')
    .select(({ fn }) => fn.max('revision').as('last'))
    .where('dataset', '=', contract.id)
    .where('version', '=', contract.version)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

async function writeDataset(
  transaction: Transaction<CatalogTables>,
  { contract, at, agencyNames }: PutContractInput,
  revision: number,
): Promise<void> {
  const words = searchWordsOf(contract, agencyNames);
  const facts = {
    version: contract.version,
    revision,
    owner: contract.owner,
    access: contract.access,
    theme: contract.theme ?? null,
    importance: contract.importance,
    synthetic: contract.synthetic,
    unit_field: contract.unitField ?? null,
    title_vi: contract.title.vi,
    title_en: contract.title.en,
    description_vi: contract.description.vi,
    description_en: contract.description.en,
    title_words: words.title,
    body_words: words.body,
    updated_at: at,
  };
  await transaction
    .insertInto('catalog.datasets')
    .values({ id: contract.id, created_at: at, ...facts })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
    .execute();
}
