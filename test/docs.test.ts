import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose, type Platform } from '../src/app/compose.ts';
import { readConfig, settings } from '../src/app/config.ts';
import { systemClock } from '../src/platform/clock/clock.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { documentHash, readApiDocument } from '../scripts/reports/api-document.ts';
import { listErrors, reportErrors } from '../scripts/reports/errors.ts';
import { reportRoutes } from '../scripts/reports/routes.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const root = join(import.meta.dirname, '..');
let folder: string;
let store: TestDatabase;
let platform: Platform;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-docs-'));
  store = await createTestDatabase();
  const environment = { DATABASE_URL: store.connectionString, DAKLAKE_DATA: folder, DAKLAKE_DEMO: '0' };
  const config = readConfig(environment);
  platform = await compose({
    config,
    log: silentLog,
    clock: systemClock,
    version: '0',
    development: false,
    onLost: () => undefined,
  });
});
afterAll(async () => {
  await platform.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

function document(...path: readonly string[]): Promise<string> {
  return readFile(join(root, 'docs', ...path), 'utf8');
}

test('the guide to the settings has every setting as the code has it, and no other', async () => {
  const rows = (await document('guides', 'settings.md')).split('\n').filter((line) => line.startsWith('| `'));
  const expected = Object.entries(settings).map(
    ([name, setting]: [string, { readonly default?: string; readonly help: string; readonly secret?: true }]) => {
      const initial = setting.default === undefined ? '' : `\`${setting.default}\``;
      return `| \`${name}\` | ${initial} | ${setting.help}${setting.secret ? ' Secret.' : ''} |`;
    },
  );
  expect(rows).toEqual(expected);
});

test('the report on error codes has every code of every table', async () => {
  expect((await listErrors(root)).length).toBeGreaterThan(20);
  expect(await document('reports', 'errors.md')).toBe(await reportErrors(root));
});

test('the report on routes has every route', async () => {
  expect(await document('reports', 'routes.md')).toBe(await reportRoutes(platform.http));
});

test('the types of a client are those of today’s OpenAPI document', async () => {
  const [head] = (await document('reports', 'openapi.d.ts')).split('\n');
  expect(head, 'run «npm run api-client»').toContain(documentHash(await readApiDocument(platform.http)));
});

test('error codes are words joined by hyphens', async () => {
  const codes = (await listErrors(root)).map((error) => error.code);
  expect(codes.filter((code) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
});
