import { expect, test } from 'vitest';
import { startWorkerProcess, WorkerGone } from './worker-process.ts';

const onProgress = () => undefined;
/** Of a folder that there is not: an answer of any kind would be a refusal. */
const request = {
  step: 'propose',
  file: '/nowhere/file',
  fileName: 'file',
  owner: 'H15',
  packs: '/nowhere',
  receivedOn: '2026-11-22',
  staging: '/nowhere',
  memoryLimit: '64MB',
} as const;

test('no process is started for somebody who has left already', () => {
  const signal = AbortSignal.abort(new Error('left'));
  expect(() => startWorkerProcess({ signal, onProgress })).toThrow('left');
});

test('whoever leaves ends the process, and the question with his reason', async () => {
  const leaving = new AbortController();
  const asked = startWorkerProcess({ signal: leaving.signal, onProgress }).propose(request);
  leaving.abort(new Error('left'));
  await expect(asked).rejects.toThrow('left');
});

test('a process that is gone says so, also when it is asked afterwards', async () => {
  const worker = startWorkerProcess({ signal: new AbortController().signal, onProgress });
  worker.stop();
  await expect(worker.propose(request)).rejects.toThrow(WorkerGone);
  await expect(worker.propose(request)).rejects.toThrow(WorkerGone);
});
