import type { Caller, KnownCaller } from '#api/caller.ts';
import type { Rights } from '#api/rights.ts';
import { decideDataset, demandRight, demandShown, type DatasetDecision } from '#modules/access/index.ts';
import { datasetFactsOf, unknownDataset, type Catalog, type Contract } from '#modules/catalog/index.ts';
import { failLoad } from '../loads/errors.ts';
import type { LoadRow } from '../loads/load-row.ts';

export interface AuthorizeDeps {
  readonly catalog: Pick<Catalog, 'findContract' | 'getContractVersion'>;
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
  /** The one that the load was checked under; today's may call its fields otherwise. */
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
  const standing = load === undefined ? undefined : await deps.catalog.findContract(load.dataset);
  if (load === undefined || standing === undefined) throw unknownLoad(id);
  const decision = decideDataset(caller, datasetFactsOf(standing));
  const own = caller.kind !== 'anonymous' && caller.id === load.sender.id;
  if (decision.seeLoads === 'none' || (decision.seeLoads === 'own' && !own)) throw unknownLoad(id);
  const contract = await deps.catalog.getContractVersion(load.dataset, load.contract_version, load.contract_revision);
  return { load, contract, decision, own, rights: rightsToLoad({ caller, decision, contract, own }) };
}

export function demandDecision(caller: Caller, { decision }: SeenLoad): void {
  demandRight(caller, decision.decideLoads, 'decide-loads');
}

/** Whoever sent a load may end it, and whoever may decide on held ones. */
export function demandCancellation(caller: Caller, { decision, own }: SeenLoad): void {
  demandRight(caller, own || decision.decideLoads, 'decide-loads');
}

/**
 * A field is masked if the contract of the load's day or today's masks it. A commune's officer sees his own delivery as he
 * sent it: he could only have typed what is in it, and a rejected row may lack the very field that names the commune.
 */
function rightsToLoad(of: {
  readonly caller: Caller;
  readonly decision: DatasetDecision;
  readonly contract: Contract;
  readonly own: boolean;
}): Rights {
  const { rights } = of.decision;
  if (of.own && rights.unmaskedRows !== undefined) return { fields: {} };
  const then = decideDataset(of.caller, datasetFactsOf(of.contract)).rights;
  return { fields: { ...then.fields, ...rights.fields } };
}

function unknownLoad(id: string): Error {
  return failLoad('load-unknown', `There is no load ${id}.`);
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
