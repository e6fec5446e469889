import type { LoadFailure } from '#api/loads.ts';
import { Localized } from '#api/localized.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { Log } from '#platform/log/log.ts';
import { isDiskFull } from '#platform/files/index.ts';
import { logOfLoad } from '../trails/log-of-load.ts';
import { failReading } from '../reading/errors.ts';
import { failLoad } from './errors.ts';
import type { LoadRow } from './load-row.ts';
import { storageFull } from './storage-full.ts';
import { WorkerGone } from './worker-process.ts';

/** Why a load failed, as its sender reads it. A fault of ours is logged whole and shown blank. */
export function describeFailure(log: Log, load: LoadRow, error: unknown): LoadFailure {
  const failure = isDiskFull(error) ? storageFull(error) : error instanceof DomainError ? error : faultOf(error);
  if (failure !== error) logOfLoad(log, load).error({ error }, 'load failed');
  const message = Localized.safeParse(failure.members['message']);
  return {
    code: failure.code,
    title: failure.title,
    detail: failure.message,
    ...(message.success ? { message: message.data } : {}),
  };
}

function faultOf(error: unknown): DomainError {
  if (error instanceof WorkerGone && error.starved) {
    return failReading('too-large', 'The file needs more memory than a load may take.');
  }
  return error instanceof WorkerGone
    ? failLoad('load-fault', 'The process that worked on the load ended; send the file again, or a smaller one.')
    : failLoad('load-fault', 'Something went wrong on our side. The file is kept; the fault is in the log.');
}
