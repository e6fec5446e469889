import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { policyOfAnswers } from '#platform/http/create-http.ts';

export interface SentBytes {
  readonly start: number;
  /** After the last one. Promised: the file still grows, and is whole at that size; rejected: it never will be. */
  readonly end: number | Promise<number>;
}

/**
 * Answers with bytes of an open file, which may still grow, and closes it. Two buffers take turns: a stream's buffers, made
 * anew for each part, cost four times the processor's time. An answer that cannot be whole is cut off, so that nobody takes
 * it for whole.
 */
export async function sendBytes(reply: FastifyReply, file: FileHandle, bytes: SentBytes): Promise<void> {
  const { raw } = reply;
  try {
    beginAnswer(reply);
    let end = typeof bytes.end === 'number' ? bytes.end : undefined;
    const whole = Promise.resolve(bytes.end).then((size) => void (end = size));
    // Awaited where the bytes so far are sent.
    whole.catch(() => undefined);
    const buffers = [Buffer.allocUnsafeSlow(sentAtATime), Buffer.allocUnsafeSlow(sentAtATime)] as const;
    let written = Promise.resolve();
    for (let [at, turn] = [bytes.start, 0]; end === undefined || at < end;) {
      const known = end;
      const buffer = turn % 2 === 0 ? buffers[0] : buffers[1];
      const { bytesRead } = await file.read(buffer, 0, Math.min(sentAtATime, (known ?? Infinity) - at), at);
      await written;
      if (bytesRead > 0) {
        written = write(raw, buffer.subarray(0, bytesRead));
        at += bytesRead;
        turn += 1;
      } else if (known === undefined) await Promise.race([whole, sleep(growsWithin)]);
      else throw new Error('The file is shorter than it was');
    }
    await written;
    raw.end();
  } catch (error) {
    if (!raw.destroyed && !isGone(error)) reply.log.error({ error }, 'download cut off');
    raw.destroy();
  } finally {
    await file.close();
  }
}

/** Whoever asked has left, which is no fault. */
function isGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECANCELED';
}

const sentAtATime = 512 << 10;

/** Milliseconds after which a growing file is looked at again. */
const growsWithin = 20;

/** From here on the answer is ours alone: the hooks that see answers off have no part in it. */
function beginAnswer(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.setHeader('content-security-policy', policyOfAnswers);
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
}

/** Until the system has the bytes; fails where the connection closes before that. */
function write(answer: ServerResponse, bytes: Uint8Array): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onClose = () => reject(new Error('The connection is closed'));
  const forget = () => void answer.off('close', onClose);
  if (answer.destroyed) onClose();
  answer.once('close', onClose);
  answer.write(bytes, (error) => (error ? reject(error) : resolve()));
  // Its failure is heard when it is awaited, a turn later.
  promise.then(forget, forget);
  return promise;
}
