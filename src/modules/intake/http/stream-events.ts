import type { FastifyReply } from 'fastify';
import { restingStates, type LoadView } from '#api/loads.ts';

/** Quieter lines could make a proxy on the way close the connection. */
const heartbeat = 15_000;

/**
 * Sends the load after every change until it rests, then ends. A client that was cut off simply asks again: every event
 * holds the whole state.
 */
export async function streamEvents(
  reply: FastifyReply,
  load: { readonly read: () => Promise<LoadView>; readonly watch: (onChange: () => void) => () => void },
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  let wake = (): void => undefined;
  const stop = load.watch(() => wake());
  const beat = setInterval(() => raw.write(': still here\n\n'), heartbeat);
  let open = true;
  raw.on('close', () => {
    open = false;
    wake();
  });
  try {
    while (open) {
      const coming = Promise.withResolvers<void>();
      wake = coming.resolve;
      const view = await load.read();
      raw.write(`data: ${JSON.stringify(view)}\n\n`);
      if (restingStates.includes(view.state)) return;
      await coming.promise;
    }
  } finally {
    clearInterval(beat);
    stop();
    raw.end();
  }
}
