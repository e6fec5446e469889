import { readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { build, type Rolldown } from 'vite';

const require = createRequire(import.meta.url);
// Plain JavaScript, since the launcher asks it too.
const { light, list, stampOf } = require('./program-stamp.cjs') as {
  readonly light: readonly string[];
  readonly list: string;
  readonly stampOf: (root: string, files: readonly string[]) => string;
};

/** What has many modules; every other package is loaded as it lies. */
const packages = ['zod', 'yaml', '@marcbachmann/cel-js', '@duckdb/node-api'];

/**
 * Puts the light verbs, and packages that they run with, into few files: `build/program`. `bin/daklake.cjs` starts them there
 * while the sources are as they were: Node takes a third of a millisecond for every module, and a check loads seven hundred.
 */
export async function buildProgram(root: string): Promise<void> {
  const out = join(root, 'build', 'program');
  // What changes from here on makes it stale.
  const before = await standingOf(root);
  await rm(join(out, 'stamp'), { force: true });
  const verbs = new RegExp(`/(${light.join('|')})\\.ts$`);
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: packages },
    build: {
      ssr: 'src/main.ts',
      target: 'node24',
      outDir: out,
      emptyOutDir: true,
      rolldownOptions: {
        // Nobody asks for the other verbs here.
        external: (id, importer) => importer?.endsWith('/src/cli/verbs.ts') === true && !verbs.test(id),
        // The sources find the root of the installation two folders above them; these files lie as deep.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  // One configuration, and nothing is watched.
  const { output } = built as Rolldown.RolldownOutput;
  const modules = output
    .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    .map((id) => relative(root, id));
  const used = new Set(['package.json', list, ...modules.map(standsFor).filter((file) => file !== undefined)]);
  await writeFile(join(out, 'stamp'), [...used].map((file) => before.get(file) ?? stampOf(root, [file])).join(''));
}

/** The file by which a change of the module is seen: a source itself, a package by what npm writes anew with every version. */
function standsFor(module: string): string | undefined {
  if (module.startsWith('src/')) return module;
  const folder = /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+/.exec(module)?.[0];
  return folder && `${folder}package.json`;
}

/** Of every source its line of the stamp. */
async function standingOf(root: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(join(root, 'src'), { recursive: true });
  const sources = names.filter((name) => name.endsWith('.ts')).map((name) => join('src', name));
  return new Map(['package.json', list, ...sources].map((file) => [file, stampOf(root, [file])]));
}
