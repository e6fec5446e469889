import type { Caller } from '#api/caller.ts';
import type { Permission } from '#api/permissions.ts';
import type { FieldVisibility, Rights } from '#api/rights.ts';
import type { DatasetFacts } from './dataset-facts.ts';
import { can, isKnown } from './dataset-policy.ts';

/**
 * `hidden`: as if the dataset did not exist (404); `sign-in`: who signs in may be allowed (401); otherwise the right that
 * a known caller lacks (403).
 */
export type Verdict = 'shown' | 'hidden' | { readonly missing: 'sign-in' | Permission };

/** All that a caller may do with one dataset, decided at once. */
export interface DatasetDecision {
  /** Page, contract, score, snapshots. */
  readonly page: Verdict;
  /** Records, query, downloads. */
  readonly rows: Verdict;
  /** How the rows show; of use only where `rows` is `shown`. */
  readonly rights: Rights;
  /** true: rows of any unit; with a unit: only those of that one. */
  readonly load: boolean | { readonly unit: string };
  readonly seeLoads: 'all' | 'own' | 'none';
  /** Publish or cancel a held load, cancel one under way, restore a snapshot. */
  readonly decideLoads: boolean;
  /** Asked of the contract that is put and of the one that stands: both must allow it. */
  readonly putContract: boolean;
}

export function decideDataset(caller: Caller, dataset: DatasetFacts): DatasetDecision {
  const ownUnit = isKnown(caller) && can(caller, 'fill-own-unit', dataset) ? caller.unit : null;
  return {
    page: can(caller, 'see-page', dataset) ? 'shown' : refusal(caller, dataset),
    rows: can(caller, 'read-rows', dataset) ? 'shown' : refusal(caller, dataset),
    rights: rightsOf(caller, dataset),
    load: can(caller, 'fill', dataset) || (ownUnit === null ? false : { unit: ownUnit }),
    seeLoads: can(caller, 'see-loads', dataset) ? 'all' : can(caller, 'see-own-loads', dataset) ? 'own' : 'none',
    decideLoads: can(caller, 'decide-loads', dataset),
    putContract: can(caller, 'write-contract', dataset),
  };
}

function refusal(caller: Caller, dataset: DatasetFacts): Verdict {
  if (isKnown(caller)) return { missing: dataset.access === 'private' ? 'read-private' : 'read-shared' };
  return dataset.access === 'private' ? 'hidden' : { missing: 'sign-in' };
}

function rightsOf(caller: Caller, dataset: DatasetFacts): Rights {
  if (can(caller, 'read-raw', dataset)) return { fields: {} };
  const masked = dataset.fields.filter((field) => field.personal !== 'none' || field.mask !== undefined);
  const fields: Record<string, FieldVisibility> = {};
  for (const { name, mask } of masked) fields[name] = mask ?? 'hide';
  const { unitField } = dataset;
  const unit = isKnown(caller) && can(caller, 'read-raw-of-own-unit', dataset) ? caller.unit : null;
  if (unit === null || unitField === null || masked.length === 0) return { fields };
  return { fields, unmaskedRows: { field: unitField, value: unit } };
}
