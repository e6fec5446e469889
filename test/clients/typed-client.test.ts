import { setTimeout as sleep } from 'node:timers/promises';
import createClient, { type Client } from 'openapi-fetch';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { restingStates } from '#api/loads.ts';
import type { components, paths } from '../../docs/reports/openapi.d.ts';
import { startTestPlatform, readText, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let client: Client<paths>;
const id = 'thu-nghiem';

beforeAll(async () => {
  platform = await startTestPlatform();
  const steward = await platform.as('steward', { agency: 'H15.05' });
  // Conditions on fields are parameters of their own names.
  const querySerializer = { object: { style: 'form', explode: true } } as const;
  client = createClient<paths>({ baseUrl: platform.address, headers: steward, querySerializer });
});
afterAll(() => platform.close());

async function follow(load: string): Promise<components['schemas']['Load']> {
  for (;;) {
    const { data, error } = await client.GET('/api/v1/loads/{id}', { params: { path: { id: load } } });
    if (data === undefined) throw new Error(JSON.stringify(error));
    if (restingStates.includes(data.state)) return data;
    await sleep(20);
  }
}

test('a client of generated types registers a dataset, sends a file, follows it and reads what became of it', async () => {
  const contract = await readText('test/whole-way/communes.odcs.yaml');
  const put = await client.PUT('/api/v1/datasets/{id}/contract', {
    params: { path: { id } },
    body: contract,
    bodySerializer: String,
    headers: { 'content-type': 'application/yaml' },
  });
  expect(put.data).toMatchObject({ id, status: 'created' });

  const found = await client.GET('/api/v1/datasets', { params: { query: { q: 'thu nghiem', limit: 5 } } });
  expect(found.data?.items.map((item) => item.id)).toEqual([id]);

  const file = new FormData();
  file.set('file', new Blob(['Mã,Họ và tên,Mã xã,Ngày,Số tiền\nA1,An,24133,2026-05-06,5\nA2,Bình,24169,,']), 'a.csv');
  const sent = await client.POST('/api/v1/datasets/{id}/loads', {
    params: { path: { id }, header: { 'Idempotency-Key': crypto.randomUUID() } },
    // What carries a file in a form is the form itself.
    body: file as never,
    bodySerializer: (form) => form,
  });
  if (sent.data === undefined) throw new Error(JSON.stringify(sent.error));
  const load = await follow(sent.data.id);
  expect(load).toMatchObject({ state: 'published', result: { received: 2, accepted: 2 } });

  const records = await client.GET('/api/v1/datasets/{id}/records', {
    params: { path: { id }, query: { select: 'ma,so_tien', order: 'ma', filters: { ma: 'eq.A1' } } },
  });
  expect(records.data).toEqual([{ ma: 'A1', so_tien: 5 }]);

  const counted = await client.POST('/api/v1/datasets/{id}/query', {
    params: { path: { id } },
    body: { aggregates: [{ fn: 'count', as: 'n' }], where: { not: { field: 'ma', op: 'eq', value: 'A1' } } },
  });
  expect(counted.data).toEqual({ items: [{ n: 1 }], snapshot: load.snapshot, truncated: false });

  const snapshots = await client.GET('/api/v1/datasets/{id}/snapshots', { params: { path: { id } } });
  expect(snapshots.data?.items.map((snapshot) => snapshot.rows)).toEqual([2]);
});

test('a copy that is still right is not sent again', async () => {
  const params = { path: { id } };
  const { response } = await client.GET('/api/v1/datasets/{id}', { params });
  const headers = { 'if-none-match': `W/"other", ${response.headers.get('etag')}` };
  const again = await client.GET('/api/v1/datasets/{id}', { params, headers });
  expect([response.status, again.response.status]).toEqual([200, 304]);
  const inEnglish = await client.GET('/api/v1/datasets/{id}', {
    params,
    headers: { ...headers, 'accept-language': 'en' },
  });
  expect(inEnglish.response.status).toBe(200);
});

test('a refusal is a problem, and typed as one', async () => {
  const { error, response } = await client.GET('/api/v1/datasets/{id}', { params: { path: { id: 'khong-co' } } });
  expect(response.status).toBe(404);
  expect(error?.code).toBe('dataset-unknown');
});

test('the types know states, paths and parameters', () => {
  expectTypeOf<components['schemas']['Load']['state']>().toEqualTypeOf<
    'received' | 'reading' | 'checking' | 'publishing' | 'published' | 'held' | 'cancelled' | 'failed'
  >();
  // @ts-expect-error -- there is no such address
  void (() => client.GET('/api/v1/dataset'));
  // @ts-expect-error -- a query has no such function
  void (() => client.POST('/api/v1/datasets/{id}/query', { params: { path: { id } }, body: { aggregates: [{ fn: 'x' }] } })); // prettier-ignore
  expect(true).toBe(true);
});
