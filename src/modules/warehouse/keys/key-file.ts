import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib';

/**
 * The rows of one part of a snapshot as lines of text, sorted by key: first the key's values, then every way in which its
 * fields show, each a JSON text, with tabs between them (which JSON writes as `\t`). Blocks of lines are compressed one by
 * one; behind them stands the index, then where it begins. Every block and the index carry a checksum.
 */
const mark = 'DAKLAKE-KEYS-1\n';
const footerBytes = mark.length + 3 * 8;

/** Lines that are read and unpacked for one look-up, about. */
export const blockBytes = 8 << 10;

export interface BlockPlace {
  /** `encodeKey` of its first line. */
  readonly firstKey: Uint8Array;
  readonly offset: number;
}

const packing = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
};

export function packBlock(lines: Uint8Array): Uint8Array {
  return zstdCompressSync(lines, packing);
}

/** What follows the blocks, the first of which begins at 0 and the last of which ends at `end`. */
export function packIndex(blocks: readonly BlockPlace[], end: number): Uint8Array {
  const offsets = Float64Array.from([...blocks.map(({ offset }) => offset), end]);
  let keysEnd = 0;
  const keyEnds = Uint32Array.from(blocks, ({ firstKey }) => (keysEnd += firstKey.length));
  const keys = Buffer.concat(blocks.map(({ firstKey }) => firstKey));
  const index = zstdCompressSync(Buffer.concat([bytesOf(offsets), bytesOf(keyEnds), keys]), packing);
  const footer = Buffer.from(Float64Array.of(blocks.length, end, index.length).buffer);
  return Buffer.concat([index, footer, Buffer.from(mark)]);
}

function bytesOf(numbers: Float64Array | Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

export interface KeyFile {
  /** Of its index in memory. */
  readonly bytes: number;
  /** The block of lines in which a row of that key would stand; undefined: none would. Throws where the file is damaged. */
  readBlock(key: Uint8Array): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** Undefined where there is none; throws where it is not whole. */
export async function openKeyFile(path: string): Promise<KeyFile | undefined> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    return fileOver(file, await readIndex(file, path));
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface KeyIndex {
  readonly offsets: Float64Array;
  readonly keyEnds: Uint32Array;
  readonly keys: Buffer;
}

async function readIndex(file: FileHandle, path: string): Promise<KeyIndex> {
  const { size } = await file.stat();
  const footer = await readAt(file, Math.max(0, size - footerBytes), Math.min(size, footerBytes));
  const damaged = () => new Error(`${path} is no whole file of keys`);
  if (footer.length < footerBytes || footer.subarray(24).toString('latin1') !== mark) throw damaged();
  const [blocks, start, length] = [0, 8, 16].map((at) => footer.readDoubleLE(at));
  if (blocks === undefined || start === undefined || length === undefined) throw damaged();
  if (start + length + footerBytes !== size) throw damaged();
  const packed = zstdDecompressSync(await readAt(file, start, length));
  // A copy of its own: numbers must begin where their size divides the address.
  const { buffer } = Uint8Array.from(packed);
  const keysAt = 8 * (blocks + 1) + 4 * blocks;
  const index = {
    offsets: new Float64Array(buffer, 0, blocks + 1),
    keyEnds: new Uint32Array(buffer, 8 * (blocks + 1), blocks),
    keys: Buffer.from(buffer, keysAt),
  };
  // What the checksum does not cover: how many blocks there are.
  if (index.offsets.at(-1) !== start || (index.keyEnds.at(-1) ?? 0) !== index.keys.length) throw damaged();
  return index;
}

const unpack = promisify(zstdDecompress);

/** What unpacks faster than a thread of the pool is called. */
const smallBlock = 64 << 10;

function fileOver(file: FileHandle, { offsets, keyEnds, keys }: KeyIndex): KeyFile {
  const firstKey = (block: number) => keys.subarray(block === 0 ? 0 : keyEnds[block - 1], keyEnds[block]);
  return {
    bytes: offsets.byteLength + keyEnds.byteLength + keys.byteLength,
    readBlock: async (key) => {
      const block = lastNotAfter(keyEnds.length, (each) => Buffer.compare(firstKey(each), key));
      const [start, end] = [offsets[block], offsets[block + 1]];
      if (start === undefined || end === undefined) return undefined;
      const packed = await readAt(file, start, end - start);
      return packed.length > smallBlock ? unpack(packed) : zstdDecompressSync(packed);
    },
    close: () => file.close(),
  };
}

/** The last of `count` sorted places that does not come after what is looked for; -1 where all do. */
function lastNotAfter(count: number, compare: (place: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(middle) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new Error('The file of keys ends too early');
    done += bytesRead;
  }
  return bytes;
}
