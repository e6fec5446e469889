import { flushCompileCache } from 'node:module';
import type { Progress } from '#api/loads.ts';
import { checkFile } from './check-file.ts';
import { checkSeveral } from './check-several.ts';
import { createRemembered } from './check-small.ts';
import { failureOf } from './failure-of.ts';
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
// Nobody waits any more. In the midst of work `exit()` may wait for ever, as `leave` says.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

/** It has been of use, or will never be. */
async function endAhead(): Promise<void> {
  const ended = ahead;
  ahead = undefined;
  await ended?.end();
}

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  if (ahead !== undefined && !(request.step === 'check' && request.file === ahead.file)) await endAhead();
  const onProgress = throttled((progress, place) =>
    send({ kind: 'progress', progress, ...(place === undefined ? {} : { place }) }),
  );
  if (request.step === 'check') {
    try {
      return { kind: 'answer', answer: await checkFile(request, limits, { onProgress, ahead, remembered }) };
    } finally {
      await endAhead();
    }
  }
  if (request.step === 'check-several') {
    return { kind: 'answer', answer: await checkSeveral(request, limits, { onProgress, remembered }) };
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

type Report = (progress: Progress, place?: number) => void;

/** Progress is for people: ten times a second is plenty. A change of stage always passes. */
function throttled(report: Report): Report {
  let stage = '';
  let last = 0;
  return (progress, place) => {
    const now = performance.now();
    const reached = `${place} ${progress.stage}`;
    if (reached === stage && now - last < 100) return;
    stage = reached;
    last = now;
    report(progress, place);
  };
}
