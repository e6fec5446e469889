import { isDeepStrictEqual } from 'node:util';
import type { Caller, KnownCaller } from '#api/caller.ts';
import { FormMapping, type FormLook, type MappingView } from '#api/mappings.ts';
import { demandRight } from '#modules/access/index.ts';
import type { Catalog } from '#modules/catalog/index.ts';
import type { Log } from '#platform/log/log.ts';
import { getSeenDataset, getSeenLoad, type SeenLoad } from '../http/authorize-load.ts';
import type { Loads } from '../loads/create-loads.ts';
import { failMapping } from './errors.ts';
import type { FormLooks } from './form-looks.ts';
import { formFingerprint } from './form-fingerprint.ts';
import { judgeMapping } from './judge-mapping.ts';
import type { MappingStore } from './mapping-store.ts';

export interface MappingsDeps {
  readonly catalog: Pick<Catalog, 'findContract' | 'getContract' | 'getContractVersion'>;
  readonly loads: Pick<Loads, 'find' | 'readAgain'>;
  readonly mappings: MappingStore;
  readonly lookAt: FormLooks;
  readonly log: Log;
}

export interface PutMapping {
  readonly mapping: FormMapping;
  readonly note: string | null;
  /** Must be that of the headings where it is given. */
  readonly fingerprint?: string;
  /** Throws where another version stands than the one that was meant to be replaced. */
  readonly demandStanding?: (standing: MappingView | undefined) => void;
}

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Whoever may send to the dataset, or see what is sent, sees how its forms are read. */
export async function listMappings(deps: MappingsDeps, caller: Caller, dataset: string, page: Page) {
  await demandSight(deps, caller, dataset);
  const { items, total } = await deps.mappings.list(dataset, page);
  return { items: items.map(({ view }) => view), total };
}

export async function listMappingVersions(
  deps: MappingsDeps,
  caller: Caller,
  of: Page & { readonly dataset: string; readonly fingerprint: string },
) {
  await demandSight(deps, caller, of.dataset);
  const { items, total } = await deps.mappings.listVersions(of.dataset, of.fingerprint, of);
  return { items: items.map(({ view }) => view), total };
}

/** Without a version the one that stands. Throws `mapping-unknown`. */
export async function getMapping(
  deps: MappingsDeps,
  caller: Caller,
  of: { readonly dataset: string; readonly fingerprint: string; readonly version?: number | undefined },
): Promise<MappingView> {
  await demandSight(deps, caller, of.dataset);
  const found = await deps.mappings.find(of.dataset, of.fingerprint, of.version);
  if (found === undefined) throw unknown(of.fingerprint);
  return found.view;
}

/** From now on every load of the form is read by it. Whoever may change the contract may say so. */
export async function putMapping(
  deps: MappingsDeps,
  caller: Caller,
  dataset: string,
  put: PutMapping,
): Promise<{ readonly view: MappingView; readonly created: boolean }> {
  const { contract, decision } = await getSeenDataset(deps, caller, dataset);
  demandRight(caller, decision.putContract, 'write-contract');
  judgeMapping(contract, put.mapping);
  return save(deps, known(caller), { ...put, dataset: contract.id, load: null, proposed: false });
}

/** How the file of a load looks, and what its columns are taken for. Throws `load-not-rereadable` where it is not kept. */
export async function lookAtForm(
  deps: MappingsDeps,
  caller: Caller,
  of: {
    readonly load: string;
    readonly table?: number | undefined;
    /** Its crosstabs as long tables, or not; undefined: as the load is read. */
    readonly longForm?: boolean | undefined;
  },
): Promise<FormLook> {
  const seen = await demandMapper(deps, caller, of.load);
  const contract = await deps.catalog.getContract(seen.load.dataset);
  return deps.lookAt({
    load: of.longForm === undefined ? seen.load : { ...seen.load, long_form: of.longForm },
    contract,
    mappings: await deps.mappings.listKnown(contract.id, seen.load.mapping_given),
    table: of.table,
    masked: Object.values(seen.rights.fields).some((visibility) => visibility !== 'visible'),
  });
}

