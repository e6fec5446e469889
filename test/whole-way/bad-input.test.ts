import { gzipSync } from 'node:zlib';
import { CFB, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeZip } from '../support/zip.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  await platform.call('/api/v1/datasets/thu-nghiem/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: await readText('test/whole-way/communes.odcs.yaml'),
  });
  const first = await platform.load('thu-nghiem', 'Mã,Họ và tên\nA1,Nguyễn Văn An\n', { headers: steward });
  if (first.state !== 'published') throw new Error(first.state);
});
afterAll(() => platform.close());

const heading = 'Mã,Họ và tên,Mã xã,Ngày,Số tiền';
const rows = Array.from({ length: 200 }, (_, index) => `A${index},Nguyễn Văn An,24133,2026-05-05,${index}`).join('\n');

function workbook(): Buffer {
  const sheet = utils.aoa_to_sheet([
    ['Mã', 'Họ và tên'],
    ...Array.from({ length: 500 }, (_, n) => [`A${n}`, `Tên ${n}`]),
  ]);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Biểu 1');
  // The library's types say any.
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}

/** No program writes such names by itself. */
const harmless = await makeZip({ 'aa/aa/a.csv': 'Mã,Họ và tên\nA1,Nguyễn Văn An\n' });
const outside = Buffer.from(harmless.toString('latin1').replaceAll('aa/', '../'), 'latin1');

function encryptedWorkbook(): Buffer {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(64, 4));
  CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(8192, 7));
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array);
}

describe('a file that cannot be taken has a code, and nothing is published', () => {
  const table = `${heading}\n${rows}\n`;
  const packed = gzipSync(table);
  const cases: readonly (readonly [string, string, string | Uint8Array, string])[] = [
    ['an empty file [load.file-empty]', 'a.csv', '', 'file-empty'],
    ['blanks only', 'a.csv', ' \n\n  ', 'file-empty'],
    ['a header alone [load.table-empty]', 'a.csv', `${heading}\n`, 'table-empty'],
    [
      'an unclosed quote [load.quote-unclosed]',
      'a.csv',
      `${heading}\nA1,"Nguyễn Văn An,24133,,\n${rows}\n`,
      'quote-unclosed',
    ],
    ['NUL bytes [load.text-binary]', 'a.csv', `${heading}\nA1,Ngu\0yễn,24133,,\n`, 'text-binary'],
    ['a truncated gz [load.file-truncated]', 'a.csv.gz', packed.subarray(0, packed.length - 40), 'file-truncated'],
    ['a truncated xlsx', 'a.xlsx', workbook().subarray(0, 4000), 'file-truncated'],
    ['a workbook with a password [load.file-encrypted]', 'a.xlsx', encryptedWorkbook(), 'file-encrypted'],
    [
      'HTML named .xlsx [load.content-mismatch]',
      'a.xlsx',
      '<!DOCTYPE html><html><body><table><tr><td>Mã</td></tr></table></body></html>',
      'content-mismatch',
    ],
    [
      'a picture [load.format-unsupported]',
      'a.csv',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'format-unsupported',
    ],
    ['an archive that points outside itself [load.archive-unsafe]', 'a.zip', outside, 'archive-unsafe'],
    ['broken JSON [load.json-invalid]', 'a.json', '[{"ma":"A1","ten":"x"', 'json-invalid'],
    ['another dataset', 'a.csv', 'station;value\nBuôn Ma Thuột;3\n', 'columns-missing'],
  ];
  test.for(cases)('%s', async ([, name, content, code]) => {
    const load = await platform.load('thu-nghiem', content, { headers: steward, name });
    expect(load).toMatchObject({ state: 'failed', snapshot: null });
    expect(load.error?.code, load.error?.detail).toBe(code);
    expect(load.error?.detail).not.toBe('');
    const records = await platform.call('/api/v1/datasets/thu-nghiem/records?select=ma', { headers: steward });
    expect(await records.json()).toEqual([{ ma: 'A1' }]);
  });
});

