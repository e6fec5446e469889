import type { DatasetSchema } from '../dataset-schema.ts';
import type { Snapshot, SnapshotSchema } from './snapshot.ts';
import { storedColumnOf } from './stored-column.ts';

/** A snapshot with its files. */
export type SnapshotFiles = Pick<Snapshot, 'schema' | 'files'>;

/**
 * The fields by which rows of these snapshots are the same row: today's key, where they were kept under it. Otherwise the
 * key may be missing in one of them or stand twice, and rows can only be compared whole: no fields.
 */
export function matchingKey(schema: DatasetSchema, snapshots: readonly SnapshotSchema[]): readonly string[] {
  const keeps = (kept: SnapshotSchema) =>
    kept.key.length === schema.key.length &&
    schema.key.every((name) => {
      const column = schema.columns.find((each) => each.name === name);
      const held = column && storedColumnOf(column, kept.columns);
      return held !== undefined && kept.key.includes(held.name) && held.type === column?.type;
    });
  return snapshots.every(keeps) ? schema.key : [];
}

/**
 * Both without the files that both have: rows that are the same on both sides make no difference, so that only what a
 * load has written anew is read.
 */
export function withoutSharedFiles<Side extends Pick<Snapshot, 'files'>>(
  one: Side,
  other: Side,
): readonly [Side, Side] {
  const left = [...other.files];
  const own = one.files.filter(({ sha256 }) => {
    const shared = left.findIndex((file) => file.sha256 === sha256);
    if (shared < 0) return true;
    left.splice(shared, 1);
    return false;
  });
  return [
    { ...one, files: own },
    { ...other, files: left },
  ];
}
