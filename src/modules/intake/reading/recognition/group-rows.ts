import { skipInBody, type BodyContext } from './body-rows.ts';
import { cellKind } from './cell-kind.ts';
import {
  groupWord,
  inCapitals,
  nameRow,
  namesGroup,
  namings,
  numberRow,
  type GroupKind,
  type Naming,
  type NumberedRow,
} from './group-kinds.ts';
import { filledCells, isFilled, type MergedRange, type SourceRow } from './source-row.ts';
import { addsUp, numberAt } from './running-sums.ts';
import { splitTail } from './split-tail.ts';
import { labelOf } from './sum-rows.ts';
import { namesSum } from './total-words.ts';

/** How rows that name a group stand among the others. */
export interface GroupPlan {
  /** From the outermost in. */
  readonly kinds: readonly GroupKind[];
  /** What tells groups from members where numbers do not. */
  readonly naming?: Naming;
  /** Groups carry the sums of their members; else only bare rows are groups. */
  readonly summed: boolean;
  /** Headings of the columns that take the groups' names, from the outermost in. */
  readonly headings: readonly string[];
}

interface Level extends NumberedRow {
  readonly row: SourceRow;
  /** 0 for the outermost kind; members are deeper than every group. */
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
  if (context.width < 3) return undefined;
  const tail = ended ? splitTail(body, context) : [];
  const rows = body
    .filter((row, index) => row.hidden !== true && (tail[index] ?? skipInBody(row.cells, context)) === undefined)
    .map((row) => ({ row, ...numberRow(row) }))
    .filter((one) => !isUnnumberedSum(one));
  const kinds = kindsOf(rows);
  return findSummed(rows, kinds, ended) ?? findBare(rows, kinds, merges) ?? findNamed(rows, ended);
}

/** `Tổng chi (I+II)` without a number of its own is in no group: whether it is a sum is asked later. */
function isUnnumberedSum({ kind, row }: Numbered): boolean {
  return (kind === 'blank' || kind === 'other') && namesSum(labelOf(row.cells) ?? '');
}

function kindsOf(rows: readonly NumberedRow[]): readonly GroupKind[] {
  return [...new Set(rows.map(({ kind }) => kind))];
}

/** Groups that are told by their names alone need their sums as a proof. */
function findNamed(rows: readonly Numbered[], ended: boolean): GroupPlan | undefined {
  for (const naming of namings) {
    const named = rows.map(({ row }) => ({ row, ...nameRow(row, naming) }));
    if (named.every(({ kind, label }, index) => kind === rows[index]?.kind && label === rows[index].label)) continue;
    const plan = findSummed(named, kindsOf(named), ended);
    if (plan !== undefined) return { ...plan, naming };
  }
  return undefined;
}

type Numbered = Omit<Level, 'level'>;

function findSummed(rows: readonly Numbered[], kinds: readonly GroupKind[], ended: boolean): GroupPlan | undefined {
  if (kinds.length < 2 || kinds.length > 4) return undefined;
  const levels = rows.map((one) => ({ ...one, level: kinds.indexOf(one.kind) }));
  const groups = groupsOf(levels);
  const members = levels.filter((one) => !groups.includes(one));
  const summed = groups.filter(({ bare }) => !bare);
  if (groups[0] !== levels[0] || members.some(isLoneText) || summed.length === 0) return undefined;
  if (members.length < groups.length || !membersAreFull(members) || !allAddUp(levels, summed, ended)) return undefined;
  return { kinds, summed: true, headings: headingsOf(groups, kinds.length - 1) };
}

function findBare(
  rows: readonly Numbered[],
  all: readonly GroupKind[],
  merges: readonly MergedRange[],
): GroupPlan | undefined {
  const numbered = numbersNameGroups(rows);
  const kinds = all.filter((kind) =>
    rows.some((one) => one.bare && one.kind === kind && (mayBeBare(kind) || (kind === 'number' && numbered))),
  );
  if (kinds.length === 0 || kinds.length > 3) return undefined;
  const levels = rows.map((one) => ({ ...one, level: levelOf(one, kinds) }));
  const groups = groupsOf(levels).filter(({ bare }) => bare);
  const members = levels.filter((one) => !groups.includes(one));
  if (groups.length === 0 || members.some(isLoneText)) return undefined;
  // Rows above the first group are in none, if nothing but a group's row is merged so.
  const merged = groups.length >= 2 && groups.every(({ row }) => isMergedAcross(row, merges, 3));
  if (groups[0] !== levels[0] && !merged) return undefined;
  if (members.length < groups.length || !membersAreFull(members)) return undefined;
  if (!groups.every((one) => isMarked(one, groups, members, merges))) return undefined;
  return { kinds, summed: false, headings: headingsOf(groups, kinds.length) };
}

