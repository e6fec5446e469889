import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Command lines of the processes that have `text` in their command line or their environment, but this one. */
export async function processesWith(text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const commandLine = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const environment = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
    // An entry without a command line has ended, and waits to be reaped.
    if (commandLine !== '' && (commandLine + environment).includes(text)) {
      found.push(`${name} ${commandLine.replaceAll('\0', ' ').trim()}`);
    }
  }
  return found;
}

/** What is left of them when so many milliseconds have gone by; as soon as none is left, nothing. */
export async function processesLeft(text: string, milliseconds: number): Promise<readonly string[]> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const left = await processesWith(text);
    if (left.length === 0 || performance.now() > until) return left;
    await sleep(50);
  }
}
