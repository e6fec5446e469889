import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import yazl from 'yazl';
import { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from '../errors.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';

/**
 * Writes the files of a tar into a zip of the staging folder, unpacked as they are: from there on one kind of archive has
 * to be known. Links and devices are no files.
 */
export async function repackTar<T>(source: SourceFile, context: ReaderContext<T>): Promise<SourceFile> {
  const path = context.stagingPath('zip');
  const zip = new yazl.ZipFile();
  const tar = extract();
  const { signal } = context.options;
  const written = pipeline(zip.outputStream, createWriteStream(path, { flags: 'wx' }));
  const read = pipeline(createReadStream(source.path, { highWaterMark: 1024 * 1024 }), tar, signal ? { signal } : {});
  // Whichever fails first is told; the other ends with it.
  read.catch(() => undefined);
  try {
    let members = 0;
    for await (const entry of tar) {
      const { name, type } = entry.header;
      if (type !== 'file' && type !== 'contiguous-file') {
        entry.resume();
        continue;
      }
      if (++members > context.limits.members)
        throw failReading('archive-unsafe', `The archive has more than ${context.limits.members} members`);
      const content = Readable.from(entry);
      zip.addReadStream(content, name.replace(/^(?:\.\/)+/, ''), { compress: false });
      await Promise.race([finished(content), written]);
    }
    await read;
    zip.end();
    await written;
  } catch (error) {
    written.catch(() => undefined);
    (zip.outputStream as NodeJS.ReadableStream & { destroy: () => void }).destroy();
    throw asReadingError(error);
  }
  return { ...source, path, bytes: (await stat(path)).size };
}

function asReadingError(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error) || error.name === 'AbortError') return error;
  if (/invalid relative path|absolute path|invalid characters/.test(error.message))
    return failReading('archive-unsafe', 'A member names a place outside the archive', { cause: error });
  return failReading('file-truncated', 'The archive ends early or is damaged', { cause: error });
}
