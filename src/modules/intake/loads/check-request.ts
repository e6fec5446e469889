import { join } from 'node:path';
import { datasetSchemaOf, type Contract } from '#modules/catalog/index.ts';
import { storedRowsOf, type Snapshot } from '#modules/warehouse/index.ts';
import { createMappingStore } from '../mapping/mapping-store.ts';
import type { FileToCheck, SharedCheck } from '../worker/worker-protocol.ts';
import { deliveryOnTime } from './delivery-on-time.ts';
import { fillableUnit } from './fillable-unit.ts';
import { landedFile, loadFolders } from './load-folders.ts';
import type { LoadRow } from './load-row.ts';
import { resolveReferences } from './resolve-references.ts';
import type { RunLoadDeps } from './run.ts';

/** What loads of a dataset are checked by, but for where and with how much memory; they were given the same mapping. */
export async function sharedCheck(
  deps: RunLoadDeps,
  { mode, mapping_given: given }: Pick<LoadRow, 'mode' | 'mapping_given'>,
  { contract, current }: { readonly contract: Contract; readonly current: Snapshot | undefined },
): Promise<Omit<SharedCheck, 'staging' | 'memoryLimit'>> {
  const snapshotsFolder = join(deps.dataFolder, 'snapshots');
  const references = await resolveReferences({ ...deps, snapshotsFolder }, contract);
  const mappings = await createMappingStore(deps).listKnown(contract.id, given);
  return {
    contract,
    packs: deps.packs,
    mode,
    ...(mappings.length === 0 ? {} : { mappings }),
    references,
    current: current === undefined ? null : storedRowsOf(current, snapshotsFolder),
    schema: datasetSchemaOf(contract),
  };
}

/** `before`: when the delivery before this one came. */
export function fileToCheck(
  load: LoadRow,
  of: {
    readonly dataFolder: string;
    readonly contract: Contract;
    readonly before: Date | undefined;
    readonly outcome: string;
  },
): FileToCheck {
  const unit = fillableUnit(load, of.contract);
  return {
    file: landedFile(loadFolders(of.dataFolder, load.id)),
    fileName: load.file_name,
    ...(load.sheet === null ? {} : { sheet: load.sheet }),
    ...(load.long_form === null ? {} : { longForm: load.long_form }),
    ...(load.encoding === null ? {} : { encoding: load.encoding }),
    receivedOn: load.received_on,
    ...(unit === undefined ? {} : { unit }),
    onTime: deliveryOnTime(of.contract.freshness, of.before, load.created_at),
    outcome: of.outcome,
  };
}
