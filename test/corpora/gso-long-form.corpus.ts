import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from '../support/samples.ts';
import type { Corpus, CorpusCase } from './corpus.ts';
import { readPxWeb } from './gso-long-form/px-web.ts';

/** Statistical tables as (place, year, indicator, value, status): every row and its line as the truth says, or no offer. */
export const corpus: Corpus = {
  name: 'gso-long-form',
  bound: 0.95,
  unit: 'tables',
  cases: () =>
    readdirSync(sample('gso-statistics', 'tables'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.csv'))
      .toSorted()
      .map(caseOf),
};

function caseOf(name: string): CorpusCase {
  const path = join(sample('gso-statistics', 'tables'), name);
  return {
    name,
    judge: async (read) => {
      const reading = await read(path, { longForm: true });
      const differs = reading.kind === 'read' ? differenceOf(path, reading.outcome.tables) : reading.message;
      return { right: differs === undefined ? 1 : 0, total: 1, ...(differs === undefined ? {} : { differs }) };
    },
  };
}

interface ReadTable {
  readonly rows: readonly (readonly (string | null)[])[];
  readonly rowNumbers: readonly number[];
  readonly columns: readonly string[];
  readonly longForm?: { readonly applied: boolean };
}

function differenceOf(path: string, [table, second]: readonly ReadTable[]): string | undefined {
  const truth = readPxWeb(readFileSync(path, 'utf8'));
  if (second !== undefined) return 'two tables';
  if (truth === undefined) return table?.longForm === undefined ? undefined : `offered: ${table.columns.join('|')}`;
  if (table?.longForm?.applied !== true) return 'not offered';
  if (table.columns.length !== truth.columns) return `${table.columns.join('|')} for ${truth.columns} columns`;
  if (table.rows.length !== truth.rows.length) return `${table.rows.length} rows for ${truth.rows.length}`;
  for (const [at, expected] of truth.rows.entries()) {
    const found = (table.rows[at] ?? []).map((cell) => cell ?? '');
    if (found.join('\0') !== expected.join('\0')) return `“${found.join('|')}” for “${expected.join('|')}”`;
    if (table.rowNumbers[at] !== truth.lines[at]) return `line ${table.rowNumbers[at]} for ${truth.lines[at]}`;
  }
  return undefined;
}