/** `1 | Trồng trọt` is a group if what follows is numbered `a`, `-`, `1.1` or not at all, in every place. */
function numbersNameGroups(rows: readonly Numbered[]): boolean {
  const bare = rows.flatMap((one, index) => (one.bare && one.kind === 'number' ? [rows[index + 1]?.kind] : []));
  return (
    bare.length > 0 &&
    bare.every((next) => next !== undefined && ['small', 'dash', 'parts', 'blank', 'other'].includes(next))
  );
}

/** A running number with a name alone is, but for that, a member of which nothing is known. */
function mayBeBare(kind: GroupKind): boolean {
  return kind === 'capital' || kind === 'roman' || kind === 'span';
}

/** Where groups are bare, a row that is not is a member, but for one that is numbered as they are: it is in none of them. */
function levelOf(one: NumberedRow, kinds: readonly GroupKind[]): number {
  const level = kinds.indexOf(one.kind);
  return level === -1 || (!one.bare && one.kind === 'span') ? kinds.length : level;
}

/** What would be a group's row, and has no members. */
function isLoneText({ kind, bare }: NumberedRow): boolean {
  return bare && kind === 'span';
}

function groupsOf(levels: readonly Level[]): readonly Level[] {
  return levels.filter((one, index) => isGroup(one, levels[index + 1]));
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
  if (kind === 'roman' || kind === 'capital' || kind === 'number') return true;
  if (namesGroup(label)) return true;
  if (isMergedAcross(row, merges, 2)) return true;
  if (groups.length >= 2 && (isCounted(groups, members) || isCapital(groups, members))) return true;
  const column = row.cells.findIndex(isFilled);
  const cells = members.map((member) => member.row.cells[column]).filter(isFilled);
  const values = cells.filter((text) => cellKind(text) !== 'text').length;
  return values > 0 && values >= 0.9 * members.length && groups.length >= 2;
}

function isMergedAcross({ row }: SourceRow, merges: readonly MergedRange[], columns: number): boolean {
  return merges.some((merge) => merge.firstRow === row && merge.lastColumn - merge.firstColumn + 1 >= columns);
}

/** `1. Nhà cửa`, `2. Phương tiện`, or `a)`, `b)`, among members without such a mark before their words. */
function isCounted(groups: readonly Level[], members: readonly Level[]): boolean {
  const marks = groups.map(({ label = '' }) => markOf(label));
  const numbers = marks.map((_, place) => String(place + 1)).join('');
  return (
    [numbers, ...alphabets].some((order) => order.startsWith(marks.join('')) && !marks.includes(undefined)) &&
    members.every(({ row }) => filledCells(row.cells).every((text) => markOf(text) === undefined))
  );
}

const alphabets = ['abcdđeghiklmn', 'abcdeghiklmn'];

function markOf(text: string): string | undefined {
  return /^(\d{1,2}|[a-zđ](?=\s?[.)]))\s?[.)/–-]\s*\p{L}/u.exec(text)?.[1];
}

/** `KHỐI ĐẢNG` over `Văn phòng`: groups in capitals, members in small letters. */
function isCapital(groups: readonly Level[], members: readonly Level[]): boolean {
  const words = members.flatMap(({ row }) => filledCells(row.cells).find((text) => /\p{Ll}/u.test(text)) ?? []);
  return groups.every(({ label = '' }) => inCapitals(label)) && words.length >= 0.9 * members.length;
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
    if (!found.includes(undefined)) for (const one of found) proofs += one === true ? 1 : 0.5;
  }
  const marked = groups.length >= 2 && groups.every(({ kind }) => kind === 'roman' || kind === 'capital');
  return spans.length > 0 && proofs >= (marked ? 1.5 : 2) && spans.some(({ members }) => members.length >= 2);
}

/** true: the sum of two members or more; false: it adds up, and proves nothing; undefined: it does not. */
function proofOf(group: SourceRow, members: readonly Level[], column: number): boolean | undefined {
  const sum = numberAt(group, column);
  if (sum === undefined) return undefined;
  const parts = members.map(({ row }) => numberAt(row, column) ?? 0);
  const total = parts.reduce((before, part) => before + part, 0);
  return addsUp(sum, total, parts.length) ? parts.filter((part) => part !== 0).length >= 2 : undefined;
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
  const levelIn = (row: SourceRow) => {
    const numbered = nameRow(row, plan.naming);
    // A numbering that the first rows did not have is that of a member.
    return { ...numbered, level: levelOf(numbered, plan.kinds) };
  };
  return {
    /** Why a row that names a group is no data; undefined: it names none. `next`: the row with content behind it. */
    enter: (row: SourceRow, next: SourceRow | undefined): 'title' | 'subtotal' | undefined => {
      const { level, label, bare } = levelIn(row);
      if (level >= current.length) return undefined;
      current.fill(null, level);
      if ((!bare && !plan.summed) || !isGroup({ label, level }, next === undefined ? undefined : levelIn(next))) {
        return undefined;
      }
      current[level] = label ?? null;
      return bare ? 'title' : 'subtotal';
    },
    current: (): readonly (string | null)[] => [...current],
  };
}
