import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { cpuSecondsOfEnded, watchMemory } from '../../test/support/process-tree.ts';
import type { Taken } from './contest.ts';

export interface Ran extends Taken {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The most that the command and its children held at a time, in bytes; 0 where it was not asked for. */
  readonly peakPss: number;
}

export interface RunProcess {
  readonly environment?: Readonly<Record<string, string>>;
  /** Else an ending with another code than 0 throws. */
  readonly anyExit?: boolean;
  /** To look at the memory takes time from what is measured. */
  readonly memory?: boolean;
  /** Called with what it writes to stderr, as it does. */
  readonly onNotice?: (text: string) => void;
}

/** Runs a command to its end, and measures it. Nothing else may be started meanwhile by this process. */
export async function runProcess(
  command: string,
  given: readonly string[],
  { environment = {}, anyExit = false, memory = false, onNotice }: RunProcess = {},
): Promise<Ran> {
  const [began, cpuBefore] = [performance.now(), cpuSecondsOfEnded(process.pid)];
  const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onNotice?.(text);
  });
  const closed = once(child, 'close');
  const watch = memory && child.pid !== undefined ? watchMemory(child.pid) : undefined;
  // `close` carries the exit code first.
  const [exitCode] = (await closed) as [number | null];
  const seconds = (performance.now() - began) / 1000;
  const { peakPss } = (await watch?.stop()) ?? { peakPss: 0 };
  if (exitCode !== 0 && !anyExit) throw new Error(`${command} ended with ${exitCode}: ${stderr}`);
  return { seconds, cpuSeconds: cpuSecondsOfEnded(process.pid) - cpuBefore, exitCode, stdout, stderr, peakPss };
}
