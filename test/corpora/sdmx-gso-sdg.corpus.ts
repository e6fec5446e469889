import { readdirSync, readFileSync } from 'node:fs';
import { sample } from '../support/samples.ts';
import { compareCells, type Corpus, type CorpusCase } from './corpus.ts';

const folder = 'sdmx-gso-sdg';

/** Indicators of the statistical office as SDMX-ML: every observation with every value of its series, and every code. */
export const corpus: Corpus = {
  name: folder,
  bound: 1,
  unit: 'cells',
  cases: () => [
    ...readdirSync(sample(folder, 'data')).map((name) => dataCase(name)),
    structureCase('VN_SDG-DSD-1.4.xml'),
  ],
};

function dataCase(name: string): CorpusCase {
  const path = sample(folder, 'data', name);
  return {
    name,
    judge: async (read) => {
      const truth = observations(readFileSync(path, 'utf8'));
      const reading = await read(path);
      if (reading.kind !== 'read') return { right: 0, total: truth.length, differs: reading.kind };
      const [table] = reading.outcome.tables;
      const columns = table?.columns ?? [];
      return compareCells(
        truth.map((row) => columns.map((column) => row.get(column) ?? '')),
        // What the truth has under a name that is no column would not be compared: it is put behind.
        (table?.rows ?? []).map((row, index) => [
          ...row,
          ...[...(truth[index]?.keys() ?? [])].filter((key) => !columns.includes(key)),
        ]),
      );
    },
  };
}

/** Series and observations by their tags alone; the files have their values in attributes. */
function observations(xml: string): readonly ReadonlyMap<string, string>[] {
  let series: ReadonlyMap<string, string> = new Map();
  const rows: ReadonlyMap<string, string>[] = [];
  for (const [, name, text = ''] of xml.matchAll(/<(Series|Obs)\b([^>]*)>/g)) {
    if (name === 'Series') series = attributesOf(text);
    else rows.push(new Map([...series, ...attributesOf(text)]));
  }
  return rows;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
}

function structureCase(name: string): CorpusCase {
  const path = sample(folder, name);
  return {
    name,
    judge: async (read) => {
      const lists = readFileSync(path, 'utf8').matchAll(/<structure:Codelist id="([^"]*)".*?<\/structure:Codelist>/gs);
      const truth = [...lists].flatMap(([list, id = '']) =>
        [...list.matchAll(/<structure:Code id="([^"]*)"/g)].map(([, code = '']) => [id, code]),
      );
      const reading = await read(path);
      if (reading.kind !== 'read') return { right: 0, total: truth.length, differs: reading.kind };
      const [table] = reading.outcome.tables;
      const places = ['codelist', 'code'].map((column) => table?.columns.indexOf(column) ?? -1);
      return compareCells(
        truth,
        (table?.rows ?? []).map((row) => places.map((place) => row[place] ?? null)),
      );
    },
  };
}
