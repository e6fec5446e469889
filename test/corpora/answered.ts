import { readdirSync, statSync } from 'node:fs';
import { sample } from '../support/samples.ts';
import type { CorpusCase } from './corpus.ts';

/** For files without a truth: each is read, or refused with a code, by a reader that neither hangs nor dies. */
export function answeredCases(folder: string, wanted: RegExp = /./): readonly CorpusCase[] {
  return readdirSync(sample(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => wanted.test(name) && statSync(sample(folder, name)).isFile())
    .map((name) => ({
      name,
      judge: async (read) => {
        const reading = await read(sample(folder, name));
        const answered = reading.kind === 'read' || reading.kind === 'refused';
        return { right: answered ? 1 : 0, total: 1, ...(answered ? {} : { differs: reading.message }) };
      },
    }));
}
