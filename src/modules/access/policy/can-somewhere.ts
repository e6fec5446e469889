import type { Caller } from '#api/caller.ts';
import { accessClasses } from '#api/datasets.ts';
import type { DatasetFacts } from './dataset-facts.ts';
import { can, isKnown, type Ability } from './dataset-policy.ts';

/**
 * Whether there could be a dataset with which the caller may do one of these: for what is asked before a dataset is named.
 * Derived from the policy, by asking it about every kind of dataset.
 */
export function canSomewhere(caller: Caller, ...abilities: readonly Ability[]): boolean {
  const own = isKnown(caller) && caller.agency !== null ? [caller.agency] : [];
  return [...own, 'of nobody'].some((owner) =>
    accessClasses.some((access) =>
      [null, 'unit'].some((unitField) => {
        const dataset: DatasetFacts = { id: '', owner, access, unitField, fields: [], synthetic: false };
        return abilities.some((ability) => can(caller, ability, dataset));
      }),
    ),
  );
}
