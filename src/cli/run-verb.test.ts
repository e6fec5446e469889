import { expect, test } from 'vitest';
import { DomainError } from '#platform/errors/domain-error.ts';
import { runVerb } from './run-verb.ts';
import { defineVerb, UsageError, VerbFailure, type ExitCode, type VerbContext } from './verb.ts';

type Run = (context: VerbContext<{ limit: { type: 'string' } }>) => Promise<ExitCode>;

/** Runs a verb that reads one file, and collects what it wrote. */
async function run(given: readonly string[], work: Run) {
  const verb = defineVerb({
    usage: ['peek FILE [--limit N]'],
    summary: { vi: 'Xem tệp.', en: 'Looks at a file.' },
    options: { limit: { type: 'string' } },
    positionals: { min: 1, max: 1 },
    failure: 3,
    run: work,
  });
  let stdout = '';
  let stderr = '';
  const code = await runVerb(verb, given, 'en', {
    environment: {},
    print: async (text) => void (stdout += text),
    notice: (line) => void (stderr += `${line}\n`),
    progress: () => ({ report: () => undefined, end: () => undefined }),
    untilEnd: () => new Promise(() => undefined),
  });
  return { code, stdout, stderr };
}

const fine: Run = async ({ print, positionals, options, json }) => {
  await print(JSON.stringify({ positionals, limit: options.limit, json }));
  return 0;
};

test('hands over arguments and options', async () => {
  const { code, stdout, stderr } = await run(['a.csv', '--limit', '5', '--json'], fine);
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({ positionals: ['a.csv'], limit: '5', json: true });
});

test.each([[[]], [['a', 'b']], [['a', '--unknown']], [['a', '--limit']]])('%j is wrong usage', async (given) => {
  const { code, stdout, stderr } = await run(given, fine);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('daklake peek FILE');
});

test('wrong usage says so in JSON too', async () => {
  const { code, stdout } = await run(['--json'], fine);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage' } });
});

test('shows help in the language asked for', async () => {
  expect(await run(['--help'], fine)).toMatchObject({ code: 0, stdout: expect.stringContaining('Looks at') as string });
});

const failures: readonly (readonly [string, unknown, number, string])[] = [
  [
    'a domain error',
    new DomainError('file-empty', { kind: 'unprocessable', title: 'Empty' }, 'no byte'),
    3,
    'file-empty',
  ],
  [
    'a failure with its own code',
    new VerbFailure(4, { code: 'no-server', title: 'None', detail: 'gone' }),
    4,
    'no-server',
  ],
  ['a usage error', new UsageError('--limit is a number'), 2, 'usage'],
  ['a fault', new TypeError('x is not a function'), 3, 'internal'],
];
test.each(failures)('%s becomes an exit code and one JSON document', async (_what, error, exitCode, code) => {
  const { code: given, stdout } = await run(['a.csv', '--json'], async () => {
    throw error;
  });
  expect(given).toBe(exitCode);
  expect(JSON.parse(stdout)).toEqual({
    error: { code, title: expect.any(String) as string, detail: (error as Error).message },
  });
});

test('a file that is not there cannot be read', async () => {
  const { readFile } = await import('node:fs/promises');
  const { code, stdout } = await run(['a.csv', '--json'], async () => {
    await readFile('/nowhere/a.csv');
    return 0;
  });
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'file-unreadable' } });
});
