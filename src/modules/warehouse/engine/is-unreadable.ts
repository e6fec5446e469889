import { fail } from '../errors.ts';

/** What the engine says of a Parquet file that is gone, cut short or changed; it has no codes. */
const words =
  /^IO Error: (?!.*no space left)|ZSTD Decompression failure|TProtocolException|: Out of buffer|No magic bytes|too small to be a Parquet file|Failed to read file/is;

/**
 * Whether the engine failed over a file rather than over the question. A file that was changed such that it still reads
 * is found by `verify` alone.
 */
export const isUnreadable = (error: unknown): boolean => error instanceof Error && words.test(error.message);

export function snapshotUnreadable(cause: unknown): Error {
  return fail(
    'snapshot-unreadable',
    'A file of the snapshot is missing or was changed: «daklake verify» names it. Restore an earlier snapshot, or put the file back from a copy.',
    { cause },
  );
}
