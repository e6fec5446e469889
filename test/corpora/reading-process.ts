import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { CorpusReading, ReadOne } from './corpus.ts';

const longest = 60_000;

export interface ReadingProcess {
  readonly read: ReadOne;
  /** Most bytes that any of the processes has held. */
  readonly peakBytes: () => number;
  readonly stop: () => void;
}

/** A process that reads files, replaced whenever it dies or does not answer in a minute. */
export function createReadingProcess(): ReadingProcess {
  let child: ChildProcess | undefined;
  let peak = 0;

  const start = (): ChildProcess =>
    (child ??= fork(join(import.meta.dirname, 'reading.child.ts'), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }));
  const drop = (): void => {
    child?.kill('SIGKILL');
    child = undefined;
  };

  return {
    read: (path, options = {}) =>
      new Promise<CorpusReading>((resolve) => {
        const reader = start();
        const settle = (reading: CorpusReading): void => {
          clearTimeout(timer);
          reader.removeAllListeners();
          resolve(reading);
        };
        const timer = setTimeout(() => {
          drop();
          settle({ kind: 'hung', message: 'no answer in 60 s' });
        }, longest);
        reader.once('message', (answer: { readonly reading: CorpusReading; readonly peakBytes: number }) => {
          peak = Math.max(peak, answer.peakBytes);
          settle(answer.reading);
        });
        reader.once('exit', (code, signal) => {
          child = undefined;
          settle({ kind: 'crashed', message: `the process ended with ${signal ?? code}` });
        });
        reader.send({ path, options });
      }),
    peakBytes: () => peak,
    stop: drop,
  };
}
