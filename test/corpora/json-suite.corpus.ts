import { readdirSync } from 'node:fs';
import { sample } from '../support/samples.ts';
import type { Corpus, CorpusCase } from './corpus.ts';

const folder = 'json-odd-JSONTestSuite';

/** A suite for JSON parsers: `y_` has to be read, or holds no table, `n_` has to be refused, the others may be either. */
export const corpus: Corpus = {
  name: folder,
  bound: 1,
  unit: 'files',
  cases: () =>
    readdirSync(sample(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?:^|\/)[ny]_[^/]*\.json$/.test(name))
      .map(caseOf),
};

function caseOf(name: string): CorpusCase {
  return {
    name,
    judge: async (read) => {
      const reading = await read(sample(folder, name));
      const answer = reading.kind === 'refused' ? reading.code : reading.kind;
      const right = /(?:^|\/)n_/.test(name)
        ? reading.kind === 'refused'
        : ['read', 'table-empty', 'table-not-found'].includes(answer);
      return { right: right ? 1 : 0, total: 1, differs: answer };
    },
  };
}
