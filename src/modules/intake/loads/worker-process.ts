import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Progress } from '#api/loads.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { PreviewAnswer, PreviewRequest } from '../worker/correction-protocol.ts';
import type { ProposeAnswer, ProposeRequest } from '../worker/propose-file.ts';
import type {
  CheckAnswer,
  CheckRequest,
  PrepareAnswer,
  PrepareRequest,
  RestoreAnswer,
  RestoreRequest,
  WorkerMessage,
  WorkerRequest,
} from '../worker/worker-protocol.ts';

/** A load's child process: reads, checks and writes Parquet, so that the server stays free and can end it at any time. */
export interface WorkerProcess {
  check(request: CheckRequest): Promise<CheckAnswer>;
  preview(request: PreviewRequest): Promise<PreviewAnswer>;
  prepare(request: PrepareRequest): Promise<PrepareAnswer>;
  restore(request: RestoreRequest): Promise<RestoreAnswer>;
  propose(request: ProposeRequest): Promise<ProposeAnswer>;
  /** Ends the process at once; what it was asked rejects with `signal`'s reason or `WorkerGone`. */
  stop(): void;
}

/** The process ended without an answer: killed, out of memory, or a crash of the engine. */
export class WorkerGone extends Error {
  override readonly name = 'WorkerGone';
}

/** Throws the signal's reason where nobody waits for it any more. */
export function startWorkerProcess(options: {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}): WorkerProcess {
  options.signal.throwIfAborted();
  const child = fork(fileURLToPath(new URL('../worker/worker.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // A child of a test run or of a watcher must not inherit that runner's flags.
    execArgv: [],
  });
  // A process that could not be started, or that ended before it was asked: `ask` says so.
  child.on('error', () => undefined);
  const kill = () => child.kill('SIGKILL');
  options.signal.addEventListener('abort', kill, { once: true });

  function ask<Answer>(request: WorkerRequest): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const onMessage = (message: WorkerMessage) => {
        if (message.kind === 'progress') return options.onProgress(message.progress);
        settle();
        // The worker answers the step that it was asked, and nothing else.
        if (message.kind === 'answer') resolve(message.answer as Answer);
        else if (message.kind === 'failure') {
          const { code, errorKind: kind, title, detail } = message;
          const members = message.message === undefined ? {} : { message: message.message };
          reject(new DomainError(code, { kind, title }, detail, { members }));
        } else reject(new Error(message.message));
      };
      const onExit = (code: number | null, signal: string | null) => {
        settle();
        reject(
          options.signal.aborted
            ? options.signal.reason
            : new WorkerGone(`The load's process ended (${signal ?? `exit code ${code}`})`),
        );
      };
      const onError = (cause: Error) => {
        settle();
        reject(new WorkerGone("The load's process could not be started or asked", { cause }));
      };
      const settle = () => {
        child.off('message', onMessage);
        child.off('exit', onExit);
        child.off('error', onError);
      };
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.on('error', onError);
      if (child.exitCode !== null || child.signalCode !== null) return onExit(child.exitCode, child.signalCode);
      child.send(request);
    });
  }

  return {
    check: (request) => ask<CheckAnswer>(request),
    preview: (request) => ask<PreviewAnswer>(request),
    prepare: (request) => ask<PrepareAnswer>(request),
    restore: (request) => ask<RestoreAnswer>(request),
    propose: (request) => ask<ProposeAnswer>(request),
    stop: () => {
      options.signal.removeEventListener('abort', kill);
      kill();
    },
  };
}
