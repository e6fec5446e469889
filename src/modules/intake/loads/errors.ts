import { errorsOf, type ErrorTable } from '#platform/errors/domain-error.ts';

export const loadErrors = {
  'load-unknown': { kind: 'not-found', title: 'There is no such load, or you may not see it' },
  'receipt-unknown': { kind: 'not-found', title: 'No receipt bears this code' },
  'load-forbidden': { kind: 'forbidden', title: 'You may not send data to this dataset' },
  'load-not-held': { kind: 'conflict', title: 'Only a held load waits for a decision' },
  'load-outdated': { kind: 'conflict', title: 'Newer data stand in the place of the held load' },
  'load-unchecked': { kind: 'conflict', title: 'The load was not checked, so that there is nothing of it to show' },
  'load-rejects-removed': {
    kind: 'gone',
    title: 'What the check of the load left was removed as its contract declares',
  },
  'load-at-rest': { kind: 'conflict', title: 'The load has ended already' },
  'mode-unknown': { kind: 'invalid', title: 'There is no such mode' },
  'mode-needs-key': { kind: 'invalid', title: 'The mode needs a key that the dataset does not have' },
  'file-missing': { kind: 'invalid', title: 'The request carries no file' },
  'file-second': { kind: 'invalid', title: 'The request carries more than one file' },
  'upload-cut': { kind: 'invalid', title: 'The upload ended before the file was whole' },
  'storage-full': { kind: 'unavailable', title: 'There is no room left to keep the file' },
  'load-not-published': { kind: 'conflict', title: 'Only rows of a published load can be corrected' },
  'dataset-moved-on': { kind: 'conflict', title: 'Something newer stands where the corrected rows would go' },
  'correction-invalid': { kind: 'unprocessable', title: 'The correction is not of a known shape' },
  'correction-unplaced': { kind: 'unprocessable', title: 'The mended rows do not say which rows they are' },
  'correction-headings': { kind: 'unprocessable', title: 'The mended file has other columns than the source' },
  'correction-field-unknown': { kind: 'unprocessable', title: 'The source has no such column' },
  'correction-row-unknown': { kind: 'unprocessable', title: 'A row was neither rejected nor a duplicate' },
  'correction-row-twice': { kind: 'unprocessable', title: 'A row is in the correction twice' },
  'suggestion-unknown': { kind: 'unprocessable', title: 'There is no such suggestion for any row' },
  'deliveries-none': { kind: 'not-found', title: 'The dataset is not filled by communes' },
  'period-unknown': { kind: 'invalid', title: 'The dataset has no such period' },
  'intake-busy': { kind: 'unavailable', title: 'Too many files are being looked at just now' },
  'dataset-busy': { kind: 'conflict', title: 'A load of the dataset is under way' },
  'snapshot-current': { kind: 'conflict', title: 'This state is the current one already' },
  interrupted: { kind: 'unavailable', title: 'The load was interrupted again and again' },
  'load-fault': { kind: 'unavailable', title: 'The load failed through a fault of the platform' },
} as const satisfies ErrorTable;

export const failLoad = errorsOf(loadErrors);
