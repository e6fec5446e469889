import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claim } from '#platform/files/claim.ts';

// Builds the pages if they are older than their sources, and the light verbs (`--program`: them alone). Stamps tell of which
// sources they are and are written last: a build that was cut off has none, and is made again. Of two at once one builds and
// the other waits for it.

const root = join(import.meta.dirname, '..');
const sources = [
  'web',
  'src/api',
  'package-lock.json',
  'tsconfig.web.json',
  'vite.config.ts',
  'react-router.config.ts',
  'scripts/compress-assets.ts',
];
const stamp = join(root, 'build', 'stamp');
const builder = join(root, 'node_modules', '@react-router', 'dev', 'bin.cjs');

const { isFresh } = createRequire(import.meta.url)('./program-stamp.cjs') as { isFresh: (root: string) => boolean };

if (!process.argv.includes('--program') && existsSync(join(root, 'web', 'root.tsx'))) await buildIfStale();
if (!isFresh(root) && existsSync(join(root, 'node_modules', 'vite'))) await buildProgramInTurn();

async function buildIfStale(): Promise<void> {
  const wanted = await hashOf(sources);
  if (await isBuilt(wanted)) return;
  if (!existsSync(builder) || !existsSync(join(root, 'node_modules', 'vite'))) {
    if (existsSync(stamp)) {
      console.error(
        'The pages are older than their sources, and what builds them is not installed; they are served as they are.',
      );
      return;
    }
    console.error(
      'The pages are not built, and what builds them is not installed. Run `npm ci` without --omit=dev, or bring build/ along.',
    );
    process.exit(1);
  }
  const claimed = await waitForTurn();
  // Somebody else may have built while we waited.
  if (!(await isBuilt(wanted))) await build(wanted);
  await claimed.release();
}

/** Without it the light verbs start from their sources. */
async function buildProgramInTurn(): Promise<void> {
  const { buildProgram } = await import('./build-program.ts');
  const claimed = await waitForTurn();
  if (!isFresh(root)) await buildProgram(root);
  await claimed.release();
}

async function isBuilt(wanted: string): Promise<boolean> {
  return (await readFile(stamp, 'utf8').catch(() => '')) === wanted;
}

async function waitForTurn() {
  for (;;) {
    const claimed = await claim(`build ${root}`);
    if (claimed !== undefined) return claimed;
    await sleep(100);
  }
}

async function build(wanted: string): Promise<void> {
  console.error('Building the pages…');
  await rm(stamp, { force: true });
  const child = spawn(process.execPath, [builder, 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) {
    console.error(`${output}\nThe pages could not be built.`);
    process.exit(1);
  }
  await mkdir(join(root, 'build'), { recursive: true });
  await writeFile(stamp, wanted);
}

/** Names and contents, so that neither a copied folder's times nor a removed file deceive. */
async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesIn(path))
      hash
        .update(`${file}\0`)
        .update(await readFile(join(root, file)))
        .update('\0');
  }
  return hash.digest('hex');
}

async function filesIn(path: string): Promise<readonly string[]> {
  const found = await stat(join(root, path)).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  const names = await readdir(join(root, path), { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
