import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { runVerb } from './run-verb.ts';
import { verb } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'daklake-verify-'));
let test1: TestDatabase;

beforeAll(async () => {
  test1 = await createTestDatabase();
});
afterAll(async () => {
  await test1.close();
  rmSync(folder, { recursive: true });
});

async function verify(
  given: readonly string[],
  environment: Readonly<Record<string, string>> = { DATABASE_URL: test1.connectionString },
) {
  const printed: string[] = [];
  const exitCode = await runVerb(verb, [...given, '--data', folder], 'vi', {
    environment,
    print: async (text) => void printed.push(text),
    notice: () => undefined,
    progress: () => ({ report: () => undefined, end: () => undefined }),
    untilEnd: () => expect.fail('nothing waits'),
  });
  return { exitCode, printed: printed.join('') };
}

test('nothing wrong is 0', async () => {
  const { exitCode, printed } = await verify(['--json']);
  expect(exitCode).toBe(0);
  expect(JSON.parse(printed)).toEqual({ ok: true, checked: 0, problems: [] });
  expect((await verify([])).printed).toBe('Đã kiểm tra 0 tệp, không có sai lệch.\n');
});

test('a folder on which no server ever started is 4', async () => {
  expect((await verify([], {})).exitCode).toBe(4);
});

test('a problem is 1, and told', async () => {
  const orphan = join(folder, 'snapshots', 'ho-ngheo', 'cũ');
  mkdirSync(orphan, { recursive: true });
  utimesSync(orphan, new Date(0), new Date(0));
  const { exitCode, printed } = await verify(['--json']);
  expect(exitCode).toBe(1);
  expect(JSON.parse(printed)).toMatchObject({
    ok: false,
    problems: [{ kind: 'orphan', dataset: 'ho-ngheo', snapshot: 'cũ', file: 'ho-ngheo/cũ' }],
  });
});
