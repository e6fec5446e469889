import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';
import { migrate } from '#platform/database/migrate.ts';
import { intakeMigrations } from '../loads/tables.ts';
import { receiptAlphabet } from './receipt-code.ts';

let platform: TestPlatform;
let steward: Record<string, string>;

const contract = (id: string, access: string) => `
apiVersion: v3.1.0
kind: DataContract
id: ${id}
version: 1.0.0
status: active
customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: ${access} }
  - { property: daklake.labels, value: { vi: Sổ cầu ${access}, en: Bridges } }
schema:
  - name: so_cau
    logicalType: object
    properties:
      - { name: ma, logicalType: string, primaryKey: true, required: true }
      - { name: dai, logicalType: number }
`;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  for (const access of ['open', 'private']) {
    const put = await platform.call(`/api/v1/datasets/cau-${access}/contract`, {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/yaml' },
      body: contract(`cau-${access}`, access),
    });
    if (put.status !== 201) throw new Error(await put.text());
  }
});
afterAll(() => platform.close());

async function ask(code: string, headers: Record<string, string> = {}) {
  const response = await platform.call(`/api/v1/receipts/${encodeURIComponent(code)}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('whoever holds the code learns what was received, and nobody’s name', async () => {
  const load = await platform.load('cau-open', 'ma,dai\nC1,10\nC2,dài\n', {
    headers: steward,
    name: 'Nguyễn Văn A.csv',
  });
  const { status, body } = await ask(load.receipt.toLowerCase().replaceAll('-', ' '));
  expect(status).toBe(200);
  expect(body).toEqual({
    code: load.receipt,
    dataset: { id: 'cau-open', title: 'Sổ cầu open', synthetic: false },
    receivedBy: { code: 'H15.05', name: 'Sở Khoa học và Công nghệ' },
    sentFrom: { code: 'H15.05', name: 'Sở Khoa học và Công nghệ' },
    receivedAt: load.createdAt,
    file: { bytes: load.file.bytes, sha256: load.file.sha256 },
    asOf: expect.stringMatching(/\+07:00$/) as string,
    state: 'held',
    endedAt: null,
    counts: { received: 2, accepted: 1, rejected: 1, duplicate: 0 },
  });
  expect((await ask(load.receipt, { 'accept-language': 'en' })).body).toMatchObject({
    receivedBy: { name: 'Department of Science and Technology' },
  });
});

test('of a private dataset a stranger learns only who received the file', async () => {
  const load = await platform.load('cau-private', 'ma,dai\nC1,10\n', { headers: steward });
  const { body } = await ask(load.receipt);
  expect(body).toMatchObject({ dataset: null, sentFrom: null, receivedBy: { code: 'H15.05' }, state: 'published' });
  expect(JSON.stringify(body)).not.toContain('Sổ cầu');
  expect((await ask(load.receipt, steward)).body).toMatchObject({ dataset: { title: 'Sổ cầu private' } });
});

test.each(['0000-0000-0000', 'no code', "'; drop table intake.loads; --"])('«%s» is on no receipt', async (code) => {
  expect(await ask(code)).toMatchObject({ status: 404, body: { code: 'receipt-unknown' } });
});

test('loads made before there were receipts get codes of their own', async () => {
  const store: TestDatabase = await createTestDatabase({ migrations: [] });
  try {
    const before = intakeMigrations.filter(({ id }) => id !== 'intake-003-receipt-codes');
    await migrate(store.database, before);
    await sql`
      insert into intake.loads
        (id, dataset, state, mode, file_name, file_bytes, sha256, contract_version, contract_revision, sender, received_on, created_at)
      select gen_random_uuid(), 'd', 'published', 'replace', 'f', 1, 'h', '1', 1, '{"id":"u"}', '2026-01-01', now()
      from generate_series(1, 2000)
    `.execute(store.database);
    await migrate(store.database, intakeMigrations);
    const { rows } = await sql<{ receipt_code: string }>`select receipt_code from intake.loads`.execute(store.database);
    const codes = rows.map((row) => row.receipt_code);
    expect(new Set(codes).size).toBe(2000);
    expect(codes.filter((code) => !/^[0-9A-HJKMNP-TV-Z]{12}$/.test(code))).toEqual([]);
    // Every sign stands in every place: none is taken from what is fixed in a UUID.
    for (let place = 0; place < 12; place += 1)
      expect(new Set(codes.map((code) => code[place])).size).toBe(receiptAlphabet.length);
  } finally {
    await store.close();
  }
});
