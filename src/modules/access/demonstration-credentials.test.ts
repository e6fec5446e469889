import { mkdtempSync, readFileSync, rmSync, statSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#platform/clock/clock.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createAccess, type Access } from './access.ts';
import { writeDemonstrationCredentials } from './demonstration-credentials.ts';
import { accessMigrations } from './store/migrations.ts';

const directory = createDirectory({ packs: resolve(import.meta.dirname, '../../../packs') });
const folder = mkdtempSync(join(tmpdir(), 'daklake-access-'));
const file = join(folder, 'credentials.json');
let test1: TestDatabase;
let access: Access;

beforeAll(async () => {
  test1 = await createTestDatabase({ migrations: accessMigrations });
  access = createAccess({ database: test1.database, directory, clock: systemClock, origin: 'http://localhost:3000' });
});
afterAll(async () => {
  await test1.close();
  rmSync(folder, { recursive: true });
});

interface Credentials {
  readonly users: readonly {
    email: string;
    password: string;
    role: string;
    agency: string | null;
    unit: string | null;
  }[];
  readonly tokens: readonly { name: string; token: string; role: string }[];
}
// The file is what is tested; its shape is asserted below.
const read = () => JSON.parse(readFileSync(file, 'utf8')) as Credentials;

test('everybody in the file can come in, and nobody else can read it', async () => {
  await writeDemonstrationCredentials({ access, file });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { users, tokens } = read();
  for (const { email, password, role, agency, unit } of users) {
    const { caller, setCookie } = await access.signIn({ email, password });
    expect(caller).toMatchObject({ role, agency, unit });
    expect(setCookie).not.toContain('Secure');
  }
  expect(users.find(({ role }) => role === 'steward')?.agency).toBe('H15.05');
  expect(users.find(({ role }) => role === 'officer')).toMatchObject({ agency: 'H15.139', unit: '24169' });
  expect(users.map(({ role }) => role)).toEqual(
    expect.arrayContaining(['administrator', 'leader', 'auditor', 'citizen']),
  );
  expect(tokens).toMatchObject([{ name: 'admin', role: 'administrator' }]);
  const authorization = `Bearer ${tokens[0]?.token}`;
  expect(await access.identify({ authorization })).toMatchObject({ role: 'administrator' });
});

test('an officer’s agency is the committee of his commune', () => {
  const officers = read().users.filter(({ unit }) => unit !== null);
  expect(officers.length).toBeGreaterThan(1);
  for (const { agency, unit } of officers) expect(directory.findAgency(agency ?? '')?.unit).toBe(unit);
});

test('a second start changes nothing; one that was cut off before the file is taken up again', async () => {
  const first = readFileSync(file, 'utf8');
  await writeDemonstrationCredentials({ access, file });
  expect(readFileSync(file, 'utf8')).toBe(first);

  unlinkSync(file);
  await writeDemonstrationCredentials({ access, file });
  const [user] = read().users;
  expect(readFileSync(file, 'utf8')).not.toBe(first);
  await expect(access.signIn({ email: user?.email ?? '', password: user?.password ?? '' })).resolves.toBeDefined();
});

test('a file of another database is replaced', async () => {
  await test1.database.deleteFrom('access.tokens').execute();
  const before = readFileSync(file, 'utf8');
  await writeDemonstrationCredentials({ access, file });
  expect(readFileSync(file, 'utf8')).not.toBe(before);
  expect(await access.identify({ authorization: `Bearer ${read().tokens[0]?.token}` })).toMatchObject({
    name: 'admin',
  });
});
