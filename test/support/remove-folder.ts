import { rm } from 'node:fs/promises';

/**
 * Takes away a folder in which a server worked that was killed: its PostgreSQL notices a moment later, and may write into
 * it until then.
 */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
