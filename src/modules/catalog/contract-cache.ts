import type { ContractKey } from './store/find-contract.ts';
import type { StoredContract } from './stored-contract.ts';

const maxContracts = 200;

/** Versions never change, so whatever is kept stays right; the longest kept goes first. */
export interface ContractCache {
  find(key: ContractKey): StoredContract | undefined;
  keep(key: ContractKey, contract: StoredContract): void;
}

export function createContractCache(): ContractCache {
  const kept = new Map<string, StoredContract>();
  const nameOf = ({ dataset, version, revision }: ContractKey) => JSON.stringify([dataset, version, revision]);
  return {
    find: (key) => kept.get(nameOf(key)),
    keep: (key, contract) => {
      kept.set(nameOf(key), contract);
      const [oldest] = kept.keys();
      if (kept.size > maxContracts && oldest !== undefined) kept.delete(oldest);
    },
  };
}
