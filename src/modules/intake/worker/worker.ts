import { flushCompileCache } from 'node:module';
import { Localized } from '#api/localized.ts';
import type { Progress } from '#api/loads.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { isUnreadable, snapshotUnreadable } from '#modules/warehouse/offline.ts';
import { isDiskFull } from '#platform/files/index.ts';
import { storageFull } from '../loads/storage-full.ts';
import { checkFile } from './check-file.ts';
import { createRemembered } from './check-small.ts';
import { isOutOfMemory, tooLarge } from './out-of-memory.ts';
import { prepareFile } from './prepare-file.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { readAhead, type Ahead, type AheadOver, type AheadRequest } from './read-ahead.ts';
import { restoreFile } from './restore-file.ts';
import type { WorkerMessage, WorkerReply, WorkerRequest } from './worker-protocol.ts';

/**
 * The entry of a load's child process (worker-process.ts starts and ends it). It knows files and values only: no
 * database, no caller. It answers one step at a time and ends with its parent.
 */
// What `forkWorker` gives.
const limits = JSON.parse(process.argv[2] ?? '') as ReadLimits;

const remembered = createRemembered();
/** What was begun of the file that arrives. */
let ahead: Ahead | undefined;

process.on('message', (request: WorkerRequest | AheadRequest | AheadOver) => {
  if (request.step === 'ahead-over') {
    if (ahead?.file === request.file) void endAhead();
    return;
  }
  if (request.step === 'ahead') {
    void endAhead();
    ahead = readAhead(request, limits);
    return;
  }
  const reply = (message: WorkerReply) => {
    send({ ...message, memory: process.memoryUsage.rss() });
    // It will be killed, and compiled code is kept by itself only at an orderly end: the next one would start twice as slow.
    flushCompileCache();
  };
  answer(request).then(reply, (error: unknown) => reply(failureOf(error)));
});
process.on('disconnect', () => process.exit(0));

/** It has been of use, or will never be. */
async function endAhead(): Promise<void> {
  const ended = ahead;
  ahead = undefined;
  await ended?.end();
}

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  if (ahead !== undefined && !(request.step === 'check' && request.file === ahead.file)) await endAhead();
  const onProgress = throttled((progress) => send({ kind: 'progress', progress }));
  if (request.step === 'check') {
    try {
      return { kind: 'answer', answer: await checkFile(request, limits, { onProgress, ahead, remembered }) };
    } finally {
      await endAhead();
    }
  }
  if (request.step === 'preview') {
    const { previewCorrection } = await import('./preview-correction.ts');
    return { kind: 'answer', answer: await previewCorrection(request) };
  }
  if (request.step === 'propose') {
    const { proposeFile } = await import('./propose-file.ts');
    return { kind: 'answer', answer: await proposeFile(request, limits) };
  }
  if (request.step === 'look') {
    const { lookAtForm } = await import('./mapping/look-at-form.ts');
    return { kind: 'answer', answer: await lookAtForm(request, limits) };
  }
  if (request.step === 'restore') return { kind: 'answer', answer: await restoreFile(request) };
  return { kind: 'answer', answer: await prepareFile(request, onProgress) };
}

function send(message: WorkerMessage): void {
  process.send?.(message);
}

function failureOf(thrown: unknown): WorkerReply {
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

/** Progress is for people: ten times a second is plenty. A change of stage always passes. */
function throttled(report: (progress: Progress) => void): (progress: Progress) => void {
  let stage = '';
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.stage === stage && now - last < 100) return;
    stage = progress.stage;
    last = now;
    report(progress);
  };
}
