import { finished } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { ZipFile } from 'yazl';
import { failLoad } from '../loads/errors.ts';
import type { Upload } from './read-upload.ts';

/** The same files sent again must be the same bytes. */
const mtime = new Date(Date.UTC(2000, 0, 1));

/** The one name of many files: their archive's. */
export const dropName = 'nhieu-tep.zip';

/**
 * The files of a form, as one archive that is put together while they come: they are one load, with a report on each.
 * Their bytes are stored as they are.
 */
export function readDrop(request: FastifyRequest, { mostFiles }: { readonly mostFiles: number }): Upload {
  if (!request.isMultipart()) throw failLoad('file-missing', 'Send the files as parts of a multipart form.');
  const archive = new ZipFile();
  // A stream without an encoding gives buffers; the types know no `Readable` here.
  const content = archive.outputStream as Readable;
  let truncated = false;
  const pack = async (): Promise<void> => {
    const names = new Set<string>();
    for await (const part of request.files({ limits: { files: mostFiles }, preservePath: true })) {
      if ((part.filename ?? '') === '') {
        part.file.resume();
        continue;
      }
      archive.addReadStream(part.file, freeName(safePath(part.filename), names), { compress: false, mtime });
      await finished(part.file);
      truncated ||= part.file.truncated;
    }
    if (names.size === 0) throw failLoad('file-missing', 'The form holds no file.');
    archive.end();
  };
  pack().catch((error: unknown) => content.destroy(error instanceof Error ? error : new Error(String(error))));
  return {
    fileName: dropName,
    content: request.keyed?.passThrough(content, dropName) ?? content,
    cut: () => truncated || request.raw.errored !== null,
  };
}

/** A path inside the archive, whatever the browser called the file. */
function safePath(name: string): string {
  const parts = name
    .normalize('NFC')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part));
  return parts.join('/') || 'tep';
}

/** `a.csv`, `a (2).csv`: files of several folders may have one name. */
function freeName(path: string, names: Set<string>): string {
  const [, stem = path, suffix = ''] = /^(.*?)(\.[^./]*)?$/s.exec(path) ?? [];
  let name = path;
  for (let number = 2; names.has(name); number++) name = `${stem} (${number})${suffix}`;
  names.add(name);
  return name;
}
