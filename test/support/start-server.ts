import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface StartedServer {
  readonly child: ChildProcess;
  /** What `start` prints once it listens; undefined where it ended instead. */
  readonly address: Promise<string | undefined>;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
  /** What went to stderr so far. */
  readonly notices: () => string;
}

/** Runs the command line as a process of its own: `startServer(['start', '--empty'], {})`. */
export function startServer(given: readonly string[], environment: Readonly<Record<string, string>>): StartedServer {
  const main = join(import.meta.dirname, '..', '..', 'bin', 'daklake.cjs');
  const child = spawn(process.execPath, [main, ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
  });
  let stdout = '';
  let stderr = '';
  const address = new Promise<string | undefined>((found) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const line = /^Daklake: (.+)$/m.exec(stdout);
      if (line) found(line[1]);
    });
    child.once('exit', () => found(undefined));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, address, ended, notices: () => stderr };
}