test('ragged rows are findings on their lines', async () => {
  const content = `${heading}\nB1,Một,24133,2026-05-05,1\nB2,Hai\nB3,Ba,24133,2026-05-05,1,thừa\nB4,Bốn,24133,2026-05-05,1,\n`;
  const load = await platform.load('thu-nghiem', content, { headers: steward, query: '&mode=upsert' });
  expect(load.result).toMatchObject({ received: 4, accepted: 3, rejected: 1 });
  const shapes = load.result?.findings.filter(({ rule }) => rule === 'row.shape');
  expect(shapes?.map(({ row, severity, value }) => [row, severity, value])).toEqual([
    [3, 'warn', null],
    [4, 'error', 'thừa'],
  ]);
});

test('what an attacker may try is answered as a request, not as a fault of ours', async () => {
  const status = async (path: string, init: RequestInit = {}) =>
    (await platform.call(path, { ...init, headers: { ...steward, ...init.headers } })).status;
  const dataset = '/api/v1/datasets/thu-nghiem';
  expect(await status('/api/v1/datasets/%00')).toBe(400);
  expect(await status(`${dataset}/records?asOf=%00`)).toBe(400);
  expect(await status('/datasets/%00')).toBe(400);
  const json = { 'content-type': 'application/json' };
  const body = String.raw`{"where":{"field":"ma","op":"eq","value":"\u0000"}}`;
  expect(await status(`${dataset}/query`, { method: 'POST', headers: json, body })).toBe(400);
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
    expect(await status(`${dataset}/loads`, { method: 'POST', headers: { 'content-type': type }, body: 'x' })).toBe(
      400,
    );
  }
  const empty = await platform.load('thu-nghiem', '', { headers: steward });
  expect(await status(`/api/v1/loads/${empty.id}/rejects.csv`)).toBe(409);
});

test('a query of ten megabytes is refused before it is read, as a body and as an address', async () => {
  const path = '/api/v1/datasets/thu-nghiem';
  const long = 'x'.repeat(10 * 1024 * 1024);
  const asBody = await platform.call(`${path}/query`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: JSON.stringify({ where: { field: 'ma', op: 'eq', value: long } }),
  });
  expect(asBody.status).toBe(413);
  expect(await asBody.json()).toMatchObject({ code: 'body-too-large' });
  const asAddress = await platform.call(`${path}/records?ma=eq.${long.slice(0, 1024 * 1024)}`, { headers: steward });
  expect([414, 431]).toContain(asAddress.status);
  expect((await platform.call(`${path}/records?limit=1`, { headers: steward })).status).toBe(200);
});

test('a dataset without rows can be downloaded in every format', async () => {
  const id = 'chua-co-so-lieu';
  const contract = (await readText('test/whole-way/communes.odcs.yaml')).replace('id: thu-nghiem', `id: ${id}`);
  await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: contract,
  });
  for (const format of ['csv', 'xlsx', 'json', 'ndjson', 'parquet']) {
    const response = await platform.call(`/api/v1/datasets/${id}/download.${format}`, { headers: steward });
    expect(response.status, format).toBe(200);
    await response.arrayBuffer();
  }
});

test('what is wrong with a request is said before a load is made', async () => {
  const path = '/api/v1/datasets/thu-nghiem/loads';
  const post = async (query: string, init: RequestInit) => {
    const response = await platform.call(`${path}${query}`, {
      method: 'POST',
      ...init,
      headers: { ...steward, ...init.headers },
    });
    return [response.status, ((await response.json()) as { code: string }).code];
  };
  expect(await post('?name=a.csv&mode=sideways', { body: table() })).toEqual([400, 'mode-unknown']);
  expect(await post('', { body: new FormData() })).toEqual([400, 'file-missing']);
  const two = new FormData();
  two.append('file', table(), 'a.csv');
  two.append('file', table(), 'b.csv');
  expect(await post('', { body: two })).toEqual([400, 'file-second']);
  const withField = new FormData();
  withField.append('file', new Blob([`${heading}\n`]), 'a.csv');
  withField.append('note', 'a field behind the file is no file');
  expect((await post('', { body: withField }))[0]).toBe(202);
  const unknown = await platform.call('/api/v1/datasets/khong-co/loads?name=a.csv', {
    method: 'POST',
    headers: steward,
    body: 'x',
  });
  expect(unknown.status).toBe(404);
});

function table(): Blob {
  return new Blob([`${heading}\n${rows}\n`], { type: 'application/octet-stream' });
}

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
