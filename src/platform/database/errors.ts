import { errorsOf, type ErrorTable } from '../errors/domain-error.ts';

export const databaseErrors = {
  'database-unavailable': { kind: 'unavailable', title: 'The database cannot be reached just now' },
  'database-foreign': { kind: 'conflict', title: 'The database is not the one of the data folder' },
  'database-taken': { kind: 'conflict', title: 'Another server works on the database' },
  'storage-full': { kind: 'unavailable', title: 'There is no room left on the disk of the database' },
  'database-newer': { kind: 'conflict', title: 'The database belongs to a newer version' },
  'database-older': { kind: 'conflict', title: 'The database belongs to an older version' },
} as const satisfies ErrorTable;

export const failDatabase = errorsOf(databaseErrors);
