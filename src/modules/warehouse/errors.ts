import { errorsOf, type ErrorTable } from '#platform/errors/domain-error.ts';

export const warehouseErrors = {
  'snapshot-unknown': { kind: 'not-found', title: 'The dataset has no such snapshot' },
  'snapshot-removed': { kind: 'gone', title: 'The snapshot was removed as its contract declares' },
  'snapshot-superseded': { kind: 'conflict', title: 'Another snapshot was published in the meantime' },
  'snapshot-damaged': { kind: 'conflict', title: 'The files of the snapshot are not those that were published' },
  'snapshot-unreadable': { kind: 'unavailable', title: 'The files of the snapshot cannot be read' },
  'snapshot-incompatible': {
    kind: 'unprocessable',
    title: 'Values of the current snapshot do not fit the type that the contract now declares',
  },
  'snapshot-key-doubled': { kind: 'unprocessable', title: 'A key would stand twice in the snapshot' },
  'snapshot-key-missing': { kind: 'unprocessable', title: 'An upsert needs a key' },
  'query-invalid': { kind: 'invalid', title: 'The query cannot be read' },
  'query-too-complex': { kind: 'invalid', title: 'The query is too deep or too long' },
  'field-unknown': { kind: 'invalid', title: 'The dataset has no such field' },
  'value-invalid': { kind: 'invalid', title: 'The value does not fit the type of the field' },
  'field-masked': { kind: 'forbidden', title: 'The field is masked for you' },
  'cursor-invalid': { kind: 'invalid', title: 'The cursor does not belong to this query' },
  'range-not-satisfiable': { kind: 'range-not-satisfiable', title: 'The range lies past the last record' },
  'not-one-record': { kind: 'not-acceptable', title: 'One record was asked for, and there is not exactly one' },
  'media-type-not-offered': { kind: 'not-acceptable', title: 'Records are not offered in this media type' },
  'query-too-long': { kind: 'unavailable', title: 'The query took too long and was stopped' },
  'query-too-large': { kind: 'unprocessable', title: 'The query needs more memory than it may have' },
  'sum-too-large': { kind: 'unprocessable', title: 'The sum has more digits than can be held' },
  'engine-busy': { kind: 'unavailable', title: 'Too many queries are waiting' },
  'export-storage-full': { kind: 'unavailable', title: 'There is no room left to make the file' },
  'format-unknown': { kind: 'invalid', title: 'There is no such download format' },
  'format-not-offered': { kind: 'invalid', title: 'The dataset cannot be downloaded in this format' },
} as const satisfies ErrorTable;

export const fail = errorsOf(warehouseErrors);
