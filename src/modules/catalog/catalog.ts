import type { Language } from '#api/localized.ts';
import type { Clock } from '#platform/clock/clock.ts';
import { unheardChanges, type Changes } from '#platform/database/changes.ts';
import { createMemory } from '#platform/database/create-memory.ts';
import type { Database } from '#platform/database/database.ts';
import type { Contract } from './contract/contract.ts';
import type { StandingRows } from './contract/judge-change.ts';
import { parseContract, type ParseContractOptions } from './contract/parse-contract.ts';
import type { ContractProblem } from './contract/problem.ts';
import { createContractCache } from './contract-cache.ts';
import { failCatalog } from './errors.ts';
import { refuseContract } from './refuse-contract.ts';
import { searchDatasets, type DatasetQuery, type DatasetSearchPage } from './search/search-datasets.ts';
import {
  countContractVersions,
  findContractText,
  findStandingKey,
  findStoredContract,
  listContractVersions,
  type ContractKey,
} from './store/find-contract.ts';
import { listDatasetIds, listOwners } from './store/list-datasets.ts';
import { putContract, type AdmitContract } from './store/put-contract.ts';
import { catalogTables } from './store/tables.ts';
import type { ContractVersion, StoredContract } from './stored-contract.ts';

export interface CatalogDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** An agency's name, so that its datasets are found by it. */
  readonly agencyName: (code: string, language: Language) => string;
  readonly inspect?: ParseContractOptions['inspect'];
  readonly dictionary?: ParseContractOptions['dictionary'];
  /** Without, the database is asked every time which contract stands. */
  readonly changes?: Changes;
}

const mostStanding = 1_000;

/** The register of datasets by their contracts. */
export interface Catalog {
  /** Of the dataset of that id. Throws `contract-unreadable` or `contract-invalid`, with the problems by line. */
  readContract(id: string, text: string, standing?: StandingRows): ReadContract;
  /**
   * Of a contract that was read from the text. `admit` is asked with what stands, undefined for nothing, at a moment from
   * which on no other put comes between, and in the transaction that puts the contract; it throws what is to be thrown.
   */
  putContract(contract: Contract, text: string, by: string, admit?: AdmitContract): Promise<PutContractResult>;
  /** The contract that stands, from memory while nobody tells of another; within a transaction ask `findStandingVersion`. */
  findContract(id: string): Promise<StoredContract | undefined>;
  /** Throws `dataset-unknown`. */
  getContract(id: string): Promise<StoredContract>;
  /** As `executor` sees it, from the database itself: for a transaction that must know. */
  findStandingVersion(id: string, executor: Database): Promise<Omit<ContractKey, 'dataset'> | undefined>;
  /** Throws `contract-version-unknown`. */
  getContractVersion(id: string, version: string, revision: number): Promise<StoredContract>;
  /** A version's text as it was sent. Throws `contract-version-unknown`. */
  getContractText(contract: StoredContract): Promise<string>;
  /** Newest first. */
  listContractVersions(
    id: string,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly ContractVersion[]>;
  countContractVersions(id: string): Promise<number>;
  searchDatasets(query: DatasetQuery): Promise<DatasetSearchPage>;
  /** Ids of all datasets after this one, some at a time; for work on each of them. */
  listDatasets(after: string): Promise<readonly string[]>;
  /** The agency that owns each dataset, by the dataset's id. */
  listOwners(): Promise<ReadonlyMap<string, string>>;
}

export interface ReadContract {
  readonly contract: Contract;
  readonly warnings: readonly ContractProblem[];
}

export interface PutContractResult {
  readonly status: 'created' | 'updated' | 'unchanged';
  readonly contract: StoredContract;
}

export function createCatalog(deps: CatalogDeps): Catalog {
  const database = catalogTables(deps.database);
  const cache = createContractCache();
  const { changes = unheardChanges } = deps;
  const standing = createMemory<StoredContract>({ changes, topic: 'contract', most: mostStanding });
  const parsing = {
    ...(deps.inspect === undefined ? {} : { inspect: deps.inspect }),
    ...(deps.dictionary === undefined ? {} : { dictionary: deps.dictionary }),
  };

  async function findVersion(key: ContractKey): Promise<StoredContract | undefined> {
    const kept = cache.find(key);
    if (kept !== undefined) return kept;
    const contract = await findStoredContract(database, key);
    if (contract !== undefined) cache.keep(key, contract);
    return contract;
  }

  function findContract(id: string): Promise<StoredContract | undefined> {
    return standing.find(id, async () => {
      const key = await findStandingKey(database, id);
      return key && findVersion(key);
    });
  }

  async function getContract(id: string): Promise<StoredContract> {
    const contract = await findContract(id);
    if (contract === undefined) throw failCatalog('dataset-unknown', `There is no dataset ${id}`);
    return contract;
  }

  return {
    readContract: (id, text, rows) => {
      const result = parseContract(text, { id, ...parsing, ...(rows === undefined ? {} : { standing: rows }) });
      if (!result.ok) throw refuseContract(result);
      return { contract: result.contract, warnings: result.warnings };
    },
    putContract: async (contract, text, by, admit) => {
      const agencyNames = [deps.agencyName(contract.owner, 'vi'), deps.agencyName(contract.owner, 'en')];
      const input = { contract, text, by, at: deps.clock(), agencyNames };
      const { status } = await putContract(database, { ...input, ...(admit === undefined ? {} : { admit }) });
      return { status, contract: await getContract(contract.id) };
    },
    findContract,
    getContract,
    findStandingVersion: (id, executor) => findStandingKey(catalogTables(executor), id),
    getContractVersion: async (dataset, version, revision) => {
      const contract = await findVersion({ dataset, version, revision });
      if (contract === undefined) {
        throw failCatalog('contract-version-unknown', `${dataset} has no contract ${version}, revision ${revision}`);
      }
      return contract;
    },
    getContractText: async ({ id, version, revision }) => {
      const text = await findContractText(database, { dataset: id, version, revision });
      if (text === undefined)
        throw failCatalog('contract-version-unknown', `${id} has no contract ${version}, revision ${revision}`);
      return text;
    },
    listContractVersions: (id, page) => listContractVersions(database, id, page),
    countContractVersions: (id) => countContractVersions(database, id),
    searchDatasets: (query) => searchDatasets(database, query),
    listDatasets: (after) => listDatasetIds(database, after),
    listOwners: () => listOwners(database),
  };
}
