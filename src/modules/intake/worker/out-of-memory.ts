import { failReading } from '../reading/errors.ts';

/** The engine says so by its text alone. */
export function isOutOfMemory(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith('Out of Memory Error');
}

/** What is told of it to whoever sent the file. */
export function tooLarge(cause: Error): Error {
  const detail = 'The file needs more memory than it may have. Send it in parts, or have DAKLAKE_LOAD_MEMORY raised.';
  return failReading('too-large', detail, { cause });
}
