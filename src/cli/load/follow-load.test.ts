import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { received } from '../../../test/support/web-fixture-loads.ts';
import { followLoad } from './follow-load.ts';

async function listen(port: number, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Below the ports that the system gives to whoever asks for any: nobody takes it while nobody listens there. */
async function listenSomewhere(answer: RequestListener): Promise<Server> {
  for (let port = 21_000; ; port += 1) {
    const server = await listen(port, answer).catch(() => undefined);
    if (server !== undefined) return server;
  }
}

test('a load is followed over a cut connection and a server that starts anew', async () => {
  const view = received;
  const first = await listenSomewhere((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`: still here\n\ndata: ${JSON.stringify({ ...view, state: 'checking' })}\n\n`);
    setTimeout(() => response.destroy(), 50);
  });
  const gone = once(first, 'close');
  const { port } = first.address() as AddressInfo;
  const seen: string[] = [];
  const followed = followLoad({ server: `http://127.0.0.1:${port}`, token: undefined }, 'x', ({ state }) => {
    seen.push(state);
    first.close();
  });
  await gone;
  // Half a second is what is waited before it is asked for again, in vain.
  await sleep(600);
  const second = await listen(port, (_, response) => {
    response.end(`data: ${JSON.stringify({ ...view, state: 'published' })}\n\n`);
  });
  expect((await followed).state).toBe('published');
  expect(seen).toEqual(['checking']);
  second.close();
});
