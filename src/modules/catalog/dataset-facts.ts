import type { DatasetFacts } from '#modules/access/index.ts';
import type { Contract } from './contract/contract.ts';

/** What `access` needs to know of a dataset in order to decide. */
export function datasetFactsOf(contract: Contract): DatasetFacts {
  return {
    id: contract.id,
    owner: contract.owner,
    access: contract.access,
    unitField: contract.unitField ?? null,
    synthetic: contract.synthetic,
    fields: contract.fields.map(({ name, personal, mask }) => ({
      name,
      personal,
      ...(mask === undefined ? {} : { mask }),
    })),
  };
}
