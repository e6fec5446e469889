import { skipInBody, type BodyContext } from './body-rows.ts';
import { createGroups, findGroups, type GroupPlan } from './group-rows.ts';
import { createRunningSums } from './running-sums.ts';
import type { MergedRange, SourceRow } from './source-row.ts';
import { filledCells, isBlankRow } from './source-row.ts';
import { cellKind } from './cell-kind.ts';
import { splitTail } from './split-tail.ts';
import { addableColumns, createSumRows, labelOf, leavesLabelsBlank } from './sum-rows.ts';
import { isYearSeries } from './year-series.ts';
import { isPureTotal, namesRatio, namesSum, namesWhole } from './total-words.ts';

/** How the rows of a table stand to each other: what its first ones say. */
export interface BodyPlan {
  readonly groups: GroupPlan | undefined;
  /** The first row, where it is the total of all others. */
  readonly whole: SourceRow | undefined;
}

/** `ended`: these are all rows of the table. */
export function planBody(
  first: readonly SourceRow[],
  context: BodyContext,
  merges: readonly MergedRange[],
  ended: boolean,
): BodyPlan {
  const whole = mayBeWhole(first, context, ended);
  if (whole !== undefined) {
    const others = first.filter((row) => row !== whole);
    const groups = findGroups(others, context, merges, ended);
    if (holdsAll(whole, leavesOf(others, groups, context, ended), context, ended)) return { groups, whole };
  }
  return { groups: findGroups(first, context, merges, ended), whole: undefined };
}

/** The first row, if it calls itself the total of those below. */
export function mayBeWhole(first: readonly SourceRow[], context: BodyContext, ended: boolean): SourceRow | undefined {
  const row = first.find((one) => one.hidden !== true && !isBlankRow(one.cells) && !isSkipped(one, context));
  if (row === undefined) return undefined;
  const label = labelOf(row.cells);
  if (ended && leavesLabelsBlank(row.cells, context) && !filledCells(row.cells).some(isText)) return row;
  if (label === undefined || (isYearSeries(context) && !namesWhole(label))) return undefined;
  return isPureTotal(label) || (ended && namesSum(label)) ? row : undefined;
}

function isText(text: string): boolean {
  return cellKind(text) === 'text';
}

function isSkipped({ cells }: SourceRow, context: BodyContext): boolean {
  const why = skipInBody(cells, context);
  return why !== undefined && why !== 'subtotal';
}

/** Rows that are neither a group's nor a sum. */
function leavesOf(
  rows: readonly SourceRow[],
  plan: GroupPlan | undefined,
  context: BodyContext,
  ended: boolean,
): readonly SourceRow[] {
  const tail = ended ? splitTail(rows, context) : [];
  const own = rows.filter(
    (row, index) => row.hidden !== true && (tail[index] ?? skipInBody(row.cells, context)) === undefined,
  );
  const groups = plan === undefined ? undefined : createGroups(plan);
  const sums = createSumRows(context);
  return own.filter((row, index) => {
    const why = groups?.enter(row, own[index + 1]) ?? sums.reason(row, false);
    if (why === undefined) sums.add(row);
    else sums.restart();
    return why === undefined;
  });
}

/** It adds up all of them, or each stretch of them: by sex, and then by area. Of the first rows only it can hold no less. */
function holdsAll(whole: SourceRow, leaves: readonly SourceRow[], context: BodyContext, ended: boolean): boolean {
  const sums = createRunningSums(addableColumns(context));
  let open = 0;
  for (const row of leaves) {
    if (namesRatio(labelOf(row.cells) ?? '')) continue;
    sums.add(row);
    open++;
    if (ended && sums.matchStretch(whole)) {
      sums.restart();
      open = 0;
    }
  }
  if (!ended) return sums.mayHold(whole);
  return leaves.length >= 2 && (open === 0 || sums.match(whole, 'most') === 'total');
}
