import type { ColumnType } from '../dataset-schema.ts';
import type { SnapshotFile } from '../snapshots/snapshot.ts';
import { encodeKey } from './key-order.ts';

/** The parts of a snapshot that have rows, by the last key of each. */
export interface KeyedParts {
  /** The only part in which a row of that key can stand; undefined: none can. */
  find(key: Uint8Array): SnapshotFile | undefined;
}

/** Undefined where the order of some part's keys is not certain. */
export function keyedParts(files: readonly SnapshotFile[], types: readonly ColumnType[]): KeyedParts | undefined {
  const parts: { readonly file: SnapshotFile; readonly first: Uint8Array; readonly last: Uint8Array }[] = [];
  for (const file of files) {
    if (file.rows === 0) continue;
    const [first, last] = [file.minKey, file.maxKey].map((text) => encodeStored(text, types));
    const before = parts.at(-1)?.last;
    if (first === undefined || last === undefined) return undefined;
    if (before !== undefined && Buffer.compare(before, first) >= 0) return undefined;
    parts.push({ file, first, last });
  }
  return {
    find: (key) => {
      let low = 0;
      let high = parts.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (Buffer.compare(parts[middle]?.last ?? key, key) < 0) low = middle + 1;
        else high = middle;
      }
      const part = parts[low];
      return part === undefined || Buffer.compare(part.first, key) > 0 ? undefined : part.file;
    },
  };
}

function encodeStored(text: string | null, types: readonly ColumnType[]): Uint8Array | undefined {
  // Written by us when the part was, as an array of texts.
  const key = text === null ? [] : (JSON.parse(text) as readonly (string | null)[]);
  const texts = key.filter((each) => each !== null);
  const bytes = texts.length === types.length ? encodeKey(texts, types) : undefined;
  // A copy of its own, since it is kept.
  return bytes && Uint8Array.from(bytes);
}
