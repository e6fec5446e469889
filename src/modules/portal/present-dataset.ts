import type { DatasetItem, SnapshotItem } from '#api/datasets.ts';
import type { Language } from '#api/localized.ts';
import type { Score } from '#api/quality.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { SnapshotSummary } from '#modules/warehouse/index.ts';
import { vietnamTime } from '#platform/clock/clock.ts';

export interface DatasetState {
  readonly contract: Contract;
  readonly current: SnapshotSummary | undefined;
  readonly score: Score | null;
}

export function presentDataset(directory: Directory, state: DatasetState, language: Language): DatasetItem {
  const { contract, current, score } = state;
  return {
    id: contract.id,
    title: contract.title[language],
    description: contract.description[language],
    owner: { code: contract.owner, name: directory.agencyName(contract.owner, language) },
    access: contract.access,
    theme: contract.theme ?? null,
    rows: current?.rows ?? null,
    updatedAt: current === undefined ? null : vietnamTime(current.createdAt),
    score: score === null ? null : { overall: score.overall, band: score.band },
    synthetic: contract.synthetic,
  };
}

export function presentSnapshot(snapshot: SnapshotSummary): SnapshotItem {
  const { id, createdAt, rows, added, changed, removed, loads, current, note, restores } = snapshot;
  return {
    id,
    createdAt: vietnamTime(createdAt),
    rows,
    added,
    changed,
    removed,
    loads: [...loads],
    current,
    note,
    restores,
  };
}
