import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Progress } from '#api/loads.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { Log } from '#platform/log/log.ts';
import { logLines } from '#platform/log/log-lines.ts';
import type { LookAnswer, LookRequest } from '../worker/mapping/look-at-form.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { PreviewAnswer, PreviewRequest } from '../worker/correction-protocol.ts';
import type { ProposeAnswer, ProposeRequest } from '../worker/propose-file.ts';
import type {
  CheckAnswer,
  CheckRequest,
  CheckSeveralAnswer,
  CheckSeveralRequest,
  PrepareAnswer,
  PrepareRequest,
  RestoreAnswer,
  RestoreRequest,
  WorkerFailure,
  WorkerMessage,
  WorkerRequest,
} from '../worker/worker-protocol.ts';

/** A load's child process: reads, checks and writes Parquet, so that the server stays free and can end it at any time. */
export interface WorkerProcess {
  check(request: CheckRequest): Promise<CheckAnswer>;
  checkSeveral(request: CheckSeveralRequest): Promise<CheckSeveralAnswer>;
  preview(request: PreviewRequest): Promise<PreviewAnswer>;
  prepare(request: PrepareRequest): Promise<PrepareAnswer>;
  restore(request: RestoreRequest): Promise<RestoreAnswer>;
  propose(request: ProposeRequest): Promise<ProposeAnswer>;
  look(request: LookRequest): Promise<LookAnswer>;
  /** Lets go of the process. It ends at once where it is still at work; what it was asked then rejects with `WorkerGone`. */
  stop(): void;
}

/** The process ended without an answer: killed, out of memory, or a crash of the engine. */
export class WorkerGone extends Error {
  override readonly name = 'WorkerGone';
  /** It had no memory left, as far as can be told from outside. */
  readonly starved: boolean;

  constructor(message: string, options: { readonly cause?: unknown; readonly starved?: boolean } = {}) {
    super(message, options);
    this.starved = options.starved ?? false;
  }
}

export interface WorkerOptions {
  /** `place`: of the file, where several are checked. */
  readonly onProgress: (progress: Progress, place?: number) => void;
  /** Ends the process at once; what it was asked rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Where what the process says by itself (a crash's last words) is told, line by line; undefined: nowhere. */
  readonly log?: Log;
  /** Waited for before it is asked anything. */
  readonly ready?: Promise<void> | undefined;
}

/** How a process stands when it is let go: whether it has answered everything, and the memory that it holds, in bytes. */
export interface Released {
  readonly sound: boolean;
  readonly memory: number;
}

/**
 * Megabytes of JavaScript, whatever is read; a workbook that a library holds whole may come near it. While the engine has
 * most of its memory, next to nothing of this is used, and the other way round.
 */
const mostHeap = 384;

/** A process that waits for its first question, and reads files within the limits. */
export function forkWorker(limits: ReadLimits): ChildProcess {
  const child = fork(fileURLToPath(new URL('../worker/worker.ts', import.meta.url)), [JSON.stringify(limits)], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    // A child of a test run or of a watcher must not inherit that runner's flags.
    execArgv: [`--max-old-space-size=${mostHeap}`, '--max-semi-space-size=8'],
  });
  // A process that could not be started, or that ended before it was asked: `ask` says so.
  child.on('error', () => undefined);
  return child;
}

/** The process for one piece of work, until it is let go. */
export function engageWorker(
  child: ChildProcess,
  options: WorkerOptions,
  release: (released: Released) => void,
): WorkerProcess {
  let asked = 0;
  let faulty = false;
  let memory = 0;
  let released = false;
  const kill = () => void child.kill('SIGKILL');
  const words = logLines(child.stderr, (line) => options.log?.warn({ process: child.pid, line }, 'load process says'));
  options.signal.addEventListener('abort', kill, { once: true });

  async function ask<Answer>(request: WorkerRequest): Promise<Answer> {
    if (options.ready !== undefined) await options.ready;
    return new Promise<Answer>((resolve, reject) => {
      if (released) return reject(new WorkerGone("The load's process was let go"));
      asked += 1;
      const onMessage = (message: WorkerMessage) => {
        if (message.kind === 'progress') return options.onProgress(message.progress, message.place);
        settle();
        asked -= 1;
        memory = message.memory;
        // The worker answers the step that it was asked, and nothing else.
        if (message.kind === 'answer') return resolve(message.answer as Answer);
        if (message.kind === 'failure') return reject(errorOf(message));
        faulty = true;
        reject(new Error(message.message));
      };
      const onExit = (code: number | null, signal: string | null) => {
        settle();
        reject(
          options.signal.aborted
            ? options.signal.reason
            : new WorkerGone(`The load's process ended (${signal ?? `exit code ${code}`})`, {
                // What JavaScript does at the end of its memory.
                starved: signal === 'SIGABRT',
              }),
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
    checkSeveral: (request) => ask<CheckSeveralAnswer>(request),
    preview: (request) => ask<PreviewAnswer>(request),
    prepare: (request) => ask<PrepareAnswer>(request),
    restore: (request) => ask<RestoreAnswer>(request),
    propose: (request) => ask<ProposeAnswer>(request),
    look: (request) => ask<LookAnswer>(request),
    stop: () => {
      if (released) return;
      released = true;
      options.signal.removeEventListener('abort', kill);
      // The last words of one that ended by itself are still on their way.
      if (child.exitCode === null && child.signalCode === null) words.leave();
      release({ sound: asked === 0 && !faulty && !options.signal.aborted && child.connected, memory });
    },
  };
}

/** What the process said of what went wrong with a file, as it was thrown there. */
export function errorOf({
  code,
  errorKind: kind,
  title,
  detail,
  message,
}: WorkerFailure & { readonly kind: 'failure' }): DomainError {
  const members = message === undefined ? {} : { message };
  return new DomainError(code, { kind, title }, detail, { members });
}
