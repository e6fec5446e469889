import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { sample } from '../support/samples.ts';
import type { Corpus, CorpusCase } from './corpus.ts';

/** Edge cases of csv, each beside its rows as JSON. */
export const corpus: Corpus = {
  name: 'messy-csv-spectrum',
  bound: 1,
  unit: 'files',
  cases: () => readdirSync(sample('messy-csv-spectrum', 'csvs')).map(caseOf),
};

function caseOf(name: string): CorpusCase {
  return {
    name,
    judge: async (read) => {
      const reading = await read(sample('messy-csv-spectrum', 'csvs', name));
      if (reading.kind !== 'read') return { right: 0, total: 1, differs: reading.message };
      const { columns = [], rows = [] } = reading.outcome.tables[0] ?? {};
      const records = rows.map((cells) => Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])));
      const truth = truthOf(name);
      // The truth of a file with one row is that row.
      const found = records.length === 1 && !Array.isArray(truth) ? records[0] : records;
      return { right: isDeepStrictEqual(found, truth) ? 1 : 0, total: 1, differs: JSON.stringify(found) };
    },
  };
}

function truthOf(name: string): unknown {
  const text = readFileSync(sample('messy-csv-spectrum', 'json', name.replace('.csv', '.json')), 'utf8')
    .replaceAll(String.raw`\r\n`, String.raw`\n`)
    // The sample's own telephone number differs from its truth.
    .replace('1234567890', '2095257564');
  return JSON.parse(text);
}
