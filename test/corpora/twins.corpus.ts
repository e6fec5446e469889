import { readFileSync } from 'node:fs';
import { sample } from '../support/samples.ts';
import { compareCells, type Corpus, type CorpusCase } from './corpus.ts';
import { parseCsv } from './parse-csv.ts';

/** One table in many formats: each has to be read as the plain csv among them says. */
const twins: Readonly<Record<string, readonly string[]>> = {
  'messy-frictionless/table.csv': [
    'table.csv',
    'table.csv.gz',
    'table.csv.zip',
    'table.xlsx',
    'table.xls',
    'table.ods',
    'table.json',
    'table.keyed.json',
    'table.jsonl',
    'table.ndjson',
    'table.parquet',
  ],
  'messy-frictionless/chunk1.csv': ['chunk1.csv', 'chunk1.csv.zip'],
  'messy-frictionless/doublequote.csv': ['doublequote.csv', 'doublequote.csv.zip'],
  'messy-messytables-horror/simple.csv': ['simple.csv', 'simple.ssv', 'simple.xls', 'simple.xlsx', 'simple.zip'],
  'messy-qsv/boston311-100.csv': [
    'boston311-100.csv',
    'boston311-100.tab',
    'boston311-100.csv.gz',
    'boston311-100.csv.zst',
    'boston311-100.jsonl',
  ],
};

export const corpus: Corpus = {
  name: 'one table in many formats',
  bound: 1,
  unit: 'cells',
  cases: () =>
    Object.entries(twins).flatMap(([truth, files]) =>
      files.map((file) => caseOf(truth, `${truth.slice(0, truth.indexOf('/'))}/${file}`)),
    ),
};

function caseOf(truth: string, file: string): CorpusCase {
  return {
    name: file,
    judge: async (read) => {
      const rows = parseCsv(readFileSync(sample(truth), 'utf8')).map((cells) => cells.map((cell) => cell.trim()));
      const reading = await read(sample(file));
      if (reading.kind !== 'read') return { right: 0, total: rows.flat().length, differs: reading.message };
      const [table] = reading.outcome.tables;
      return compareCells(rows, [table?.columns ?? [], ...(table?.rows ?? [])]);
    },
  };
}
