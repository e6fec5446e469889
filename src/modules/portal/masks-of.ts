import type { Mask } from '#api/rights.ts';
import { decideDataset } from '#modules/access/index.ts';
import { datasetFactsOf, type Contract } from '#modules/catalog/index.ts';

/** How the fields of a dataset show to whoever may see none of them as they are; the others show to everybody. */
export function masksOf(contract: Contract): Readonly<Record<string, Mask>> {
  const { rights } = decideDataset({ kind: 'anonymous' }, datasetFactsOf(contract));
  return Object.fromEntries(
    Object.entries(rights.fields).flatMap(([field, shows]) => (shows === 'visible' ? [] : [[field, shows]])),
  );
}
