import { open } from 'node:fs/promises';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { createInflationGuard } from '../../archives/inflation-guard.ts';
import { openZip, type Zip, type ZipMember } from '../../archives/open-zip.ts';
import { failReading } from '../../errors.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../../reader.ts';
import { tableDataMissing } from '../database-warnings.ts';
import { readSql } from '../sql/read-sql.ts';
import { readToc, type TocEntry } from './read-toc.ts';

const contents = /(?:^|\/)toc\.dat$/;
const longestContents = 64 * 1024 * 1024;

/** Whether an archive is a dump of pg_dump that is a folder or a tar of files. */
export function isDumpFolder(members: readonly string[]): boolean {
  return members.some((path) => contents.test(path));
}

/**
 * Reads a dump of PostgreSQL that is a folder of files (`pg_dump -Fd`, packed by its sender) or a tar (`-Ft`): its parts
 * are put together to the text that pg_restore would make of them, as far as tables and their rows go.
 */
export async function readDumpFolder<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const zip = await openZip(source.path);
  const path = context.stagingPath('sql');
  const missing: string[] = [];
  let bytes = 0;
  try {
    const file = await open(path, 'wx');
    try {
      for await (const chunk of restored(zip, source, context, (name) => missing.push(name))) {
        await file.appendFile(chunk);
        bytes += chunk.length;
      }
    } finally {
      await file.close();
    }
  } finally {
    zip.close();
  }
  const part = await readSql({ ...source, path, bytes, fileName: 'toc.sql' }, context);
  return missing.length === 0 ? part : { ...part, warnings: [...part.warnings, tableDataMissing(missing)] };
}

async function* restored<T>(
  zip: Zip,
  source: SourceFile,
  context: ReaderContext<T>,
  onMissing: (table: string) => void,
): AsyncGenerator<Buffer> {
  const guard = createInflationGuard(context.limits, source.bytes);
  const toc = zip.members.find(({ path }) => contents.test(path));
  if (toc === undefined) return;
  const folder = posix.dirname(toc.path);
  const entries = readToc(await wholeOf(toc, guard));
  yield Buffer.from('-- PostgreSQL database dump\n\nSET standard_conforming_strings = on;\n\n');
  for (const { kind, definition } of entries) if (kind === 'TABLE') yield Buffer.from(`${definition}\n`);
  for (const entry of entries) {
    if (entry.kind !== 'TABLE DATA' || entry.fileName === '') continue;
    context.options.signal?.throwIfAborted();
    const data = dataOf(zip, posix.join(folder, entry.fileName), guard);
    if (data === undefined) {
      onMissing(tableOf(entry));
      continue;
    }
    yield Buffer.from(entry.copyStatement);
    yield* data;
    yield Buffer.from('\n');
  }
  yield Buffer.from('-- PostgreSQL database dump complete\n');
}

/** The file may be packed, which its name tells and the table of contents does not. */
function dataOf(zip: Zip, path: string, guard: (bytes: number) => void): AsyncIterable<Buffer> | undefined {
  const find = (suffix: string): ZipMember | undefined => zip.members.find((member) => member.path === path + suffix);
  const plain = find('');
  if (plain !== undefined) return plain.read(guard);
  const gzipped = find('.gz');
  if (gzipped !== undefined) return unpacked(gzipped, createGunzip(), guard);
  const zstandard = find('.zst');
  if (zstandard !== undefined) return unpacked(zstandard, createZstdDecompress(), guard);
  if (find('.lz4') !== undefined)
    throw failReading('format-unsupported', 'The data of the dump are packed by LZ4', {
      message: {
        vi: 'Dữ liệu trong bản sao lưu PostgreSQL nén bằng LZ4, không đọc được. Hãy tạo lại bằng «pg_dump -Fd -Z gzip» hoặc «pg_dump» không có -F rồi gửi.',
        en: 'The data of the PostgreSQL dump are packed by LZ4, which is not read. Make it again with “pg_dump -Fd -Z gzip”, or pg_dump without -F, and send that.',
      },
    });
  return undefined;
}

async function* unpacked(
  member: ZipMember,
  stream: ReturnType<typeof createGunzip> | ReturnType<typeof createZstdDecompress>,
  guard: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const source = Readable.from(member.read(() => undefined));
  source.on('error', (error) => stream.destroy(error));
  try {
    for await (const chunk of source.pipe(stream) as AsyncIterable<Buffer>) {
      guard(chunk.length);
      yield chunk;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^Z(?:STD)?_/.test(code)) throw error;
    throw failReading('file-truncated', `${member.path} ends early or is damaged`, { cause: error });
  }
}

async function wholeOf(member: ZipMember, guard: (bytes: number) => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of member.read(guard)) {
    size += chunk.length;
    if (size > longestContents) throw failReading('too-large', `toc.dat has more than ${longestContents} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tableOf({ copyStatement, fileName }: TocEntry): string {
  return /^COPY (\S+|"[^"]*"(?:\."[^"]*")?)/.exec(copyStatement)?.[1] ?? fileName;
}
