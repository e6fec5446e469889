import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The address of a database behind a Unix socket; `daklake` is the platform's own. */
export function socketConnectionString(socketFolder: string, name = 'daklake'): string {
  return `postgresql://postgres@localhost/${name}?host=${encodeURIComponent(socketFolder)}`;
}

/**
 * The address of the server that runs on a cluster now, whoever started it; undefined where none does. For verbs that
 * work beside a running server.
 */
export async function findRunningPostgres(cluster: string): Promise<string | undefined> {
  const running = await readPostmaster(resolve(cluster));
  return running?.socketFolder ? socketConnectionString(running.socketFolder) : undefined;
}

/**
 * Ends a server that was left behind on a cluster that the caller owns, and waits until it is gone. It normally dies
 * with its starter; this is for machines without that signal, and for one that is still shutting down.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const orphan = await readPostmaster(cluster);
  if (orphan === undefined) return;
  signal(orphan.pid, 'SIGINT');
  for (let waited = 0; waited < 30_000; waited += 20) {
    if ((await readPostmaster(cluster)) === undefined) return;
    await sleep(20);
  }
  throw new Error(`PostgreSQL (process ${orphan.pid}) still runs on ${cluster} and does not end`);
}

interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string | undefined;
}

/** Process ids are used again, so a note in postmaster.pid counts only if that process names this cluster. */
async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const note = await readOptional(join(cluster, 'postmaster.pid'));
  const lines = note?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const commandLine = await readOptional(`/proc/${pid}/cmdline`);
  if (!commandLine?.split('\0').includes(cluster)) return undefined;
  return { pid, socketFolder: lines[4]?.trim() || undefined };
}

async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
