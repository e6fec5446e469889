import { Localized } from '#api/localized.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { isUnreadable, snapshotUnreadable } from '#modules/warehouse/offline.ts';
import { isDiskFull } from '#platform/files/index.ts';
import { storageFull } from '../loads/storage-full.ts';
import { isOutOfMemory, tooLarge } from './out-of-memory.ts';
import type { WorkerFailure } from './worker-protocol.ts';

/** What a child process says of what went wrong, for `engageWorker` to throw. */
export function failureOf(thrown: unknown): WorkerFailure {
  const error = isDiskFull(thrown)
    ? storageFull(thrown)
    : isOutOfMemory(thrown)
      ? tooLarge(thrown)
      : asUnreadable(thrown);
  if (error instanceof DomainError) {
    const message = Localized.safeParse(error.members['message']);
    return {
      kind: 'failure',
      code: error.code,
      errorKind: error.kind,
      title: error.title,
      detail: error.message,
      ...(message.success ? { message: message.data } : {}),
    };
  }
  return { kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** Only of snapshots: a file that was sent is judged by its reader. */
function asUnreadable(thrown: unknown): unknown {
  return isUnreadable(thrown) && String(thrown).includes('/snapshots/') ? snapshotUnreadable(thrown) : thrown;
}
