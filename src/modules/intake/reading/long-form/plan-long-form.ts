import type { Cell } from '../read-outcome.ts';
import { isFilled } from '../recognition/source-row.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { chooseColumns, totalsOf } from './choose-columns.ts';
import { describeLongForm } from './describe-long-form.ts';
import type { LongForm } from './long-form.ts';
import { isFigure } from './split-cell.ts';

/** The least share of figures in the cells of the columns that are turned. */
const figureShare = 0.6;

/**
 * The long form of a table whose headings are periods, places or age groups; undefined where they are not, as in a table
 * that is long already. `sample` are its first rows. Years and months in two columns are no crosstab: each thing that is
 * measured has to be there for two of them.
 */
export function planLongForm(columns: readonly string[], sample: readonly (readonly Cell[])[]): LongForm | undefined {
  return planFor(candidatesOf(columns), sample);
}

/** The same, which does not read the same headings twice in a row. */
export function createPlanner(): typeof planLongForm {
  let last: { readonly columns: readonly string[]; readonly all: readonly Candidate[] } | undefined;
  return (columns, sample) => {
    const known =
      last?.columns.length === columns.length && last.columns.every((heading, at) => heading === columns[at]);
    if (last === undefined || !known) last = { columns, all: candidatesOf(columns) };
    return planFor(last.all, sample);
  };
}

function planFor(all: readonly Candidate[], sample: readonly (readonly Cell[])[]): LongForm | undefined {
  const found = chooseColumns(all);
  if (found === undefined || !holdFigures(found, sample)) return undefined;
  const taken = new Set([...found, ...totalsOf(all, found)].map(({ index }) => index));
  const turned = all.filter(({ index }) => taken.has(index));
  const kept = all.filter(({ index, heading }) => !taken.has(index) && (heading !== '' || isUsed(index, sample)));
  if (kept.length === 0 || turned.length < 2) return undefined;
  const left = all.filter(({ index, heading }) => !taken.has(index) && heading === '' && !isUsed(index, sample));
  return describeLongForm(kept, turned, left);
}

function holdFigures(columns: readonly Candidate[], sample: readonly (readonly Cell[])[]): boolean {
  let filled = 0;
  let figures = 0;
  for (const cells of sample) {
    for (const { index } of columns) {
      const cell = cells[index];
      if (!isFilled(cell)) continue;
      filled++;
      if (isFigure(cell)) figures++;
    }
  }
  return filled === 0 || figures >= figureShare * filled;
}

function isUsed(index: number, sample: readonly (readonly Cell[])[]): boolean {
  return index === 0 || sample.some((cells) => isFilled(cells[index]));
}
