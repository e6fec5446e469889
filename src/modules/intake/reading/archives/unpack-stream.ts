import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { failReading } from '../errors.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import { createInflationGuard } from './inflation-guard.ts';

/** Unpacks a file that is one compressed stream into the staging folder. */
export async function unpackStream<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  compression: 'gzip' | 'zstd',
): Promise<SourceFile> {
  const path = context.stagingPath('unpacked');
  const guard = createInflationGuard(context.limits, source.bytes);
  const file = await open(path, 'wx');
  let bytes = 0;
  try {
    await pipeline(
      createReadStream(source.path, { highWaterMark: 1024 * 1024 }),
      compression === 'gzip'
        ? createGunzip({ chunkSize: 256 * 1024 })
        : createZstdDecompress({ chunkSize: 256 * 1024 }),
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) {
          guard(chunk.length);
          bytes += chunk.length;
          await file.appendFile(chunk);
        }
      },
      ...(context.options.signal ? [{ signal: context.options.signal }] : []),
    );
  } catch (error) {
    throw asReadingError(error);
  } finally {
    await file.close();
  }
  return { path, bytes, name: source.name, fileName: source.fileName.replace(/\.(?:gz|zst)$/i, '') };
}

function asReadingError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || code.startsWith('ZSTD_')
    ? failReading('file-truncated', 'The compressed data end early or are damaged', { cause: error })
    : error;
}
