import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { writePieces } from '../files/write-pieces.ts';
import { ColumnValues, type Pages, type ParquetType } from './column-values.ts';
import { encodeThrift, int32, int64, list, struct, text, type Thrift } from './thrift.ts';

export interface ParquetColumn {
  readonly name: string;
  readonly type: ParquetType;
  readonly nullable: boolean;
  /** The only texts that occur, 256 at most. */
  readonly listed?: readonly string[];
}

export interface ParquetFile {
  /** In the order of the columns. To every one of them a value must be added, and then the row ended, or several. */
  readonly values: readonly ColumnValues[];
  readonly endRows: (count: number) => void;
  /** Writes what makes a row group; to be called often between rows, so that memory does not grow. */
  readonly flush: () => Promise<void>;
  readonly rows: () => number;
  /** Ends the file. */
  readonly close: () => Promise<void>;
  /** Lets go of it, if it is unfinished; whoever gave the path removes it. */
  readonly discard: () => Promise<void>;
}

/** Rows of a group: enough to compress well, few enough to hold two of them. */
const rowsOfAGroup = 131_072;
/** A group is written before it is full: rows come by the thousand between two calls. */
const mostFilled = 0.85;
const compress = promisify(zstdCompress);
const magic = Buffer.from('PAR1');
const physicalTypes = { int32: 1, int64: 2, bytes: 6 } as const;
const types = {
  text: { physical: physicalTypes.bytes, converted: 0 },
  date: { physical: physicalTypes.int32, converted: 6 },
  int32: { physical: physicalTypes.int32, converted: 17 },
  int64: { physical: physicalTypes.int64, converted: 18 },
} as const;
const encodings = { plain: 0, levels: 3, dictionary: 8 } as const;

/** What becomes of the bytes of a page. */
interface Packing {
  readonly codec: number;
  readonly bytes: (data: Buffer) => Promise<Buffer>;
}

const asItStands: Packing = { codec: 0, bytes: (data) => Promise.resolve(data) };
const withZstd: Packing = {
  codec: 6,
  bytes: (data) =>
    compress(data, {
      // What is looked back at stays in the processor's own memory.
      params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_windowLog]: 17 },
      // As a rule it then comes in one piece.
      chunkSize: Math.max(65_536, Math.ceil(data.length / 3)),
    }),
};

/**
 * Writes a Parquet file of texts, dates and whole numbers from bytes as they stand in a csv, without an engine: a page for each
 * column of a group, with zstd unless it is read at once. Compression goes on beside whatever fills the next group.
 */
export async function createParquetFile(
  path: string,
  columns: readonly ParquetColumn[],
  {
    compressed = true,
    expectedRows = rowsOfAGroup,
  }: { readonly compressed?: boolean; readonly expectedRows?: number } = {},
): Promise<ParquetFile> {
  const file = await open(path, 'wx');
  const pack = compressed ? withZstd : asItStands;
  const values = columns.map((column) => new ColumnValues(column, Math.min(expectedRows, rowsOfAGroup)));
  const groups: Thrift[] = [];
  let written = 0;
  let rows = 0;
  let rowsOfGroup = 0;
  let pending: Promise<void> = Promise.resolve();
  let closed = false;

  const append = async (...pieces: readonly Buffer[]): Promise<void> => {
    written += await writePieces(file, pieces);
  };
  const writeGroup = async (pages: readonly Pages[], rowCount: number): Promise<void> => {
    const chunksOfPages = await Promise.all(pages.map((one) => packPages(one, pack)));
    const chunks: Thrift[] = [];
    let size = 0;
    for (const [index, chunk] of chunksOfPages.entries()) {
      const column = columns[index];
      if (column === undefined) throw new Error(`there is no column ${index}`);
      const start = written;
      await append(...chunk.pieces);
      size += chunk.uncompressed;
      chunks.push(describeChunk(column, chunk, { start, codec: pack.codec }));
    }
    groups.push(struct({ 1: list('struct', chunks), 2: int64(size), 3: int64(rowCount) }));
  };
  const flush = async (atLeast: number): Promise<void> => {
    if (rowsOfGroup < Math.max(1, atLeast)) return;
    // Its pages lie where the next are gathered.
    await pending;
    const pages = values.map((column) => column.takePages());
    const rowCount = rowsOfGroup;
    rowsOfGroup = 0;
    pending = writeGroup(pages, rowCount);
    // Whoever awaits it next is told of a failure; until then nobody may be.
    pending.catch(() => undefined);
  };

  await append(magic);
  return {
    values,
    endRows: (count) => {
      rowsOfGroup += count;
      rows += count;
    },
    flush: () => flush(rowsOfAGroup * mostFilled),
    rows: () => rows,
    discard: async () => {
      if (closed) return;
      closed = true;
      await pending.catch(() => undefined);
      await file.close();
    },
    close: async () => {
      await flush(1);
      await pending;
      await append(...footerOf(columns, groups, rows));
      closed = true;
      await file.close();
    },
  };
}

