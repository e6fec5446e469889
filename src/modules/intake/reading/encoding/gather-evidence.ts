import { createReadStream } from 'node:fs';

export interface ByteEvidence {
  /** Lines with bytes beyond ASCII, from the whole file, up to a bound. */
  readonly sample: Buffer;
  /** Whole UTF-8 characters beyond ASCII, and bytes that are part of none. */
  readonly characters: number;
  readonly strayBytes: number;
  /** The only fault is a character that the end of the file cuts. */
  readonly cutAtEnd: boolean;
}

const sampleSize = 256 * 1024;

/** Gathers what tells one coding from another, over the whole of a file that is not valid UTF-8. */
export async function gatherEvidence(path: string, signal?: AbortSignal): Promise<ByteEvidence> {
  const lines: Buffer[] = [];
  let gathered = 0;
  let characters = 0;
  let strayBytes = 0;
  let rest: Buffer = Buffer.alloc(0);
  let cutAtEnd = false;
  for await (const chunk of createReadStream(path, {
    highWaterMark: 1024 * 1024,
    ...(signal ? { signal } : {}),
  }) as AsyncIterable<Buffer>) {
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const stop = Math.max(0, text.length - 4);
    const counted = countUtf8(text, 0, stop);
    characters += counted.characters;
    strayBytes += counted.strayBytes;
    rest = text.subarray(counted.position);
    if (gathered < sampleSize) {
      const found = accentedLines(chunk, sampleSize - gathered);
      gathered += found.length;
      lines.push(found);
    }
  }
  const last = countUtf8(rest, 0, rest.length);
  const cut = last.strayBytes > 0 && isCutCharacter(rest);
  characters += last.characters;
  cutAtEnd = cut && strayBytes === 0;
  return { sample: Buffer.concat(lines), characters, strayBytes: strayBytes + (cut ? 0 : last.strayBytes), cutAtEnd };
}

function countUtf8(bytes: Buffer, from: number, stop: number) {
  let characters = 0;
  let strayBytes = 0;
  let position = from;
  while (position < stop) {
    const byte = bytes[position] ?? 0;
    if (byte < 0x80) {
      position++;
      continue;
    }
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    let whole = length > 0;
    for (let next = 1; next < length; next++) if (((bytes[position + next] ?? 0) & 0xc0) !== 0x80) whole = false;
    if (whole) {
      characters++;
      position += length;
    } else {
      strayBytes++;
      position++;
    }
  }
  return { characters, strayBytes, position };
}

/** The last bytes begin a character and nothing else is wrong with them. */
function isCutCharacter(bytes: Buffer): boolean {
  for (let length = 1; length <= 3 && length <= bytes.length; length++) {
    const lead = bytes[bytes.length - length] ?? 0;
    if (lead < 0x80) return false;
    if (lead >= 0xc2) {
      const needed = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      return length < needed && countUtf8(bytes, 0, bytes.length - length).strayBytes === 0;
    }
  }
  return false;
}

/** Lines of a chunk that hold bytes beyond ASCII, whole or cut. */
function accentedLines(chunk: Buffer, limit: number): Buffer {
  const found: Buffer[] = [];
  let size = 0;
  let start = 0;
  while (start < chunk.length && size < limit) {
    let end = chunk.indexOf(0x0a, start);
    if (end === -1) end = chunk.length - 1;
    const line = chunk.subarray(start, Math.min(end + 1, start + limit));
    if (line.some((byte) => byte >= 0x80)) {
      found.push(line);
      size += line.length;
    }
    start = end + 1;
  }
  return Buffer.concat(found);
}
