import { appendFileSync, truncateSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestFolder } from '../../../test/support/run-cli.ts';
import { sendFile } from './send-file.ts';

let folder: Awaited<ReturnType<typeof createTestFolder>>;
let answer: RequestListener;
const server = createServer((request, response) => answer(request, response));

beforeAll(async () => {
  folder = await createTestFolder();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await folder.remove();
});

const send = (file: string) => {
  const { port } = server.address() as AddressInfo;
  return sendFile({ server: `http://127.0.0.1:${port}`, token: undefined }, { file, dataset: 'thu' }, () => undefined);
};
/** More than connections hold on their way. */
const large = 'a'.repeat(40_000_000);

test('a file arrives as it lies', async () => {
  const file = await folder.place('a.csv', large);
  let bytes = 0;
  answer = (request, response) => {
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => response.end('{"id":"x"}'));
  };
  expect(await send(file)).toBe('x');
  expect(bytes).toBe(large.length);
  expect(await send(await folder.place('empty.csv', ''))).toBe('x');
});

test.for([
  ['cut short', (file: string) => truncateSync(file, 1000)],
  ['written on', (file: string) => appendFileSync(file, 'more')],
] as const)('a file that is %s while it is sent is not taken for whole', async ([, change]) => {
  const file = await folder.place('b.csv', large);
  let whole = false;
  answer = (request, response) => {
    change(file);
    request.on('error', () => undefined);
    request.on('end', () => {
      whole = true;
      response.end('{"id":"x"}');
    });
    request.resume();
  };
  await expect(send(file)).rejects.toMatchObject({ code: 'file-changed', exitCode: 3 });
  expect(whole).toBe(false);
});

test('a folder or a device in place of a file is no fault of the server', async () => {
  answer = (request, response) => void request.resume().on('end', () => response.end('{"id":"x"}'));
  await expect(send(folder.path)).rejects.toMatchObject({ code: 'file-unreadable', exitCode: 3 });
  await expect(send('/dev/null')).rejects.toMatchObject({ code: 'file-unreadable' });
});

test('a server that refuses before it has everything is heard', async () => {
  const file = await folder.place('c.csv', large);
  answer = (request, response) => {
    response.writeHead(401, { 'content-type': 'application/problem+json' });
    response.end('{"code":"token-invalid","title":"t","detail":"d"}');
    request.resume();
  };
  await expect(send(file)).rejects.toMatchObject({ code: 'token-invalid', exitCode: 4 });
});
