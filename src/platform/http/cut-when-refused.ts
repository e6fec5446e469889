import type { FastifyReply } from 'fastify';
import { DomainError, type ErrorKind } from '../errors/domain-error.ts';

/** Milliseconds between two looks. */
const usually = 2000;
const refusals: ReadonlySet<ErrorKind> = new Set(['unauthenticated', 'forbidden', 'not-found']);

/**
 * Cuts a long answer off soon after the right to it ended: a token revoked, a session over, another role, another contract.
 * `stillMay` says false, or is refused with a domain error, once whoever asked would not be given the same. A fault of ours
 * on looking, such as a database that is away, takes nobody's right.
 */
export function cutWhenRefused(reply: FastifyReply, stillMay: () => Promise<boolean>, every = usually): void {
  const { raw } = reply;
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    const may = await stillMay().catch((error: unknown) => !(error instanceof DomainError && refusals.has(error.kind)));
    looking = false;
    if (may || raw.destroyed) return;
    reply.log.info({}, 'answer cut off, the right to it ended');
    raw.destroy();
  };
  const timer = setInterval(() => void look(), every);
  timer.unref();
  raw.once('close', () => clearInterval(timer));
}
