import { readdirSync, readFileSync } from 'node:fs';
import { read, utils } from '@e965/xlsx';
import { sample } from '../support/samples.ts';
import { compareCells, type Corpus, type CorpusCase } from './corpus.ts';

const folder = 'admin-gso-xls-63';

/** Fifty provinces' lists of communes, against a plain dump of each first sheet: every code with its zeros. */
export const corpus: Corpus = {
  name: folder,
  bound: 1,
  unit: 'cells',
  cases: () =>
    readdirSync(sample(folder))
      .filter((name) => name.endsWith('.xls'))
      .map(caseOf),
};

function caseOf(name: string): CorpusCase {
  return {
    name,
    judge: async (readOne) => {
      const workbook = read(readFileSync(sample(folder, name)));
      const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
      if (sheet === undefined) throw new Error(`${name} has no sheet`);
      const truth = utils
        .sheet_to_json<readonly unknown[]>(sheet, { header: 1, raw: true, defval: '' })
        .map((row) => row.map((cell) => String(cell).normalize('NFC').trim()));
      const reading = await readOne(sample(folder, name));
      if (reading.kind !== 'read') return { right: 0, total: truth.flat().length, differs: reading.message };
      const { columns = [], rows = [] } = reading.outcome.tables[0] ?? {};
      return compareCells(truth, [columns, ...rows]);
    },
  };
}
