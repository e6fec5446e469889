import { once } from 'node:events';
import { lstatSync, symlinkSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verb } from './export.ts';
import { runVerb } from './run-verb.ts';

const folder = mkdtempSync(join(tmpdir(), 'daklake-export-'));
const output = join(folder, 'ra.csv');
const asked: { url: string | undefined; token: string | undefined }[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url, token: request.headers.authorization });
    if (request.url?.includes('/broken/')) {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    } else if (request.url?.includes('/hidden/')) {
      response.writeHead(404, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ code: 'dataset-unknown', title: 'No such dataset', detail: 'hidden' }));
    } else response.end('ma,ten\n1,Đắk Lắk\n');
  }).listen(0);
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

async function run(given: string) {
  const printed: string[] = [];
  // An address of TCP, since it listens on a port.
  const { port } = server.address() as AddressInfo;
  const exitCode = await runVerb(verb, given.split(' '), 'en', {
    environment: { DAKLAKE_SERVER: `http://localhost:${port}`, DAKLAKE_TOKEN: 'dlk_x' },
    print: async (text) => void printed.push(text),
    notice: () => undefined,
    progress: () => ({ report: () => undefined, end: () => undefined }),
    untilEnd: () => expect.fail('nothing waits'),
  });
  return { exitCode, printed: printed.join('') };
}

test('writes what the server sends, asked for with the token', async () => {
  const { exitCode, printed } = await run(`ho-ngheo --format csv --as-of s1 -o ${output} --json`);
  expect(exitCode).toBe(0);
  expect(JSON.parse(printed)).toEqual({ dataset: 'ho-ngheo', format: 'csv', file: output, bytes: 22 });
  expect(readFileSync(output, 'utf8')).toBe('ma,ten\n1,Đắk Lắk\n');
  expect(asked.at(-1)).toEqual({ url: '/api/v1/datasets/ho-ngheo/download.csv?asOf=s1', token: 'Bearer dlk_x' });
});

test('«-» is stdout, for formats that are text', async () => {
  expect(await run('ho-ngheo --format csv -o -')).toEqual({ exitCode: 0, printed: 'ma,ten\n1,Đắk Lắk\n' });
  expect(existsSync('-')).toBe(false);
  expect((await run('broken --format csv -o -')).exitCode).toBe(4);
});

test('a download that breaks off leaves what stood there, and nothing beside it', async () => {
  writeFileSync(output, 'before');
  expect((await run(`broken --format csv -o ${output}`)).exitCode).toBe(4);
  expect(readFileSync(output, 'utf8')).toBe('before');
  expect(existsSync(`${output}.part`)).toBe(false);
});

test('a refusal of the server is 4 with its code', async () => {
  const { exitCode, printed } = await run(`hidden --format csv -o ${output} --json`);
  expect(exitCode).toBe(4);
  expect(JSON.parse(printed)).toMatchObject({ error: { code: 'dataset-unknown' } });
});

test.for([
  'a --format exe -o x',
  'a --format xlsx -o -',
  'a --format csv -o - --json',
  'a --format csv',
  'a -o x',
  '--format csv -o x',
])('«export %s» is wrong usage', async (given) => {
  expect((await run(given)).exitCode).toBe(2);
});

test('what is no plain file is written to, not replaced; a file of one’s own beside it stays', async () => {
  const target = `${output}-target`;
  const link = `${output}-link`;
  writeFileSync(target, 'before');
  symlinkSync(target, link);
  writeFileSync(`${link}.part`, 'mine');
  expect((await run(`ho-ngheo --format csv -o ${link}`)).exitCode).toBe(0);
  expect(readFileSync(target, 'utf8')).toContain('Đắk Lắk');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(`${link}.part`, 'utf8')).toBe('mine');
});
