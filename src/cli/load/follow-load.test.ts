import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { received } from '../../../test/support/web-fixture-loads.ts';
import { followLoad } from './follow-load.ts';

async function listen(port: number, answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

test('a load is followed over a cut connection and a server that starts anew', async () => {
  const view = received;
  const first = await listen(0, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`: still here\n\ndata: ${JSON.stringify({ ...view, state: 'checking' })}\n\n`);
    setTimeout(() => response.destroy(), 50);
  });
  const { port } = first.address() as AddressInfo;
  const seen: string[] = [];
  const followed = followLoad({ server: `http://127.0.0.1:${port}`, token: undefined }, 'x', ({ state }) => {
    seen.push(state);
    first.close();
  });
  await sleep(1200);
  const second = await listen(port, (_, response) => {
    response.end(`data: ${JSON.stringify({ ...view, state: 'published' })}\n\n`);
  });
  expect((await followed).state).toBe('published');
  expect(seen).toEqual(['checking']);
  second.close();
});
