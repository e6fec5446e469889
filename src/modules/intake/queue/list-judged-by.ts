import type { Database } from '#platform/database/database.ts';
import type { Contract } from '#modules/catalog/index.ts';
import { mostLoads } from '../gathering/may-gather.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { LoadStore } from '../loads/load-store.ts';
import { listDue } from './due-loads.ts';

/** The first due loads of the contract's dataset: those alone are moved to it, however many wait behind them. */
export async function listJudgedBy(
  { database, store }: { readonly database: Database; readonly store: Pick<LoadStore, 'moveToContract'> },
  contract: Pick<Contract, 'id' | 'version'> & { readonly revision: number },
): Promise<readonly LoadRow[]> {
  const isOther = ({ contract_version: version, contract_revision: revision }: LoadRow) =>
    version !== contract.version || revision !== contract.revision;
  const due = await listDue(database, contract.id, mostLoads);
  const others = due.filter(isOther);
  if (others.length === 0) return due;
  await store.moveToContract(
    others.map(({ id }) => id),
    contract,
  );
  const moved = await listDue(database, contract.id, mostLoads);
  // One that became due meanwhile may have come under another contract still: its turn is the next.
  const end = moved.findIndex(isOther);
  return end < 0 ? moved : moved.slice(0, end);
}
