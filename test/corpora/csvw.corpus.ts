import { readFileSync } from 'node:fs';
import { sample } from '../support/samples.ts';
import { answeredCases } from './answered.ts';
import { compareCells, type Corpus, type CorpusCase } from './corpus.ts';

const folder = 'csvw-tests';

/**
 * The suite of CSV on the Web: tests whose csv comes without metadata have their rows as JSON; of the other files only an
 * answer is asked for, since what they become is up to metadata that nobody sends us.
 */
export const corpus: Corpus = {
  name: folder,
  bound: 1,
  unit: 'cells and files',
  cases: () => [...plainTests().map(caseOf), ...answeredCases(folder, /\.csv$/)],
};

interface SuiteTest {
  readonly action: string;
  readonly result: string;
  readonly option?: { readonly metadata?: string; readonly minimal?: boolean };
  readonly implicit?: unknown;
}

function plainTests(): readonly SuiteTest[] {
  // The suite's own list.
  const { entries } = JSON.parse(readFileSync(sample(folder, 'manifest-json.jsonld'), 'utf8')) as {
    readonly entries: readonly SuiteTest[];
  };
  return entries.filter(
    ({ action, option, implicit }) =>
      action.endsWith('.csv') && option?.metadata === undefined && option?.minimal !== true && implicit === undefined,
  );
}

interface SuiteResult {
  readonly tables: readonly { readonly row: readonly { readonly describes: readonly [Record<string, string>] }[] }[];
}

function caseOf({ action, result }: SuiteTest): CorpusCase {
  return {
    name: result,
    judge: async (read) => {
      const reading = await read(sample(folder, action));
      const truth = JSON.parse(readFileSync(sample(folder, result), 'utf8')) as SuiteResult;
      const records = (truth.tables[0]?.row ?? []).map(({ describes: [record] }) => record);
      if (reading.kind !== 'read') return { right: 0, total: records.length, differs: reading.message };
      const { columns = [], rows = [] } = reading.outcome.tables[0] ?? {};
      return compareCells(
        records.map((record) => columns.map((column) => record[column] ?? '')),
        rows,
      );
    },
  };
}
