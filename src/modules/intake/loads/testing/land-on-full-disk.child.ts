import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { landFile } from '../land-file.ts';
import { loadFolders } from '../load-folders.ts';

/** Run in a namespace of its own, where the folder that is given is a disk of one MiB: says how landing more ends. */
const folders = loadFolders(process.argv[2] ?? '', 'a');
const content = Readable.from(Array.from({ length: 64 }, () => Buffer.alloc(64 * 1024, 'x')));
const code = await landFile(content, folders, { mostBytes: 2 ** 30, cut: () => false }).then(
  () => 'landed',
  (error: { readonly code?: string }) => error.code,
);
process.stdout.write(JSON.stringify({ code, left: existsSync(folders.landed) }));
