import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Takes a name for this process; undefined where another one has it. The claim is an abstract socket: taken atomically,
 * and gone with the process even if that is killed. It is seen by every process of this machine that shares our network
 * namespace, so not from another container on the same volume.
 */
export async function claim(name: string): Promise<{ release(): Promise<void> } | undefined> {
  const server = createServer((connection) => connection.destroy());
  const address = `\0daklake-${createHash('sha256').update(name).digest('hex')}`;
  const taken = await new Promise<boolean>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') done(false);
      else fail(error);
    });
    server.listen(address, () => done(true));
  });
  if (!taken) return undefined;
  server.unref();
  return { release: () => new Promise((done) => void server.close(() => done())) };
}
