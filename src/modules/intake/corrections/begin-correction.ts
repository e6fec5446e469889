import type { Catalog } from '#modules/catalog/index.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { CorrectionRequest } from '../worker/correction-protocol.ts';
import { correctionRequest } from './correction-request.ts';
import { demandStanding } from './demand-standing.ts';
import { findFamily, type Family, type FamilyDeps } from './find-family.ts';

export interface CorrectionDeps extends FamilyDeps {
  readonly catalog: Pick<Catalog, 'getContractVersion'>;
}

export interface BegunCorrection {
  readonly family: Family;
  readonly request: CorrectionRequest;
}

/**
 * What a correction's run works with; undefined for any other load. Throws where its load no longer stands, or, once the
 * partitions of its accepted rows are known, where something newer stands in them.
 */
export async function beginCorrection(
  deps: CorrectionDeps,
  load: LoadRow,
  partitions?: readonly string[] | null,
): Promise<BegunCorrection | undefined> {
  if (load.corrects === null || load.correction === null) return undefined;
  const corrected = await deps.store.find(load.corrects);
  if (corrected === undefined) throw new Error(`${load.id} corrects ${load.corrects}, which there is not`);
  const family = await findFamily(deps, corrected);
  demandStanding(family, partitions);
  const { dataset, contract_version: version, contract_revision: revision } = corrected;
  const contract = await deps.catalog.getContractVersion(dataset, version, revision);
  const request = correctionRequest(deps.dataFolder, { corrected, contract, family, facts: load.correction });
  return { family, request };
}