/** A whole file without a row. */
export function emptyParquet(columns: readonly ParquetColumn[]): Buffer {
  return Buffer.concat([magic, ...footerOf(columns, [], 0)]);
}

function footerOf(columns: readonly ParquetColumn[], groups: readonly Thrift[], rows: number): readonly Buffer[] {
  const footer = encodeThrift(describeFile(columns, groups, rows));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return [footer, length, magic];
}

interface Chunk {
  readonly pieces: readonly Buffer[];
  readonly bytes: number;
  readonly count: number;
  readonly uncompressed: number;
  /** Of the data page, where a dictionary stands before it. */
  readonly dataStart: number;
}

async function packPages({ count, data, dictionary }: Pages, packing: Packing): Promise<Chunk> {
  const parts =
    dictionary === undefined
      ? []
      : [await page(dictionary.data, { packing, kind: 2, count: dictionary.count, encoding: encodings.plain })];
  const dataStart = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const encoding = dictionary === undefined ? encodings.plain : encodings.dictionary;
  parts.push(await page(data, { packing, kind: 0, count, encoding }));
  return {
    pieces: parts.flatMap(({ pieces }) => pieces),
    bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
    count,
    uncompressed: parts.reduce((sum, part) => sum + part.uncompressed, 0),
    dataStart,
  };
}

async function page(
  data: Buffer,
  of: { readonly packing: Packing; readonly kind: 0 | 2; readonly count: number; readonly encoding: number },
) {
  const { packing, kind, count, encoding } = of;
  const packed = await packing.bytes(data);
  const about =
    kind === 2
      ? { 7: struct({ 1: int32(count), 2: int32(encodings.plain) }) }
      : { 5: struct({ 1: int32(count), 2: int32(encoding), 3: int32(encodings.levels), 4: int32(encodings.levels) }) };
  const header = encodeThrift(struct({ 1: int32(kind), 2: int32(data.length), 3: int32(packed.length), ...about }));
  return { pieces: [header, packed], bytes: header.length + packed.length, uncompressed: header.length + data.length };
}

function describeChunk(
  column: ParquetColumn,
  chunk: Chunk,
  { start, codec }: { readonly start: number; readonly codec: number },
): Thrift {
  const used = [encodings.plain, encodings.levels, ...(chunk.dataStart > 0 ? [encodings.dictionary] : [])];
  return struct({
    2: int64(start),
    3: struct({
      1: int32(types[column.type].physical),
      2: list('int32', used.map(int32)),
      3: list('text', [text(column.name)]),
      4: int32(codec),
      5: int64(chunk.count),
      6: int64(chunk.uncompressed),
      7: int64(chunk.bytes),
      9: int64(start + chunk.dataStart),
      ...(chunk.dataStart > 0 ? { 11: int64(start) } : {}),
    }),
  });
}

function describeFile(columns: readonly ParquetColumn[], groups: readonly Thrift[], rows: number): Thrift {
  const schema = columns.map(({ name, type, nullable }) =>
    struct({
      1: int32(types[type].physical),
      3: int32(nullable ? 1 : 0),
      4: text(name),
      6: int32(types[type].converted),
    }),
  );
  return struct({
    1: int32(1),
    2: list('struct', [struct({ 4: text('schema'), 5: int32(columns.length) }), ...schema]),
    3: int64(rows),
    4: list('struct', groups),
    6: text('daklake'),
  });
}
