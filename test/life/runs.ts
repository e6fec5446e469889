import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether a command is there and ends well on this machine. */
export async function runs(command: string, ...given: readonly string[]): Promise<boolean> {
  try {
    await promisify(execFile)(command, given);
    return true;
  } catch {
    return false;
  }
}
