import { open } from 'node:fs/promises';

/**
 * A file of lines in pieces of whole lines, each of at least `bytes` but the last. A piece is good until the next is asked
 * for: they share their memory, which grows with the longest line only.
 */
export async function* cutLines(path: string, bytes: number): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    let held = Buffer.allocUnsafe(64 * bytes);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(held, length, held.length - length, null);
      length += bytesRead;
      let at = 0;
      while (length - at >= bytes) {
        const end = held.subarray(0, length).indexOf(10, at + bytes - 1);
        if (end < 0) break;
        yield held.subarray(at, end + 1);
        at = end + 1;
      }
      held.copyWithin(0, at, length);
      length -= at;
      if (bytesRead === 0) break;
      if (length === held.length) held = Buffer.concat([held], 2 * held.length);
    }
    if (length > 0) yield held.subarray(0, length);
  } finally {
    await file.close();
  }
}
