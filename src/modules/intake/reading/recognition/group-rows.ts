import { skipInBody, type BodyContext } from './body-rows.ts';
import { cellKind } from './cell-kind.ts';
import { cellNumber } from './cell-number.ts';
import { groupWord, namesGroup, numberRow, type GroupKind, type NumberedRow } from './group-kinds.ts';
import { filledCells, isFilled, type MergedRange, type SourceRow } from './source-row.ts';
import { addsUp } from './running-sums.ts';
import { splitTail } from './split-tail.ts';

/** How rows that name a group stand among the others. */
export interface GroupPlan {
  /** From the outermost in; the last are the members. */
  readonly kinds: readonly GroupKind[];
  /** Groups carry the sums of their members. */
  readonly summed: boolean;
  /** Headings of the columns that take the groups' names: one fewer than there are kinds. */
  readonly headings: readonly string[];
}

interface Level extends NumberedRow {
  readonly row: SourceRow;
  readonly level: number;
}

/**
 * Whether some of a table's first rows name groups of those under them, such as `II | Huyện Cư M'gar`, which then become a
 * column. The first row must name one, and each must be bare or hold the sums of its members: a false yes would lose data.
 */
export function findGroups(
  body: readonly SourceRow[],
  context: BodyContext,
  merges: readonly MergedRange[],
  ended: boolean,
): GroupPlan | undefined {
  const tail = ended ? splitTail(body, context) : [];
  const rows = body.filter(
    (row, index) => row.hidden !== true && (tail[index] ?? skipInBody(row.cells, context)) === undefined,
  );
  const numbered = rows.map((row) => ({ row, ...numberRow(row) }));
  const kinds = [...new Set(numbered.map(({ kind }) => kind))];
  if (context.width < 3 || kinds.length < 2 || kinds.length > 4) return undefined;
  const levels = numbered.map((one) => ({ ...one, level: kinds.indexOf(one.kind) }));
  const groups = levels.filter((one, index) => isGroup(one, levels[index + 1]));
  const members = levels.filter((one) => !groups.includes(one));
  if (levels[0] === undefined || !groups.includes(levels[0]) || members.length < groups.length) return undefined;
  if (members.some(({ bare }) => bare) || !membersAreFull(members)) return undefined;
  const summed = groups.filter(({ bare }) => !bare);
  if (summed.length > 0 && !allAddUp(levels, summed, ended)) return undefined;
  const bare = groups.filter((one) => one.bare);
  if (summed.length === 0 && !bare.every((one) => isMarked(one, bare, members, merges))) return undefined;
  return { kinds, summed: summed.length > 0, headings: headingsOf(groups, kinds.length - 1) };
}

/** A row names a group if it has a label and a deeper row follows. */
export function isGroup(one: Pick<Level, 'label' | 'level'>, next: { readonly level: number } | undefined): boolean {
  return one.label !== undefined && next !== undefined && next.level > one.level;
}

/** A group's row has one or two cells: it stands out only where the others have more. */
function membersAreFull(members: readonly Level[]): boolean {
  const full = members.filter(({ row }) => filledCells(row.cells).length >= 3);
  return full.length >= 0.9 * members.length;
}

/** Something beside its emptiness says that a row is a group's: its number, its words, a merge, or words where members have numbers. */
function isMarked(
  { kind, label = '', row }: Level,
  groups: readonly Level[],
  members: readonly Level[],
  merges: readonly MergedRange[],
): boolean {
  if (kind === 'roman' || kind === 'capital') return true;
  if (namesGroup(label)) return true;
  if (merges.some((merge) => merge.firstRow === row.row && merge.lastColumn > merge.firstColumn)) return true;
  const column = row.cells.findIndex(isFilled);
  const cells = members.map((member) => member.row.cells[column]).filter(isFilled);
  const values = cells.filter((text) => cellKind(text) !== 'text').length;
  return values > 0 && values >= 0.9 * members.length && groups.length >= 2;
}

/**
 * In one column at least every group whose end is known equals the sum of its direct members, and so often that it is no
 * chance.
 */
function allAddUp(levels: readonly Level[], groups: readonly Level[], ended: boolean): boolean {
  const width = Math.max(...levels.map(({ row }) => row.cells.length));
  const spans = groups.flatMap((group) => {
    const start = levels.indexOf(group) + 1;
    const end = levels.findIndex(({ level }, index) => index >= start && level <= group.level);
    if (end === -1 && !ended) return [];
    const inside = levels.slice(start, end === -1 ? undefined : end);
    const direct = Math.min(...inside.map(({ level }) => level));
    return [{ group, members: inside.filter(({ level }) => level === direct) }];
  });
  let proofs = 0;
  for (let column = 1; column < width; column++) {
    const found = spans.map(({ group, members }) => proofOf(group.row, members, column));
    if (found.length > 0 && !found.includes(undefined)) proofs += found.filter((one) => one === true).length;
  }
  return proofs >= 2;
}

/** true: the sum of two members or more; false: it adds up, and proves nothing; undefined: it does not. */
function proofOf(group: SourceRow, members: readonly Level[], column: number): boolean | undefined {
  const sum = numberAt(group, column);
  if (sum === undefined) return undefined;
  const parts = members.map(({ row }) => numberAt(row, column) ?? 0);
  const total = parts.reduce((before, part) => before + part, 0);
  return addsUp(sum, total, parts.length) ? parts.filter((part) => part !== 0).length >= 2 : undefined;
}

function numberAt({ cells, typed }: SourceRow, column: number): number | undefined {
  const cell = cells[column];
  return isFilled(cell) ? cellNumber(cell, typed?.[column] === true) : undefined;
}

function headingsOf(groups: readonly Level[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, level) => {
    const labels = groups.filter((group) => group.level === level).flatMap(({ label }) => label ?? []);
    return groupWord(labels) ?? 'Nhóm';
  });
}

/** Follows the groups as rows pass by. */
export function createGroups(plan: GroupPlan) {
  const current: (string | null)[] = plan.headings.map(() => null);
  const levelOf = (row: SourceRow) => {
    const numbered = numberRow(row);
    const level = plan.kinds.indexOf(numbered.kind);
    // A numbering that the first rows did not have is that of a member.
    return { ...numbered, level: level === -1 ? plan.kinds.length - 1 : level };
  };
  return {
    /** Why a row that names a group is no data; undefined: it names none. `next`: the row with content behind it. */
    enter: (row: SourceRow, next: SourceRow | undefined): 'title' | 'subtotal' | undefined => {
      const { level, label, bare } = levelOf(row);
      if (level >= current.length) return undefined;
      current.fill(null, level);
      if ((!bare && !plan.summed) || !isGroup({ label, level }, next === undefined ? undefined : levelOf(next))) {
        return undefined;
      }
      current[level] = label ?? null;
      return bare ? 'title' : 'subtotal';
    },
    current: (): readonly (string | null)[] => [...current],
  };
}
