import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from '../support/samples.ts';
import type { Corpus, CorpusCase } from './corpus.ts';
import { judgeTables } from './labelled-tables/judge-tables.ts';
import { isHeldOut, readLabels, type LabelledFile } from './labelled-tables/labels.ts';
import { makeFile } from './labelled-tables/make-file.ts';

/**
 * Tables labelled by eye, from the real files and, said to be so, from synthetic ones in the manner of Vietnamese agencies.
 * A third is held out: it is judged with `--held-out` and not looked at otherwise, so that nobody tunes to it.
 */
export const corpus: Corpus = {
  name: 'labelled-tables',
  bound: 0.9,
  unit: 'tables',
  cases: () =>
    readLabels()
      .filter(({ name }) => isHeldOut(name) === process.argv.includes('--held-out'))
      .map(caseOf),
};

function caseOf(label: LabelledFile): CorpusCase {
  return {
    name: label.name,
    judge: async (read) => {
      const folder = await mkdtemp(join(tmpdir(), 'daklake-labelled-'));
      try {
        const path = label.synthetic === undefined ? sample(label.file ?? '') : await makeFile(label.synthetic, folder);
        const reading = await read(path);
        if (reading.kind === 'read') return judgeTables(label, reading.outcome.tables);
        return { right: 0, total: label.tables.length, differs: reading.message };
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}
