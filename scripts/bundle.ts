import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { findPostgresBinaries } from '#platform/database/postgres-binaries.ts';

// bundle.ts [FOLDER]: makes FOLDER/daklake-VERSION-PLATFORM.tar.gz (in dist/ unless said): the program with its Node, its
// packages and its pages, for machines without a network. It is put together from what is installed here, and needs no
// network either.

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const out = resolve(process.argv[2] ?? join(root, 'dist'));
const platform = `${process.platform}-${process.arch}`;

/** What an installation has besides packages and what is made here. */
const parts = [
  'bin/daklake.cjs',
  'build',
  'deploy',
  'docs/guides',
  'docs/reports/errors.md',
  'docs/reports/openapi.d.ts',
  'packs',
  'scripts/node24.cjs',
  'scripts/node24.sh',
  'scripts/program-stamp.cjs',
  'src',
  'package.json',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'README.vi.md',
];

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { readonly version: string };
await run(process.execPath, [join(root, 'scripts', 'build-if-stale.ts')], { cwd: root });
// Makes the links between PostgreSQL's libraries: an installation is read-only for whoever runs it.
await findPostgresBinaries();
const folder = await mkdtemp(join(tmpdir(), 'daklake-bundle-'));
try {
  const name = `daklake-${version}-${platform}`;
  const bundle = join(folder, name);
  for (const part of [...parts, ...(await listPackages())]) {
    await cp(join(root, part), join(bundle, part), {
      recursive: true,
      verbatimSymlinks: true,
      // By them `build/program` is known to be of these sources.
      preserveTimestamps: true,
      filter: isNeeded,
    });
  }
  await cp(join(root, 'deploy', 'daklake'), join(bundle, 'bin', 'daklake'));
  await cp(join(root, 'deploy', 'install.sh'), join(bundle, 'install.sh'));
  for (const program of ['bin/daklake', 'install.sh']) await chmod(join(bundle, program), 0o755);
  await writeFile(join(bundle, 'VERSION'), `${version}\n`);
  await writeFile(join(bundle, 'PLATFORM'), `${platform}\n`);
  await writeFile(join(bundle, 'SHA256SUMS'), await sumsOf(bundle));

  const archive = join(out, `${name}.tar.gz`);
  await mkdir(out, { recursive: true });
  const owned = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name', '--mode=u+rwX,go+rX,go-w'];
  await run('tar', [...owned, '-czf', archive, '-C', folder, name]);
  await writeFile(`${archive}.sha256`, `${await hashOf(archive)}  ${basename(archive)}\n`);
  process.stdout.write(`${archive}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The folders of the packages that the program runs with on this platform, as the lock says. */
async function listPackages(): Promise<readonly string[]> {
  interface Locked {
    readonly dev?: boolean;
    readonly devOptional?: boolean;
    readonly optional?: boolean;
  }
  // npm's own file.
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const installed = new Set(
    (await readdir(join(root, 'node_modules'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.name === 'package.json')
      .map((entry) => entry.parentPath.slice(root.length + 1)),
  );
  const found: string[] = [];
  for (const [path, { dev, devOptional, optional }] of Object.entries(lock.packages)) {
    if (!path.startsWith('node_modules/') || dev === true || devOptional === true) continue;
    if (installed.has(path)) found.push(path);
    else if (optional !== true) throw new Error(`${path} is not installed; run «npm ci»`);
  }
  return found;
}

/** Tests stay behind, and of Node what only builds other programs. A package's own packages are listed by themselves. */
function isNeeded(path: string): boolean {
  const inside = path.slice(root.length + 1);
  if (/^src\/.*(\.test\.ts|\/(?:golden|__snapshots__))$/.test(inside)) return false;
  if (/^node_modules\/node-linux-[^/]+\/(include|share)$/.test(inside)) return false;
  return !/^node_modules\/.*\/node_modules$/.test(inside);
}

/** In the form of `sha256sum --check`. */
async function sumsOf(bundle: string): Promise<string> {
  const entries = await readdir(bundle, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  let sums = '';
  for (const file of files.sort()) sums += `${await hashOf(file)}  ${file.slice(bundle.length + 1)}\n`;
  return sums;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
