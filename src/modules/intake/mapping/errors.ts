import { errorsOf, type ErrorTable } from '#platform/errors/domain-error.ts';

export const mappingErrors = {
  'mapping-unknown': { kind: 'not-found', title: 'The dataset has no such mapping' },
  'mapping-invalid': { kind: 'unprocessable', title: 'The mapping does not fit the contract or the form' },
  'mapping-incomplete': { kind: 'unprocessable', title: 'A required field has neither a column nor a value' },
  'mapping-changed': { kind: 'precondition-failed', title: 'Another version of the mapping stands' },
  'mapping-file-unreadable': { kind: 'unprocessable', title: 'The file holds no mapping' },
  'load-not-rereadable': { kind: 'conflict', title: 'Only a failed or held load whose file is kept is read again' },
  'form-too-long': { kind: 'unavailable', title: 'To look at the form took too long' },
} as const satisfies ErrorTable;

export const failMapping = errorsOf(mappingErrors);
