import type { RetiredColumn, SnapshotSchema, StoredRows } from './snapshot.ts';

type Known = Pick<StoredRows, 'columns' | 'retired'> | null;

/** Every column that the dataset has had up to these rows, with the field id that stays its own. */
export function knownColumns(rows: Known): readonly RetiredColumn[] {
  return [...(rows?.retired ?? []), ...(rows?.columns ?? [])];
}

/** Those that a snapshot which follows these rows no longer has, as the member of its schema; none: no member. */
export function retiredColumns(before: Known, columns: readonly RetiredColumn[]): Pick<SnapshotSchema, 'retired'> {
  const names = new Set(columns.map(({ name }) => name));
  // One that is called otherwise now goes on under its new name.
  const ids = new Set(columns.map(({ fieldId }) => fieldId));
  const retired = knownColumns(before).filter(({ name, fieldId }) => !names.has(name) && !ids.has(fieldId));
  return retired.length === 0 ? {} : { retired: retired.map(({ name, fieldId }) => ({ name, fieldId })) };
}
