import { posix } from 'node:path';
import { mayUse } from './rooms.ts';

export interface SourceFile {
  /** From the repository's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Static, re-exporting, dynamic and bare imports, of values and of types. */
const importPattern =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]/gm;

const aliases: Readonly<Record<string, string>> = {
  '#app/': 'src/app/',
  '#modules/': 'src/modules/',
  '#platform/': 'src/platform/',
  '#api/': 'src/api/',
};

export interface Import {
  /** A path from the root for a file of ours, a name for a package. */
  readonly to: string;
  /** Erased before it runs. */
  readonly typeOnly: boolean;
}

export function importsOf(file: SourceFile): readonly Import[] {
  return [...file.text.matchAll(importPattern)].map((match) => ({
    to: resolve(file.path, match[1] ?? match[2] ?? match[3] ?? ''),
    typeOnly: /^\s*(?:import|export)\s+type\b/.test(match[0]),
  }));
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  const alias = Object.keys(aliases).find((each) => specifier.startsWith(each));
  return alias === undefined ? specifier : `${aliases[alias]}${specifier.slice(alias.length)}`;
}

/** Why one file may not import another; undefined where it may. */
export function refuseImport(from: string, { to, typeOnly }: Import): string | undefined {
  const isTest = /\.(test|child)\.tsx?$/.test(from) || from.startsWith('test/');
  if (isTest && to.startsWith('test/')) return undefined;
  const room = roomOf(from);
  const target = roomOf(to);
  if (target !== undefined && target !== room && !isDoor(from, to, target)) {
    return `a room is entered only by its index.ts`;
  }
  if (room !== undefined) return refuseInRoom(room, target, to);
  if (from.startsWith('src/platform/') && within(to, 'src') && !within(to, 'src/platform', 'src/api')) {
    return 'the platform knows no room and no application';
  }
  if (from.startsWith('src/api/') && to !== 'zod' && !within(to, 'src/api') && !isTest)
    return 'the shared schemas need only zod';
  if (from.startsWith('src/app/') && within(to, 'src/cli', 'src/main.ts'))
    return 'the application does not know how it is called';
  if (from.startsWith('web/') && within(to, 'src') && !within(to, 'src/api')) {
    if (typeOnly && within(to, 'src/platform')) return undefined;
    return 'pages get services through their context; a value would be bundled a second time';
  }
  if (within(from, 'src') && within(to, 'web')) return 'the server does not import pages';
  return undefined;
}

/**
 * Verbs that need no server and the loads' child processes have doors of their own, `offline.ts` or one for each task in
 * `offline/`: the whole room would take longer to load than their work. Benches and corpora do by hand what these do.
 */
function isDoor(from: string, to: string, room: string): boolean {
  const light = [`src/modules/${room}/offline.ts`, `src/modules/${room}/offline`];
  return (
    to === `src/modules/${room}/index.ts` ||
    (within(from, 'src/cli', 'src/modules/intake/worker', 'bench', 'test/corpora') && within(to, ...light))
  );
}

function refuseInRoom(room: string, target: string | undefined, to: string): string | undefined {
  if (target !== undefined && target !== room && mayUse[room]?.includes(target) !== true)
    return `${room} may not use ${target}`;
  if (target === undefined && (within(to, 'src/app', 'src/cli', 'src/main.ts') || within(to, 'web'))) {
    return 'a room does not know who composes it';
  }
  return undefined;
}

function roomOf(path: string): string | undefined {
  return /^src\/modules\/([^/]+)\//.exec(path)?.[1];
}

function within(path: string, ...folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

/** The schemas of other rooms that a file of a room names in SQL or to the query builder. */
export function foreignSchemasIn(file: SourceFile): readonly string[] {
  const room = roomOf(file.path);
  const schemas = [...Object.keys(mayUse), 'platform'].filter((schema) => schema !== room).join('|');
  const named = new RegExp(
    `['"\`](${schemas})\\.[a-z_]+|\\b(?:from|join|into|update|table|references|schema)\\s+(${schemas})\\.[a-z_]|Schema\\(['"](${schemas})['"]`,
    'g',
  );
  return room === undefined
    ? []
    : [...withoutComments(file.text).matchAll(named)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** What is left of an index.ts when its comments and enumerated re-exports are taken away: nothing, if it has no logic. */
export function logicIn(index: SourceFile): string {
  return withoutComments(index.text)
    .replace(/export (?:type )?\{[^}]*\}(?: from '[^']+')?;/g, '')
    .trim();
}

/** Lines that are nothing but comment. */
function withoutComments(text: string): string {
  return text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
}