/** What whoever is at a load may do about its mapping. */
export async function mappingAbilities(deps: MappingsDeps, caller: Caller, load: string) {
  const { decision, load: row } = await demandMapper(deps, caller, load);
  return { save: decision.putContract, readAgain: isRereadable(row) };
}

/**
 * Reads a load's file again by this mapping. Whoever may change the contract saves it for every load of the form; anybody
 * else who may send it uses it for this load, and it is kept as a proposal.
 */
export async function applyMapping(
  deps: MappingsDeps,
  caller: Caller,
  id: string,
  put: PutMapping,
): Promise<{ readonly view: MappingView; readonly readAgain: boolean }> {
  const { load, decision } = await demandMapper(deps, caller, id);
  const contract = await deps.catalog.getContract(load.dataset);
  judgeMapping(contract, put.mapping);
  const proposed = !decision.putContract;
  const rereadable = isRereadable(load);
  if (proposed && !rereadable) throw notRereadable(id);
  const { view, row } = await save(deps, known(caller), { ...put, dataset: contract.id, load: id, proposed });
  if (rereadable) {
    // A form that was looked at in the other form than the load was to be read in is mapped in that one.
    const longForm =
      load.long_form === null || load.long_form === put.mapping.longForm ? undefined : put.mapping.longForm;
    await deps.loads.readAgain(id, { contract, mapping: proposed ? row : null, longForm });
  }
  return { view, readAgain: rereadable };
}

async function save(
  { mappings, log }: MappingsDeps,
  by: KnownCaller,
  put: PutMapping & { readonly dataset: string; readonly load: string | null; readonly proposed: boolean },
): Promise<{ readonly view: MappingView; readonly row: number; readonly created: boolean }> {
  const { dataset, mapping, note, load, proposed } = put;
  const fingerprint = formFingerprint(mapping.columns.map(({ heading }) => heading));
  if (put.fingerprint !== undefined && put.fingerprint !== fingerprint) {
    throw failMapping('mapping-invalid', `These headings are of the form ${fingerprint}.`, {
      members: {
        message: {
          vi: 'Các tiêu đề cột không phải của biểu mẫu này.',
          en: 'These headings are those of another form.',
        },
      },
    });
  }
  const standing = await mappings.find(dataset, fingerprint);
  if (standing !== undefined && isDeepStrictEqual(FormMapping.parse(standing.view), mapping)) {
    put.demandStanding?.(standing.view);
    return { view: standing.view, row: standing.id, created: false };
  }
  const { id, view } = await mappings.add(
    { dataset, fingerprint, mapping, note, load, by, proposed },
    put.demandStanding,
  );
  log.info({ dataset, fingerprint, version: view.version, proposed, load, by: by.id }, 'mapping saved');
  return { view, row: id, created: standing === undefined };
}

async function demandSight(deps: MappingsDeps, caller: Caller, dataset: string): Promise<void> {
  const { decision } = await getSeenDataset(deps, caller, dataset);
  demandRight(caller, decision.load !== false || decision.seeLoads !== 'none', 'see-loads');
}

/** The load, where its caller may send such ones and the file is kept. */
async function demandMapper(deps: MappingsDeps, caller: Caller, id: string): Promise<SeenLoad> {
  const seen = await getSeenLoad({ ...deps, findLoad: deps.loads.find }, caller, id);
  demandRight(caller, seen.decision.load !== false, 'fill-dataset');
  if (seen.load.landing_removed_at !== null || seen.load.corrects !== null) throw notRereadable(id);
  return seen;
}

function isRereadable({ state, landing_removed_at: removed, corrects }: SeenLoad['load']): boolean {
  return (state === 'failed' || state === 'held') && removed === null && corrects === null;
}

function known(caller: Caller): KnownCaller {
  if (caller.kind === 'anonymous') throw new Error('Nobody has rights without signing in');
  return caller;
}

function unknown(fingerprint: string): Error {
  return failMapping('mapping-unknown', `There is no mapping of the form ${fingerprint}.`);
}

function notRereadable(id: string): Error {
  return failMapping('load-not-rereadable', `The load ${id} is not read again.`);
}
