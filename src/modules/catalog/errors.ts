import { errorsOf, type ErrorTable } from '#platform/errors/domain-error.ts';

export const catalogErrors = {
  'dataset-unknown': { kind: 'not-found', title: 'There is no such dataset' },
  'dataset-taken': { kind: 'conflict', title: 'There is a dataset of that identifier already' },
  'contract-version-unknown': { kind: 'not-found', title: 'The dataset has no such version of its contract' },
  'contract-unreadable': { kind: 'invalid', title: 'The contract cannot be read' },
  'contract-invalid': { kind: 'unprocessable', title: 'The contract breaks the rules for contracts' },
  'contract-changed': {
    kind: 'precondition-failed',
    title: 'Another contract stands than the one that was to be replaced',
  },
} as const satisfies ErrorTable;

export const failCatalog = errorsOf(catalogErrors);

/** Also for a dataset that is hidden from the caller: the two must not be told apart. */
export function unknownDataset(id: string) {
  return failCatalog('dataset-unknown', `There is no dataset ${id}`);
}
