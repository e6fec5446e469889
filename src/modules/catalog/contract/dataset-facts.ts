import type { DatasetFacts } from '#modules/access/index.ts';
import type { Contract } from './contract.ts';

/** What decisions on who may do what need to know of a dataset. */
export function datasetFactsOf(contract: Contract): DatasetFacts {
  return {
    id: contract.id,
    owner: contract.owner,
    access: contract.access,
    unitField: contract.unitField ?? null,
    fields: contract.fields.map(({ name, personal, mask }) => ({
      name,
      personal,
      ...(mask === undefined ? {} : { mask }),
    })),
    synthetic: contract.synthetic,
  };
}
