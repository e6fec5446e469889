import type { FileHandle } from 'node:fs/promises';

/**
 * Appends them as they are: what is put together first has to be collected, too, and that takes longer than to write it.
 * Answers with the number of their bytes.
 */
export async function writePieces(file: FileHandle, pieces: readonly Buffer[]): Promise<number> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length === 0) return 0;
  const { bytesWritten } = await file.writev(pieces);
  if (bytesWritten < length) await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
  return length;
}
