import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../../../../test/support/database.ts';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';
import { createAgencyQuotas } from './agency-quotas.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let operator: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  operator = await platform.as('operator');
  for (const id of ['mot', 'hai']) {
    const answer = await platform.call(`/api/v1/datasets/${id}/contract`, {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/json' },
      body: makeContract({ id, fields: [{ name: 'ma', logicalType: 'string' }] }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
});
afterAll(() => platform.close());

const json = { 'content-type': 'application/json' };
const put = (agency: string, body: object, headers = operator) =>
  platform.call(`/api/v1/quotas/${agency}`, {
    method: 'PUT',
    headers: { ...headers, ...json },
    body: JSON.stringify(body),
  });
const send = (dataset: string, text: string) =>
  platform.call(`/api/v1/datasets/${dataset}/loads?name=a.csv`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/octet-stream' },
    body: text,
  });

test('only whoever runs the platform sees and sets quotas, and only of agencies that there are', async () => {
  expect((await platform.call('/api/v1/quotas')).status).toBe(401);
  expect((await platform.call('/api/v1/quotas', { headers: steward })).status).toBe(403);
  const change = { mostBytes: 1, mostWaiting: null };
  expect((await put('H15.05', change, steward)).status).toBe(403);
  expect((await put('H99.99', change)).status).toBe(404);
  expect((await put('H15.05', { mostBytes: -1, mostWaiting: null })).status).toBe(400);
});

test('an agency keeps no more bytes than it may, however many files come at once, and is told what to do', async () => {
  const first = await platform.load('mot', 'ma\nA', { headers: steward });
  expect(first.state).toBe('published');
  // Room for two of the files, whatever their checks leave.
  const most = (await bytesOf('landing', 'rejects', 'snapshots')) + 2_500_000;
  expect((await put('H15.05', { mostBytes: most, mostWaiting: null })).status).toBe(200);
  const answers = await Promise.all(['B', 'C', 'D', 'E', 'F'].map((row) => send('mot', `ma\n${row.repeat(1e6)}`)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 202, 507, 507, 507]);
  const refused = answers.find(({ status }) => status === 507);
  expect(await refused?.json()).toMatchObject({ code: 'agency-full', agency: 'H15.05', most });
  // Nothing of what was refused is left.
  expect((await readdir(join(platform.dataFolder, 'landing'))).filter((name) => name !== 'uploads')).toHaveLength(3);
  expect((await put('H15.05', { mostBytes: null, mostWaiting: null })).status).toBe(200);
  expect((await send('mot', 'ma\nG')).status).toBe(202);
});

test('what an agency keeps is what lies on the disk of its files, their rejects, and the snapshots of its datasets', async () => {
  const administrator = await platform.as('administrator');
  expect((await platform.load('hai', 'ma\nH', { headers: administrator })).state).toBe('published');
  await vi.waitFor(async () => {
    const { items } = (await (await platform.call('/api/v1/quotas', { headers: operator })).json()) as {
      items: readonly Record<string, unknown>[];
    };
    expect(items).toEqual([expect.objectContaining({ agency: 'H15.05', waiting: 0, own: null })]);
    // What he sent who works for no agency counts for none; what came of it is the owner's.
    const fileBytes = (await bytesOf('landing')) - 'ma\nH'.length;
    const snapshotBytes = await bytesOf('snapshots');
    const all = { fileBytes, snapshotBytes, bytes: fileBytes + snapshotBytes + Number(items[0]?.['rejectsBytes']) };
    expect(items).toMatchObject([all]);
    expect(Number(items[0]?.['rejectsBytes'])).toBe(await bytesOf(...(await ownRejects())));
  }, 20_000);
  const full = (await bytesOf('snapshots')) - 1;
  expect((await put('H15.05', { mostBytes: full, mostWaiting: null })).status).toBe(200);
  const refused = await platform.call('/api/v1/datasets/hai/loads?name=a.csv', {
    method: 'POST',
    headers: { ...administrator, 'content-type': 'application/octet-stream' },
    body: 'ma\nI',
  });
  expect([refused.status, await refused.json()]).toMatchObject([507, { code: 'agency-full', agency: 'H15.05' }]);
  await put('H15.05', { mostBytes: null, mostWaiting: null });
});

/** Folders of what was left of loads that an agency's people sent. */
async function ownRejects(): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from intake.loads where sender ->> 'agency' is not null and result is not null`.execute(
    platform.database,
  );
  return rows.map(({ id }) => join('rejects', id));
}

/** Bytes of all files in these folders of the data folder. */
async function bytesOf(...folders: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const folder of folders) {
    for (const file of await readdir(join(platform.dataFolder, folder), { recursive: true, withFileTypes: true })) {
      if (file.isFile()) bytes += (await stat(join(file.parentPath, file.name))).size;
    }
  }
  return bytes;
}

test('whoever asks for room in his transaction waits for no other connection, however many ask at once', async () => {
  const { database, close } = await createTestDatabase({ maxConnections: 1 });
  const quotas = createAgencyQuotas({
    database,
    catalog: { listOwners: async () => new Map() },
    clock: () => new Date(0),
    mostBytes: 100,
    mostWaiting: undefined,
  });
  const sender = { kind: 'token', id: '1', name: 'A', role: 'machine', agency: 'H15.05', unit: null } as const;
  const ask = async (bytes: number) => {
    const room = await quotas.findRoom({ sender, owner: 'H15.06' });
    await database.transaction().execute((transaction) => room.demand(transaction, bytes));
  };
  const asked = await Promise.allSettled([...Array<number>(9).fill(100), 101].map(ask));
  expect(asked.map(({ status }) => status)).toEqual([...Array<string>(9).fill('fulfilled'), 'rejected']);
  await close();
}, 5_000);

test('an agency has no more loads waiting than it may', async () => {
  expect((await put('H15.05', { mostBytes: null, mostWaiting: 0 })).status).toBe(200);
  const refused = await send('hai', 'ma\nA');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: 'agency-busy', most: 0 });
  await put('H15.05', { mostBytes: null, mostWaiting: null });
});
