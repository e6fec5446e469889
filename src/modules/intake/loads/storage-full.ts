import type { DomainError } from '#platform/errors/domain-error.ts';
import { failLoad } from './errors.ts';

export function storageFull(cause: unknown): DomainError {
  return failLoad('storage-full', 'The disk of the data folder is full; free some room and send the file again.', {
    cause,
  });
}
