import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LoadView, restingStates } from '../../src/api/loads.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
});
afterAll(() => platform.close());

let count = 0;
/** A dataset of its own for a test. */
async function newDataset(change: (contract: string) => string = (contract) => contract): Promise<string> {
  const id = `sua-loi-${++count}`;
  const contract = (await readText('test/whole-way/communes.odcs.yaml')).replace('id: thu-nghiem', `id: ${id}`);
  const put = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: change(contract),
  });
  expect(put.status, await put.clone().text()).toBe(201);
  return id;
}

type Sent = string | Uint8Array | Readonly<Record<string, unknown>>;

async function send(load: string, body: Sent, options: { headers?: Record<string, string>; name?: string } = {}) {
  const file = typeof body === 'string' || body instanceof Uint8Array;
  return platform.call(`/api/v1/loads/${load}/corrections?name=${options.name ?? 'rejects.csv'}`, {
    method: 'POST',
    headers: {
      ...(options.headers ?? steward),
      'content-type': file ? 'application/octet-stream' : 'application/json',
    },
    body: typeof body === 'string' ? body : file ? new Uint8Array(body) : JSON.stringify(body),
  });
}

async function view(id: string, headers = steward): Promise<LoadView> {
  return LoadView.parse(await (await platform.call(`/api/v1/loads/${id}`, { headers })).json());
}

async function correct(load: string, body: Sent, options: Parameters<typeof send>[2] = {}): Promise<LoadView> {
  const answer = await send(load, body, options);
  const text = await answer.text();
  expect(answer.status, text).toBe(202);
  const { id } = JSON.parse(text) as { id: string };
  for (;;) {
    const now = await view(id, options.headers ?? steward);
    if (restingStates.includes(now.state)) return now;
    await sleep(20);
  }
}

async function refusal(load: string, body: Sent, options: Parameters<typeof send>[2] = {}) {
  const answer = await send(load, body, options);
  const { code, detail } = (await answer.json()) as { code?: string; detail?: string };
  return { status: answer.status, code, detail };
}

async function records(dataset: string): Promise<readonly Record<string, unknown>[]> {
  const answer = await platform.call(`/api/v1/datasets/${dataset}/records?order=ma`, { headers: steward });
  return (await answer.json()) as readonly Record<string, unknown>[];
}

async function rejects(load: string, headers = steward): Promise<string> {
  return (await platform.call(`/api/v1/loads/${load}/rejects.csv`, { headers })).text();
}

const heading = 'Mã,Họ và tên,Mã xã,Ngày,Số tiền';
const faulty = `${heading}
A1,Nguyễn Văn An,24133,2026-05-05,10
A2,,24133,2026-05-05,20
A3,Trần Thị Bé,24133x,05/05/2026,30
A4,Lê Văn Cờ,24133,hôm nay,40
A1,Nguyễn Văn An,24133,2026-05-05,10
A6,Y Bia Niê,24133,2026-05-05,60
`;

async function firstLoad(dataset: string, content = faulty): Promise<LoadView> {
  const held = await platform.load(dataset, content, { headers: steward });
  if (held.state !== 'held') return held;
  await platform.call(`/api/v1/loads/${held.id}/decision`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: '{"publish":true}',
  });
  for (;;) {
    const now = await view(held.id);
    if (now.state === 'published') return now;
    await sleep(20);
  }
}

test('a mended file takes in its rows, and only them', async () => {
  const dataset = await newDataset();
  const first = await firstLoad(dataset);
  expect(first.result).toMatchObject({ received: 6, accepted: 2, rejected: 3, duplicate: 1 });
  expect(first.mending).toEqual({ rejected: 3, duplicate: 1, corrected: 0, open: 3 });
  const ledger = await rejects(first.id);
  const mended = ledger.replace('A2,,', 'A2,Hồ Thị Dung,').replace('24133x', '24133');
  const correction = await correct(first.id, mended);
  expect(correction, JSON.stringify(correction.error)).toMatchObject({
    state: 'published',
    corrects: first.id,
    mode: 'replace',
    result: { received: 4, accepted: 2, rejected: 1, duplicate: 1 },
    difference: { rows: 4, added: 2, changed: 0, removed: 0 },
    mending: { rejected: 1, duplicate: 1, corrected: 0, open: 1 },
  });
  expect((await view(first.id)).mending).toEqual({ rejected: 3, duplicate: 1, corrected: 2, open: 1 });
  expect((await records(dataset)).map(({ ma }) => ma)).toEqual(['A1', 'A2', 'A3', 'A6']);
  expect(correction.result?.findings).toMatchObject([{ row: 5, field: 'ngay', value: 'hôm nay' }]);
  expect((await rejects(correction.id)).split('\n').slice(1)).toEqual([
    ',5,rejected,ngay.type,A4,Lê Văn Cờ,24133,hôm nay,40',
    ',6,duplicate,ma.key,A1,Nguyễn Văn An,24133,2026-05-05,10',
    '',
  ]);
});
