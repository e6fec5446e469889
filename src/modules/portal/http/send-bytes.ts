import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { policyOfAnswers } from '#platform/http/create-http.ts';

/**
 * Answers with bytes of an open file, the first and the last one given, and closes it. Two buffers take turns: a stream's
 * buffers, made anew for each part, cost four times the processor's time. An answer that cannot be whole is cut off.
 */
export async function sendBytes(
  reply: FastifyReply,
  file: FileHandle,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<void> {
  const { raw } = reply;
  beginAnswer(reply);
  try {
    const buffers = [Buffer.allocUnsafeSlow(sentAtATime), Buffer.allocUnsafeSlow(sentAtATime)] as const;
    let written = Promise.resolve();
    for (let [at, turn] = [start, 0]; at <= end; turn += 1) {
      const buffer = turn % 2 === 0 ? buffers[0] : buffers[1];
      const { bytesRead } = await file.read(buffer, 0, Math.min(sentAtATime, end + 1 - at), at);
      if (bytesRead === 0) throw new Error('The file is shorter than it was');
      at += bytesRead;
      await written;
      written = write(raw, buffer.subarray(0, bytesRead));
    }
    await written;
    raw.end();
  } catch (error) {
    if (!raw.destroyed) reply.log.error({ err: error }, 'download cut off');
    raw.destroy();
  } finally {
    await file.close();
  }
}

const sentAtATime = 512 << 10;

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
  if (answer.destroyed) onClose();
  answer.once('close', onClose);
  answer.write(bytes, (error) => (error ? reject(error) : resolve()));
  // Awaited a turn later.
  promise.then(
    () => answer.off('close', onClose),
    () => answer.off('close', onClose),
  );
  return promise;
}
