import pg from 'pg';
import { DomainError } from '../errors/domain-error.ts';
import { failDatabase } from './errors.ts';

/** Of PostgreSQL: it ends, crashed or starts; a connection failed; it has no connection left. */
const serverCodes = /^(?:57P0[1-5]|08...|53300)$/;

/** Of the system. */
const socketCodes: readonly unknown[] = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'];

/** Of the driver, which has no codes. */
const driverWords =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (?:has encountered a connection error|was closed))/;

/** Whether an error says that the database cannot be reached just now, not that it refused what it was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DomainError) return error.code === 'database-unavailable';
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof pg.DatabaseError) return serverCodes.test(code ?? '');
  // A Unix socket that is not there yet.
  if (code === 'ENOENT') return syscall === 'connect';
  return socketCodes.includes(code) || driverWords.test(error.message);
}

const diskFull = '53100';

/** What the driver threw, as `database-unavailable` or `storage-full` where it means that; else as it is. */
export function sayAway(error: unknown): unknown {
  if (error instanceof pg.DatabaseError && error.code === diskFull) {
    return failDatabase('storage-full', 'The disk of the database is full; free some room and ask again.', {
      cause: error,
    });
  }
  if (!isDatabaseAway(error)) return error;
  return failDatabase('database-unavailable', 'Nothing that was acknowledged is lost; ask again in a moment.', {
    cause: error,
  });
}
