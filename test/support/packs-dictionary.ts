import { resolve } from 'node:path';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';

const packs = resolve(import.meta.dirname, '../../packs');

/** The dictionary of the repository's own packs. */
export const packsDictionary = createDictionary({ packs, directory: createDirectory({ packs }) });
