import { open } from 'node:fs/promises';

const headBytes = 256 * 1024;

/** The first bytes of a file, or all of them where it has fewer. */
export async function readHead(path: string, length = headBytes): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(length, (await file.stat()).size));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
}
