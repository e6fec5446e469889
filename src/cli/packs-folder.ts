import { fileURLToPath } from 'node:url';

const ownPacks = fileURLToPath(new URL('../../packs', import.meta.url));

/** Where dictionary, directory and scoring are read from: those that came with the program unless said otherwise. */
export function packsFolderOf(environment: Readonly<Record<string, string | undefined>>): string {
  return environment['DAKLAKE_PACKS'] ?? ownPacks;
}
