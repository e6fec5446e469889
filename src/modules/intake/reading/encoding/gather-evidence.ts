import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { countUtf8, isCutCharacter } from './utf8-bytes.ts';

export interface ByteEvidence {
  /** Lines with bytes that are no UTF-8, and lines that are UTF-8 beyond ASCII, from the whole file, up to a bound. */
  readonly stray: readonly Buffer[];
  readonly whole: readonly Buffer[];
  /** Whole UTF-8 characters beyond ASCII, and bytes that are part of none. */
  readonly characters: number;
  readonly strayBytes: number;
  /** As `Utf8Count` has it. */
  readonly strayRuns: number;
  /** The only fault is a character that the end of the file cuts. */
  readonly cutAtEnd: boolean;
}

const sampleBytes = 256 * 1024;
const lineBytes = 16 * 1024;

/** Gathers what tells one coding from another, over the whole of a file that is not valid UTF-8. */
export async function gatherEvidence(path: string, signal?: AbortSignal): Promise<ByteEvidence> {
  const stray = createSample();
  const whole = createSample();
  let characters = 0;
  let strayBytes = 0;
  let strayRuns = 0;
  let rest: Buffer = Buffer.alloc(0);
  let lineRest: Buffer = Buffer.alloc(0);
  const look = (line: Buffer): void => {
    if (isAscii(line)) return;
    (isUtf8(line) ? whole : stray).add(line);
  };
  for await (const chunk of createReadStream(path, {
    highWaterMark: 1024 * 1024,
    ...(signal ? { signal } : {}),
  }) as AsyncIterable<Buffer>) {
    const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const stop = Math.max(0, text.length - 4);
    const counted = countUtf8(text, 0, stop);
    characters += counted.characters;
    strayBytes += counted.strayBytes;
    strayRuns += counted.strayRuns;
    rest = text.subarray(counted.position);
    if (!stray.full()) lineRest = eachLine(lineRest.length === 0 ? chunk : Buffer.concat([lineRest, chunk]), look);
  }
  look(lineRest);
  const last = countUtf8(rest, 0, rest.length);
  const cut = last.strayBytes > 0 && isCutCharacter(rest);
  characters += last.characters;
  return {
    stray: stray.lines,
    whole: whole.lines,
    characters,
    strayBytes: strayBytes + (cut ? 0 : last.strayBytes),
    strayRuns: strayRuns + (cut ? 0 : last.strayRuns),
    cutAtEnd: cut && strayBytes === 0,
  };
}

function createSample() {
  const lines: Buffer[] = [];
  let size = 0;
  return {
    lines,
    full: () => size >= sampleBytes,
    add: (line: Buffer): void => {
      if (size >= sampleBytes) return;
      // A copy: the chunk that it lies in may go.
      lines.push(Buffer.from(line.subarray(0, lineBytes)));
      size += Math.min(line.length, lineBytes);
    },
  };
}

/** Hands over every whole line, and returns what follows the last; an endless line is handed over in pieces. */
function eachLine(bytes: Buffer, look: (line: Buffer) => void): Buffer {
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1) break;
    look(bytes.subarray(start, end));
    start = end + 1;
  }
  const rest = bytes.subarray(start);
  if (rest.length <= 1024 * 1024) return Buffer.from(rest);
  look(rest);
  return Buffer.alloc(0);
}

function isAscii(line: Buffer): boolean {
  for (const byte of line) if (byte >= 0x80) return false;
  return true;
}
