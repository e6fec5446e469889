import { readdirSync, readFileSync } from 'node:fs';
import { sample } from '../support/samples.ts';
import { compareCells, type Corpus, type CorpusCase, type Judgement } from './corpus.ts';
import { parseCsv } from './parse-csv.ts';

type Grid = readonly (readonly string[])[];

/** One list in ten codings, each cell as in the clean one; and a paragraph in three. */
export const corpus: Corpus = {
  name: 'messy-vn-encodings',
  bound: 1,
  unit: 'cells',
  cases: () => [...readdirSync(sample('messy-vn-encodings', 'reencoded')).map(listCase), ...paragraphs.map(textCase)],
};

const paragraphs = ['utf-8.txt', 'viscii.txt', 'windows-1258.txt'];

function listCase(name: string): CorpusCase {
  return {
    name,
    judge: async (read) => {
      const reading = await read(sample('messy-vn-encodings', 'reencoded', name));
      const truth = cleanList();
      if (reading.kind !== 'read') return { right: 0, total: truth.flat().length, differs: reading.message };
      const { tables, warnings } = reading.outcome;
      const found = tables.flatMap(({ columns, rows }) => [columns, ...rows]);
      if (!name.includes('truncated'))
        return compareCells(
          truth.map((row) => exempt(name, row)),
          found.map((row) => exempt(name, row)),
        );
      return judgeCut(
        found,
        warnings.map(({ code }) => code),
        truth,
      );
    },
  };
}

/** As far as it goes: whole rows are equal, the last cell begins as it should, and a warning says so. */
function judgeCut(found: readonly (readonly (string | null)[])[], warnings: readonly string[], truth: Grid): Judgement {
  const last = found.at(-1) ?? [];
  const cut = last.findLastIndex((cell) => cell !== null && cell !== '');
  const lastTruth = truth[found.length - 1] ?? [];
  const begins = cut >= 0 && (lastTruth[cut] ?? '').startsWith(last[cut] ?? '');
  const whole = compareCells(truth.slice(0, found.length - 1), found.slice(0, -1));
  const { right, total } = compareCells([lastTruth.slice(0, cut)], [last.slice(0, cut)]);
  const told = warnings.includes('text-cut') ? 1 : 0;
  return { right: whole.right + right + (begins ? 1 : 0) + told, total: whole.total + total + 2 };
}

/** TCVN3 has no capitals with a tone, and the converter to VNI lost them: their case does not count there. */
function exempt(name: string, row: readonly (string | null)[]): string[] {
  const lost = /^(?:tcvn3|vni)/.test(name);
  return row.map((cell) =>
    lost ? (cell ?? '').replace(/[^\x00-\x7f]/g, (letter) => letter.toLowerCase()) : (cell ?? ''),
  );
}

function cleanList(): Grid {
  return parseCsv(
    readFileSync(sample('messy-vn-encodings', 'reencoded', 'utf8-bom.csv'), 'utf8').replace('\ufeff', ''),
    ';',
  );
}

/** Every cell is one of the paragraph: how many a table makes of prose is nothing that prose has. */
function textCase(name: string): CorpusCase {
  return {
    name,
    judge: async (read) => {
      const text = readFileSync(sample('messy-vn-encodings', 'uchardet', 'utf-8.txt'), 'utf8');
      const truth = new Set(text.split(/[,\n]/).map((cell) => cell.trim()));
      const reading = await read(sample('messy-vn-encodings', 'uchardet', name));
      if (reading.kind !== 'read') return { right: 0, total: truth.size, differs: reading.message };
      const found = reading.outcome.tables.flatMap(({ columns, rows }) => [columns, ...rows].flat());
      const cells = found.filter((cell) => cell !== null && cell !== '');
      const wrong = cells.find((cell) => !truth.has(cell ?? ''));
      const right = cells.filter((cell) => truth.has(cell ?? '')).length;
      return { right, total: Math.max(cells.length, 1), ...(wrong ? { differs: wrong } : {}) };
    },
  };
}
