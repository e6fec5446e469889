import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
// As the launcher has it.
const { isFresh, light, list, stampOf } = createRequire(import.meta.url)('./program-stamp.cjs') as {
  readonly isFresh: (root: string) => boolean;
  readonly light: readonly string[];
  readonly list: string;
  readonly stampOf: (root: string, files: readonly string[]) => string;
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-program-'));
  await run(process.execPath, [join(root, 'scripts', 'build-if-stale.ts'), '--program']);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(command: string, given: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return new Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }>((resolve) => {
    execFile(command, given, { env: { ...process.env, ...environment } }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

const contract = `apiVersion: v3.1.0
kind: DataContract
id: thu
version: 1.0.0
status: active
name: Thử
customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: open }
schema:
  - name: thu
    properties:
      - { name: ma, logicalType: string, primaryKey: true, primaryKeyPosition: 1, required: true }
      - { name: so, logicalType: integer }
`;

test('the light verbs start from few files, and say what they say from their sources', async () => {
  await writeFile(join(folder, 'table.csv'), 'ma,so\nA,1\nB,hai\nA,1\n');
  await writeFile(join(folder, 'contract.yaml'), contract);
  const form = join(folder, 'form.xlsx');
  const asked: Readonly<Record<string, readonly string[]>> = {
    check: [join(folder, 'table.csv'), '--contract', join(folder, 'contract.yaml')],
    contract: ['check', join(folder, 'contract.yaml')],
    infer: [join(folder, 'none.csv')],
    load: [join(folder, 'table.csv'), '--dataset', 'so', '--server', 'http://127.0.0.1:1'],
    read: [join(folder, 'table.csv'), '--json'],
    template: [join(folder, 'contract.yaml'), '-o', form],
  };
  expect(Object.keys(asked)).toEqual(light);
  for (const [verb, given] of Object.entries(asked)) {
    const modules = join(folder, `${verb}.json`);
    const recorder = join(root, 'test', 'support', 'record-modules.child.ts');
    const built = await run(process.execPath, [join(root, 'bin', 'daklake.cjs'), verb, ...given], {
      NODE_OPTIONS: `--import ${recorder}`,
      RECORD_MODULES_IN: modules,
    });
    const written = await readFile(form).catch(() => undefined);
    await rm(form, { force: true });
    expect(built).toEqual(await run(process.execPath, [join(root, 'src', 'main.ts'), verb, ...given]));
    expect(written?.length).toEqual((await readFile(form).catch(() => undefined))?.length);
    // Written by the recorder.
    const loaded = (JSON.parse(await readFile(modules, 'utf8')) as readonly string[]).filter(
      (url) => !url.startsWith('node:'),
    );
    expect(loaded.filter((url) => url.includes('/src/'))).toEqual([]);
    expect(loaded.length).toBeLessThan(100);
  }
});

test('what was built is known by the packages that it was built from, too', async () => {
  const files = (await readFile(join(root, 'build', 'program', 'stamp'), 'utf8')).split('\n');
  const packages = files.flatMap((line) => / node_modules\/(.+)\/package\.json$/.exec(line)?.[1] ?? []);
  expect(packages).toEqual(expect.arrayContaining(['zod', 'yaml', '@marcbachmann/cel-js', '@duckdb/node-api']));
});

test('what was built is left aside when a source is other than it was, or gone', async () => {
  const file = join(folder, 'src', 'main.ts');
  await mkdir(join(folder, 'src'), { recursive: true });
  await mkdir(join(folder, 'scripts'), { recursive: true });
  await mkdir(join(folder, 'build', 'program'), { recursive: true });
  expect(isFresh(folder)).toBe(false);
  await writeFile(file, 'one');
  await writeFile(join(folder, list), 'check');
  await writeFile(join(folder, 'build', 'program', 'stamp'), stampOf(folder, ['src/main.ts']));
  // Nobody knows of which verbs it is.
  expect(isFresh(folder)).toBe(false);
  await writeFile(join(folder, 'build', 'program', 'stamp'), stampOf(folder, [list, 'src/main.ts']));
  expect(isFresh(folder)).toBe(true);
  await utimes(file, 1000, 1000);
  expect(isFresh(folder)).toBe(false);
  await writeFile(join(folder, 'build', 'program', 'stamp'), stampOf(folder, [list, 'src/main.ts']));
  expect(isFresh(folder)).toBe(true);
  await writeFile(file, 'other');
  await utimes(file, 1000, 1000);
  expect(isFresh(folder)).toBe(false);
  await rm(file);
  expect(isFresh(folder)).toBe(false);
  await writeFile(join(folder, 'build', 'program', 'stamp'), '');
  expect(isFresh(folder)).toBe(false);
});
