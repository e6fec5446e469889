import { errorsOf, type ErrorTable } from '../errors/domain-error.ts';

export const fileErrors = {
  'data-folder-taken': { kind: 'conflict', title: 'Another server holds the data folder' },
  'data-folder-unwritable': { kind: 'unavailable', title: 'The data folder cannot be written' },
  'data-folder-newer': { kind: 'conflict', title: 'The data folder belongs to a newer version' },
} as const satisfies ErrorTable;

export const failFile = errorsOf(fileErrors);
