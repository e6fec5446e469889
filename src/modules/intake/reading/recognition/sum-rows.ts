import type { Cell } from '../read-outcome.ts';
import { skipInBody, type BodyContext } from './body-rows.ts';
import { cellKind } from './cell-kind.ts';
import { beginsLikeTotal, foldWords, namesWhole } from './row-words.ts';
import { createRunningSums } from './running-sums.ts';
import { filledCells, isFilled, type SourceRow } from './source-row.ts';
import { splitTail } from './split-tail.ts';

/** Reports that people add up are no longer than this; beyond it rows are spared the adding. */
const mostAdded = 20_000;
const mostColumns = 500;

/** No column that names a row says anything. */
export function leavesLabelsBlank(cells: readonly Cell[], context: BodyContext): boolean {
  return context.labelColumns.length > 0 && context.labelColumns.every((column) => !isFilled(cells[column]));
}

/**
 * Knows totals by what they are and not by what they are called: rows that name nothing, or whose name begins like a
 * total's, and whose every number is the sum of those above.
 */
export function createSumRows(context: BodyContext) {
  const sums = createRunningSums(addableColumns(context));
  const adds = context.labelColumns.length > 0 && context.width <= mostColumns;
  let added = 0;
  return {
    add: (row: SourceRow): void => {
      if (!adds || added >= mostAdded) return;
      added++;
      sums.add(row);
    },
    restart: sums.restart,
    /** `last`: no row that names something follows. */
    reason: (row: SourceRow, last: boolean): 'subtotal' | 'total' | undefined => {
      if (added < 2 || added >= mostAdded || !mayAddUp(row, context)) return undefined;
      // A row that calls itself a total may hold what nobody adds up.
      const named = filledCells(row.cells).some(beginsLikeTotal);
      const kind = sums.match(row, named);
      return kind === 'total' && !last ? 'subtotal' : kind;
    },
  };
}

/** The first row of a whole table, where it names the whole and is the sum of all others. */
export function findWhole(rows: readonly SourceRow[], context: BodyContext): SourceRow | undefined {
  const tail = splitTail(rows, context);
  const [first, ...others] = rows.filter(
    (row, index) => row.hidden !== true && (tail[index] ?? skipInBody(row.cells, context)) === undefined,
  );
  const names = first === undefined ? [] : filledCells(first.cells).filter((text) => cellKind(text) === 'text');
  if (first === undefined || names.length !== 1 || !names.every(namesWhole)) return undefined;
  const sums = createRunningSums(addableColumns(context));
  for (const row of others) sums.add(row);
  return sums.match(first, true) === 'total' ? first : undefined;
}

const ratio = /%|\b(?:ty le|ti le|binh quan|trung binh|mat do|nang suat|toc do|co cau|chi so|don gia|gia ban)\b/;

/** All columns but those of shares, averages and prices. */
function addableColumns({ width, headerCells }: BodyContext): readonly number[] {
  return Array.from({ length: width }, (_, column) => column).filter(
    (column) => !headerCells.some((cells) => ratio.test(foldWords(cells[column] ?? ''))),
  );
}

/** Whether a row is a total if it adds up. */
export function mayAddUp({ cells }: SourceRow, context: BodyContext): boolean {
  const words = filledCells(cells).filter((text) => cellKind(text) !== 'number');
  if (words.length === 0) return leavesLabelsBlank(cells, context);
  const [first] = words;
  return (
    words.length === 1 &&
    first !== undefined &&
    beginsLikeTotal(first) &&
    context.labelColumns.some((column) => !isFilled(cells[column]))
  );
}
