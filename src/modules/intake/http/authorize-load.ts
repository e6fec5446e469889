import type { Caller, KnownCaller } from '#api/caller.ts';
import type { Rights } from '#api/rights.ts';
import { decideDataset, demandRight, demandShown, type DatasetDecision } from '#modules/access/index.ts';
import { datasetFactsOf, unknownDataset, type Catalog, type Contract } from '#modules/catalog/index.ts';
import { failLoad } from '../loads/errors.ts';
import type { LoadRow } from '../loads/load-store.ts';

export interface AuthorizeDeps {
  readonly catalog: Pick<Catalog, 'findContract'>;
}

/** Passes where the caller may fill the dataset; a dataset that he may not see does not exist for him. */
export async function authorizeSending(deps: AuthorizeDeps, caller: Caller, dataset: string): Promise<KnownCaller> {
  const { decision } = await getSeenDataset(deps, caller, dataset);
  demandRight(caller, decision.load !== false, 'fill-dataset');
  if (caller.kind === 'anonymous') throw new Error('Nobody has rights without signing in');
  return caller;
}

/** The dataset, where the caller may see its page. */
export async function getSeenDataset(
  deps: AuthorizeDeps,
  caller: Caller,
  dataset: string,
): Promise<{ readonly contract: Contract; readonly decision: DatasetDecision }> {
  const contract = await deps.catalog.findContract(dataset);
  if (contract === undefined) throw unknownDataset(dataset);
  const decision = decideDataset(caller, datasetFactsOf(contract));
  demandShown(decision.page, () => unknownDataset(dataset));
  return { contract, decision };
}

export interface SeenLoad {
  readonly load: LoadRow;
  readonly contract: Contract;
  readonly decision: DatasetDecision;
  /** Whether the caller sent it himself. */
  readonly own: boolean;
  /** How its rows' values show to the caller. */
  readonly rights: Rights;
}

/** The load, where the caller may see it; otherwise it is as if there were none. */
export async function getSeenLoad(
  deps: AuthorizeDeps & { readonly findLoad: (id: string) => Promise<LoadRow | undefined> },
  caller: Caller,
  id: string,
): Promise<SeenLoad> {
  const load = isUuid(id) ? await deps.findLoad(id) : undefined;
  const contract = load === undefined ? undefined : await deps.catalog.findContract(load.dataset);
  if (load === undefined || contract === undefined) throw unknownLoad(id);
  const decision = decideDataset(caller, datasetFactsOf(contract));
  const own = caller.kind !== 'anonymous' && caller.id === load.sender.id;
  if (decision.seeLoads === 'none' || (decision.seeLoads === 'own' && !own)) throw unknownLoad(id);
  return { load, contract, decision, own, rights: rightsToLoad(decision, own) };
}

export function demandDecision(caller: Caller, { decision }: SeenLoad): void {
  demandRight(caller, decision.decideLoads, 'decide-loads');
}

/** Whoever sent a load may end it, and whoever may decide on held ones. */
export function demandCancellation(caller: Caller, { decision, own }: SeenLoad): void {
  demandRight(caller, own || decision.decideLoads, 'decide-loads');
}

/**
 * A commune's officer sees his own delivery as he sent it. He could only have typed what is in it, and a rejected row may
 * lack the very field that names the commune.
 */
function rightsToLoad(decision: DatasetDecision, own: boolean): Rights {
  return own && decision.rights.unmaskedRows !== undefined ? { fields: {} } : decision.rights;
}

function unknownLoad(id: string): Error {
  return failLoad('load-unknown', `There is no load ${id}.`);
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
