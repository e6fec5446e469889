import type { Rights } from '#api/rights.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { Engine } from '../engine/create-engine.ts';
import { matchingKey, withoutSharedFiles } from '../snapshots/comparable-rows.ts';
import { storedRowsOf } from '../snapshots/find-snapshots.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import {
  changeKinds,
  compileChangeCounts,
  compileChanges,
  type ChangeKind,
  type ChangesPage,
  type ComparedRows,
} from './compile-differences.ts';

export type Scalar = string | number | boolean | null;
export type ShownRow = Readonly<Record<string, Scalar>>;

/** A row that differs, as its reader may see it. */
export interface RowChange {
  readonly kind: ChangeKind;
  /** Null where rows are not told apart by a key. */
  readonly key: ShownRow | null;
  readonly before: ShownRow | null;
  readonly after: ShownRow | null;
  /** Of a changed row: the fields whose values differ. */
  readonly fields: readonly string[];
}

export interface Comparison {
  readonly counts: Readonly<Record<ChangeKind, number>>;
  readonly items: readonly RowChange[];
  /** Of the kind that was asked for, or of all. */
  readonly total: number;
}

/**
 * What differs between two states of a dataset, both read in the columns of today's contract: what a snapshot lacks is
 * null. Equal files of both are not read. As bounded as any query: throws `query-too-long` and its like.
 */
export async function answerComparison(
  deps: { readonly engine: Engine; readonly snapshotsFolder: string },
  states: { readonly before: Snapshot | undefined; readonly after: Snapshot },
  view: { readonly schema: DatasetSchema; readonly rights: Rights },
  page: ChangesPage,
): Promise<Comparison> {
  const compared = comparedRows(states, view, deps.snapshotsFolder);
  const found = new Map(await deps.engine.read(compileChangeCounts(compared)).then((rows) => rows.map(asCount)));
  // Every kind is named, so the record is whole.
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, found.get(kind) ?? 0])) as Comparison['counts'];
  const total = page.kind === undefined ? counts.added + counts.changed + counts.removed : counts[page.kind];
  if (page.offset >= total) return { counts, total, items: [] };
  const rows = await deps.engine.read(compileChanges(compared, page));
  return { counts, total, items: rows.map((row) => presentChange(row, compared.key)) };
}

function comparedRows(
  { before, after }: { readonly before: Snapshot | undefined; readonly after: Snapshot },
  view: { readonly schema: DatasetSchema; readonly rights: Rights },
  snapshotsFolder: string,
): ComparedRows {
  const key = matchingKey(view.schema, [after.schema, ...(before === undefined ? [] : [before.schema])]);
  if (before === undefined) return { ...view, key, before: null, after: storedRowsOf(after, snapshotsFolder) };
  const [earlier, later] = withoutSharedFiles(before, after);
  return {
    ...view,
    key,
    before: storedRowsOf(earlier, snapshotsFolder),
    after: storedRowsOf(later, snapshotsFolder),
  };
}

function asCount([kind, count]: readonly (string | null)[]): readonly [string, number] {
  return [kind ?? '', Number(count)];
}

function presentChange(row: readonly (string | null)[], keyFields: readonly string[]): RowChange {
  // The compiled query gives one of the kinds.
  const [kind, before, after, fields] = row as readonly [ChangeKind, string | null, string | null, string | null];
  const shown = { before: parseRow(before), after: parseRow(after) };
  const either = shown.after ?? shown.before;
  const key =
    keyFields.length === 0 ? null : Object.fromEntries(keyFields.map((name) => [name, either?.[name] ?? null]));
  return { kind, key, ...shown, fields: (fields ?? '').split(',').filter((name) => name !== '') };
}

/** Our own JSON, of scalars only. */
function parseRow(record: string | null): ShownRow | null {
  return record === null ? null : (JSON.parse(record) as ShownRow);
}
