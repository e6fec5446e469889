import { readFile } from 'node:fs/promises';

/** The version of this program, as its package says it. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  // Our own file.
  return (JSON.parse(text) as { readonly version: string }).version;
}
