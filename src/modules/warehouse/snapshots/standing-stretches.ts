import { isWholeKey } from './key-range.ts';
import type { SnapshotFile, SnapshotSchema, StandingRows } from './snapshot.ts';

/** Rows that stand, one stretch after the other in their order. */
export interface StandingStretch {
  /** Absolute. */
  readonly paths: readonly string[];
  readonly rows: number;
  /** Can stay in the next snapshot as it is. */
  readonly file: SnapshotFile | null;
  /** The first key; null: nobody knows, and there is no other stretch, or the dataset has no key. */
  readonly from: string | null;
}

/**
 * The current rows as stretches that can be kept or written anew each by itself: file by file where the next snapshot has
 * the same columns in the same order of rows; otherwise all of them are one.
 */
export function standingStretches(current: StandingRows | null, next: SnapshotSchema): readonly StandingStretch[] {
  if (current === null) return [];
  const lying = current.parts.flatMap((file, place) => {
    const path = current.files[place];
    return file.rows === 0 || path === undefined ? [] : [{ file, path }];
  });
  const keyed = next.key.length > 0;
  if (isSame(current.schema, next) && (!keyed || lying.every(({ file }) => isWholeKey(file.minKey)))) {
    return lying.map(({ file, path }) => ({ paths: [path], rows: file.rows, file, from: keyed ? file.minKey : null }));
  }
  const rows = lying.reduce((sum, { file }) => sum + file.rows, 0);
  return lying.length === 0 ? [] : [{ paths: lying.map(({ path }) => path), rows, file: null, from: null }];
}

/** The bytes of a part written under one are those of a part written under the other. */
function isSame(one: SnapshotSchema, other: SnapshotSchema): boolean {
  const described = ({ columns, key }: SnapshotSchema) =>
    JSON.stringify([key, columns.map(({ name, type, fieldId }) => [name, type, fieldId])]);
  return described(one) === described(other);
}
