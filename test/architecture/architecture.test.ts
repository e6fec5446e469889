import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { foreignSchemasIn, importsOf, logicIn, refuseImport, type SourceFile } from './imports.ts';
import { mayUse } from './rooms.ts';

const root = join(import.meta.dirname, '..', '..');
const longest = 400;
let files: readonly SourceFile[];

beforeAll(async () => {
  const found = await Promise.all(['src', 'web', 'test', 'scripts', 'bench', 'packs'].map(filesIn));
  files = found.flat();
});

async function filesIn(folder: string): Promise<readonly SourceFile[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

function violations(sources: readonly SourceFile[]): readonly string[] {
  return sources.flatMap((file) =>
    importsOf(file).flatMap((found) => {
      const reason = refuseImport(file.path, found);
      return reason === undefined ? [] : [`${file.path} imports ${found.to}: ${reason}`];
    }),
  );
}

describe('the tree', () => {
  test('was looked at', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(300);
    expect(new Set(files.map((file) => file.path.split('/')[0]))).toEqual(
      new Set(['src', 'web', 'test', 'scripts', 'bench']),
    );
  });

  test('keeps to the table of imports', () => {
    expect(violations(files)).toEqual([]);
  });

  test('has only rooms that the table knows', () => {
    const rooms = files.flatMap((file) => /^src\/modules\/([^/]+)\//.exec(file.path)?.[1] ?? []);
    expect([...new Set(rooms)].filter((room) => !(room in mayUse))).toEqual([]);
  });

  test('names in a room’s SQL no schema but the room’s own', () => {
    const found = files.flatMap((file) => foreignSchemasIn(file).map((schema) => `${file.path} names ${schema}`));
    expect(found).toEqual([]);
  });

  test('has no logic in an index', () => {
    const indexes = files.filter((file) =>
      /^src\/modules\/[^/]+\/(?:index|offline|offline\/[^/]+)\.ts$/.test(file.path),
    );
    expect(indexes.length).toBeGreaterThan(3);
    expect(indexes.filter((index) => logicIn(index) !== '').map((index) => index.path)).toEqual([]);
  });

  test(`has no file over ${longest} lines`, () => {
    const long = files.filter((file) => file.text.split('\n').length > longest + 1);
    expect(long.map((file) => file.path)).toEqual([]);
  });
});

test('the table has no cycle', () => {
  const reach = (room: string): readonly string[] => (mayUse[room] ?? []).flatMap((next) => [next, ...reach(next)]);
  for (const room of Object.keys(mayUse)) expect(reach(room)).not.toContain(room);
});

describe('a planted violation is caught', () => {
  test.each([
    ['src/modules/warehouse/a.ts', `import { x } from '#modules/catalog/index.ts';`],
    ['src/modules/quality/a.ts', `import type { X } from '#modules/catalog/contract/contract.ts';`],
    ['src/modules/quality/a.ts', `import {\n  x,\n  type Y,\n} from '../catalog/contract/contract.ts';`],
    ['src/modules/access/a.ts', `export { x } from '#app/compose.ts';`],
    ['src/modules/access/a.ts', `const x = await import('#modules/intake/index.ts');`],
    ['src/platform/a/a.ts', `import '#modules/access/index.ts';`],
    ['src/api/a.ts', `import { sql } from 'kysely';`],
    ['src/app/a.ts', `import { x } from '../cli/start.ts';`],
    ['src/cli/a.ts', `import { x } from '#modules/intake/loads/run-load.ts';`],
    ['src/app/a.ts', `import { x } from '#modules/intake/offline.ts';`],
    ['src/app/a.ts', `import { x } from '#modules/quality/offline/rules.ts';`],
    ['src/cli/a.ts', `import { x } from '#modules/quality/offline-rules.ts';`],
    ['web/routes/a.tsx', `import { x } from '#platform/log/log.ts';`],
    ['web/routes/a.tsx', `import type { X } from '#modules/access/index.ts';`],
    ['web/routes/a.tsx', `import { x } from '../../src/modules/access/index.ts';`],
  ])('%s: %s', (path, text) => {
    expect(violations([{ path, text }])).toHaveLength(1);
  });

  test.each([
    ['src/modules/quality/a.ts', `import { x } from '#modules/catalog/index.ts';`],
    ['src/modules/quality/a.test.ts', `import { x } from '../../../test/support/database.ts';`],
    ['src/modules/quality/deep/a.ts', `import { x } from '../b.ts';`],
    ['web/routes/a.tsx', `import { roles } from '#api/caller.ts';`],
    ['web/routes/a.tsx', `import type { DomainError } from '#platform/errors/domain-error.ts';`],
    ['src/api/a.ts', `import { z } from 'zod';`],
    ['src/cli/a.ts', `import { x } from '#modules/intake/offline.ts';`],
    ['src/cli/a.ts', `import { x } from '#modules/quality/offline/rules.ts';`],
    ['bench/a.ts', `import { x } from '../src/modules/warehouse/offline.ts';`],
  ])('%s: %s is none', (path, text) => {
    expect(violations([{ path, text }])).toEqual([]);
  });

  test.each(["db.selectFrom('catalog.contracts')", 'sql`select * from catalog.contracts`', "createSchema('catalog')"])(
    'in SQL: %s',
    (text) => {
      expect(foreignSchemasIn({ path: 'src/modules/quality/a.ts', text })).toEqual(['catalog']);
      expect(foreignSchemasIn({ path: 'src/modules/catalog/a.ts', text })).toEqual([]);
    },
  );

  test('in an index', () => {
    expect(logicIn({ path: 'index.ts', text: `export { a, type B } from './a.ts';\nexport const x = 1;` })).not.toBe(
      '',
    );
    expect(logicIn({ path: 'index.ts', text: `export * from './a.ts';` })).not.toBe('');
  });
});
