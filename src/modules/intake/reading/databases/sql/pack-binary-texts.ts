import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { readHead } from '../../encoding/read-head.ts';
import { failReading } from '../../errors.ts';
import type { ReaderContext, SourceFile } from '../../reader.ts';
import { createByteScanner } from './byte-texts.ts';

const declaresUnicode = /\bSET\s+NAMES\s+'?utf8|\bCHARSET\s*=\s*'?utf8|\bCHARACTER\s+SET\s*=?\s*'?utf8/i;

/** Of a coding of people's texts fewer signs than one in so many are none of ASCII; of bytes half are. */
const fewestAscii = 2;

/** A text that is no UTF-8 is bytes in a dump in which at least one in so many of such texts is. */
const fewestWhole = 4;
const pieceBytes = 4 * 1024 * 1024;

/**
 * MySQL's programs write pictures and other bytes as texts, raw, among those of people: no coding makes sense of such a
 * dump. They are written anew as x'…', as --hex-blob does, in a copy. Undefined: there are none.
 */
export async function packBinaryTexts<T>(
  source: SourceFile,
  context: ReaderContext<T>,
): Promise<SourceFile | undefined> {
  let whole = 0;
  let stray = 0;
  let zeros = 0;
  let strayBytes = 0;
  let strayOther = 0;
  await scanTexts(source, context, {
    onText: (quoted) => {
      const hasZero = hasZeros(quoted);
      if (hasZero) zeros += 1;
      if (isAscii(quoted)) return;
      if (isUtf8(quoted)) whole += 1;
      else if (!hasZero) {
        stray += 1;
        strayBytes += quoted.length - 2;
        strayOther += countOther(quoted);
      }
    },
    onOther: () => undefined,
  });
  // In an old coding nothing but a zero is a sign of bytes; VISCII has letters among the signs of control. A dump that says
  // it is Unicode may have been saved anew in an old coding.
  const declared = declaresUnicode.test((await readHead(source.path)).toString('latin1'));
  const unicode =
    (whole > 0 && whole * fewestWhole >= stray) || (declared && stray > 0 && strayOther * fewestAscii >= strayBytes);
  if (zeros === 0 && (!unicode || stray === 0)) return undefined;
  const path = context.stagingPath('sql');
  const file = await open(path, 'wx');
  try {
    let pieces: Buffer[] = [];
    let size = 0;
    const add = (piece: Buffer): void => {
      pieces.push(piece);
      size += piece.length;
    };
    const flush = async (least: number): Promise<void> => {
      if (size <= least) return;
      await file.appendFile(Buffer.concat(pieces));
      pieces = [];
      size = 0;
    };
    await scanTexts(
      source,
      context,
      {
        onText: (quoted) => add((unicode ? isUtf8(quoted) : !hasZeros(quoted)) ? quoted : packed(quoted)),
        onOther: add,
      },
      () => flush(pieceBytes),
    );
    await flush(0);
  } finally {
    await file.close();
  }
  return { ...source, path, bytes: (await stat(path)).size };
}

async function scanTexts<T>(
  source: SourceFile,
  { options: { signal }, limits }: ReaderContext<T>,
  hearer: Parameters<typeof createByteScanner>[0],
  onChunk: () => Promise<void> = async () => undefined,
): Promise<void> {
  const scanner = createByteScanner(hearer);
  for await (const chunk of createReadStream(source.path, {
    highWaterMark: 1024 * 1024,
    ...(signal ? { signal } : {}),
  }) as AsyncIterable<Buffer>) {
    scanner.push(chunk);
    if (scanner.waiting() > limits.rowBytes + chunk.length)
      throw failReading('row-too-long', `A text of the dump has more than ${limits.rowBytes} bytes`);
    await onChunk();
  }
  scanner.end();
}

const escapes = new Map(
  Object.entries({ '0': 0, b: 8, n: 10, r: 13, t: 9, Z: 26 }).map(([sign, byte]) => [sign.charCodeAt(0), byte]),
);

/** The bytes that a text says, as digits. */
function packed(quoted: Buffer): Buffer {
  const said = Buffer.alloc(quoted.length);
  let length = 0;
  for (let at = 1; at < quoted.length - 1; at++) {
    let byte = quoted[at] ?? 0;
    if (byte === 0x5c || byte === 0x27) {
      at += 1;
      const next = quoted[at] ?? 0;
      byte = byte === 0x5c ? (escapes.get(next) ?? next) : next;
    }
    said[length++] = byte;
  }
  return Buffer.from(`x'${said.toString('hex', 0, length)}'`, 'latin1');
}

/** A zero, or the sign that is written for it. */
function hasZeros(quoted: Buffer): boolean {
  if (quoted.includes(0)) return true;
  for (let at = quoted.indexOf('\\0'); at !== -1; at = quoted.indexOf('\\0', at + 1)) {
    let before = at;
    while (quoted[before - 1] === 0x5c) before -= 1;
    if ((at - before) % 2 === 0) return true;
  }
  return false;
}

function countOther(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte >= 0x80 || byte < 0x20) count++;
  return count;
}

function isAscii(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}
