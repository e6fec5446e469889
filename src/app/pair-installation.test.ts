import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { pairInstallation } from './pair-installation.ts';

let own: TestDatabase;
let other: TestDatabase;
let folder: string;

beforeAll(async () => {
  [own, other] = [await createTestDatabase({ migrations: [] }), await createTestDatabase({ migrations: [] })];
  folder = await mkdtemp(join(tmpdir(), 'daklake-pair-'));
});
afterAll(async () => {
  for (const store of [own, other]) await store.close();
  await rm(folder, { recursive: true });
});

test('a data folder stays with its database, and with no other unless somebody says so', async () => {
  await pairInstallation(own.database, folder);
  await pairInstallation(own.database, folder);
  const refused = { code: 'database-foreign', message: expect.stringContaining(join(folder, 'installation')) };
  await expect(pairInstallation(other.database, folder)).rejects.toMatchObject(refused);
  const another = await mkdtemp(join(tmpdir(), 'daklake-pair-'));
  await pairInstallation(other.database, another);
  await rm(another, { recursive: true });
  await expect(pairInstallation(other.database, folder)).rejects.toMatchObject(refused);
  await rm(join(folder, 'installation'));
  await pairInstallation(other.database, folder);
  await expect(pairInstallation(own.database, folder)).rejects.toMatchObject(refused);
});
