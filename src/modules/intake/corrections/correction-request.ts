import { loadFolders } from '../loads/load-folders.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { CorrectionRequest, SumsRequest } from '../worker/correction-protocol.ts';
import type { CorrectionFacts } from './correction-columns.ts';
import { takenFileOf, takenFiles, type Family } from './find-family.ts';

/** What the child process must know to read a correction. */
export function correctionRequest(
  dataFolder: string,
  of: {
    readonly corrected: Pick<LoadRow, 'id'>;
    /** The one that the corrected load was checked under. */
    readonly contract: Contract;
    readonly family: Family;
    readonly facts: CorrectionFacts;
  },
): CorrectionRequest {
  const { corrected, contract, family, facts } = of;
  return {
    ...facts,
    contract,
    base: loadFolders(dataFolder, corrected.id).outcome,
    taken: family.taken,
  };
}

export function sumsRequest(dataFolder: string, family: Family, load: Pick<LoadRow, 'id'>): SumsRequest {
  const outcomeOf = (id: string) => loadFolders(dataFolder, id).outcome;
  const own = takenFileOf(dataFolder, load.id);
  const members = [family.root, ...family.corrections, load];
  return {
    taken: [...takenFiles({ dataFolder }, family.corrections), own],
    own,
    root: outcomeOf(family.root.id),
    family: members.map(({ id }) => ({ load: id, outcome: outcomeOf(id) })),
  };
}

/** How a correction changes the dataset: its rows are added, or take the place of equal keys where the first load's did. */
export function addingMode({ mode }: Pick<LoadRow, 'mode'>): LoadRow['mode'] {
  return mode === 'upsert' ? 'upsert' : 'append';
}
