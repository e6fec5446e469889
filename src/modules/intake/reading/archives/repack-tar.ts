import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { extract, type Header } from 'tar-stream';
import yazl from 'yazl';
import { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from '../errors.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import { mostLinks, type PassedOver } from './archive-warnings.ts';

export interface RepackedTar {
  readonly source: SourceFile;
  /** Members that are no files: links, which are never followed, and devices. */
  readonly passedOver: readonly PassedOver[];
}

/**
 * Writes the files of a tar into a zip of the staging folder, unpacked as they are: from there on one kind of archive has
 * to be known.
 */
export async function repackTar<T>(source: SourceFile, context: ReaderContext<T>): Promise<RepackedTar> {
  const passedOver: PassedOver[] = [];
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
      if (isSparse(entry.header)) throw sparse(name);
      if (type !== 'file' && type !== 'contiguous-file') {
        if (type !== 'directory' && passedOver.length < mostLinks)
          passedOver.push({ path: name, target: entry.header.linkname ?? null });
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
  return { source: { ...source, path, bytes: (await stat(path)).size }, passedOver };
}

/** Its zeros are left out and told of beside it: its bytes as they stand are another file's. Of GNU's own kind no type is known. */
function isSparse({ type, pax, size }: Header): boolean {
  return (type === null && (size ?? 0) > 0) || Object.keys(pax ?? {}).some((name) => name.startsWith('GNU.sparse.'));
}

function sparse(name: string): DomainError {
  return failReading('format-unsupported', `${name} is kept as a sparse file`, {
    message: {
      vi: `Tệp «${name}» trong tệp tar được lưu ở dạng thưa (sparse) nên không đọc được. Hãy đóng gói lại bằng tar không có --sparse (-S), hoặc nén thành zip rồi gửi.`,
      en: `“${name}” in the tar is kept as a sparse file, which is not read. Pack it again by tar without --sparse (-S), or as a zip, and send that.`,
    },
  });
}

function asReadingError(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error) || error.name === 'AbortError') return error;
  if (/invalid relative path|absolute path|invalid characters/.test(error.message))
    return failReading('archive-unsafe', 'A member names a place outside the archive', { cause: error });
  return failReading('file-truncated', 'The archive ends early or is damaged', { cause: error });
}
