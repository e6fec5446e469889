import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccess } from '#modules/access/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { keepServerOrigin } from '#platform/files/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { verb } from './admin.ts';
import { runVerb } from './run-verb.ts';

const packs = resolve(import.meta.dirname, '../../packs');
const folder = mkdtempSync(join(tmpdir(), 'daklake-admin-'));
let test1: TestDatabase;

beforeAll(async () => {
  test1 = await createTestDatabase();
});
afterAll(async () => {
  await test1.close();
  rmSync(folder, { recursive: true });
});

async function admin(given: string, environment: Readonly<Record<string, string>> = {}) {
  const printed: string[] = [];
  const noticed: string[] = [];
  const exitCode = await runVerb(verb, given.split(' '), 'en', {
    environment: { DATABASE_URL: test1.connectionString, DAKLAKE_PACKS: packs, ...environment },
    print: async (text) => void printed.push(text),
    notice: (line) => void noticed.push(line),
    progress: () => expect.fail('nothing takes that long'),
    untilEnd: () => expect.fail('nothing waits'),
  });
  return { exitCode, printed: printed.join(''), noticed: noticed.join('\n') };
}

const access = () =>
  createAccess({
    database: test1.database,
    directory: createDirectory({ packs }),
    clock: systemClock,
    origin: 'http://localhost:3000',
  });

test('prints a token that is known from then on, alone on stdout', async () => {
  const { exitCode, printed } = await admin('token ci --role officer --agency H15.139 --unit 24169');
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/^dlk_[\w-]{43}\n$/);
  expect(await access().identify({ authorization: `Bearer ${printed.trim()}` })).toMatchObject({
    name: 'ci',
    role: 'officer',
    agency: 'H15.139',
    unit: '24169',
  });
});

test('a name in use is refused with 4, and taken over with --replace', async () => {
  const first = await admin('token twice --role administrator --json');
  expect(JSON.parse(first.printed)).toMatchObject({ name: 'twice', role: 'administrator' });
  const again = await admin('token twice --role administrator --json');
  expect(again.exitCode).toBe(4);
  expect(JSON.parse(again.printed)).toMatchObject({ error: { code: 'token-name-taken' } });
  expect((await admin('token twice --role administrator --replace')).exitCode).toBe(0);
});

test('prints a link that makes an administrator', async () => {
  const { exitCode, printed } = await admin('link', { DAKLAKE_ORIGIN: 'https://dulieu.example' });
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/^https:\/\/dulieu\.example\/sign-in\?link=/);
  const link = new URL(printed.trim()).searchParams.get('link') ?? '';
  const person = { link, email: 'qt@daklak.example', name: 'QT', password: 'một mật khẩu dài' };
  expect((await access().redeemAdministratorLink(person)).caller.role).toBe('administrator');
});

test('the link is to where the data folder’s server is', async () => {
  const data = mkdtempSync(join(tmpdir(), 'daklake-admin-'));
  try {
    expect((await admin(`link --data ${data}`)).printed).toMatch(/^http:\/\/localhost:3000\//);
    await keepServerOrigin(data, 'http://localhost:4321');
    expect((await admin(`link --data ${data}`)).printed).toMatch(/^http:\/\/localhost:4321\/sign-in/);
    const own = await admin(`link --data ${data}`, { DAKLAKE_ORIGIN: 'https://a.example' });
    expect(own.printed).toMatch(/^https:\/\/a\.example\//);
  } finally {
    rmSync(data, { recursive: true });
  }
});

test.each(['token', 'token ci', 'token ci --role king', 'link extra', 'unknown', 'link --role'])(
  'admin %s is wrong usage',
  async (given) => {
    expect(await admin(given)).toMatchObject({ exitCode: 2, printed: '' });
  },
);

test('makes no data folder where none is', async () => {
  const data = join(folder, 'none');
  const { exitCode, noticed } = await admin(`link --data ${data}`, { DATABASE_URL: '' });
  expect(exitCode).toBe(4);
  expect(noticed).toContain('data-folder-unused');
  expect(existsSync(data)).toBe(false);
});

test.runIf(process.getuid?.() === 0)('root leaves the data folder of another user as it is', async () => {
  const data = join(folder, 'foreign');
  mkdirSync(join(data, 'postgres'), { recursive: true });
  chownSync(data, 65534, 65534);
  const { exitCode, noticed } = await admin(`link --data ${data}`, { DATABASE_URL: '' });
  expect([exitCode, noticed]).toEqual([4, expect.stringContaining('data-folder-foreign')]);
  expect(readdirSync(data)).toEqual(['postgres']);
  expect((await admin(`link --data ${data}`)).exitCode).toBe(0);
  expect(readdirSync(data)).toEqual(['postgres']);
});
