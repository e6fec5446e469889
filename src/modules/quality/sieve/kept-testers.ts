import type { Contract } from '#modules/catalog/index.ts';
import type { SiftedTable } from '#platform/tables/row-sieve.ts';
import type { SievePlan } from './plan-sieve.ts';
import type { RowTester } from './sift-rows.ts';

interface Kept {
  readonly plan: SievePlan;
  readonly tester: RowTester;
}

interface KeptAs {
  readonly receivedOn: string;
  readonly keepRows: boolean;
}

/**
 * What tells faultless rows under a contract: to make it costs more than to use it on a small file, and the next file is often
 * one of the same kind. Each is with one table at a time. Code lists are taken to be the same all the time.
 */
export interface KeptTesters {
  take(contract: Contract, table: Pick<SiftedTable, 'columns' | 'delimiter'>, as: KeptAs): Kept | undefined;
  give(contract: Contract, table: Pick<SiftedTable, 'columns' | 'delimiter'>, as: KeptAs, kept: Kept): void;
}

/** Of wide tables they take megabytes. */
const mostFields = 40;

export function createKeptTesters(most = 8): KeptTesters {
  const kept = new Map<string, Kept>();
  const keyOf = (
    contract: Contract,
    { columns, delimiter }: Pick<SiftedTable, 'columns' | 'delimiter'>,
    { receivedOn, keepRows }: KeptAs,
  ): string => JSON.stringify([receivedOn, keepRows, delimiter, columns, contract]);
  return {
    take(contract, table, as) {
      const key = keyOf(contract, table, as);
      const found = kept.get(key);
      kept.delete(key);
      return found;
    },
    give(contract, table, as, one) {
      if (contract.fields.length > mostFields) return;
      kept.set(keyOf(contract, table, as), one);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}
