import { errorsOf, type ErrorTable } from '../errors/domain-error.ts';

export const databaseErrors = {
  'database-newer': { kind: 'conflict', title: 'The database belongs to a newer version' },
  'database-older': { kind: 'conflict', title: 'The database belongs to an older version' },
} as const satisfies ErrorTable;

export const failDatabase = errorsOf(databaseErrors);
