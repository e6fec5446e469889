import { finished } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { createStoreArchive } from '#platform/files/store-archive.ts';
import { failLoad } from '../loads/errors.ts';
import type { Upload } from './read-upload.ts';

/** The one name of many files: their archive's. */
const dropName = 'nhieu-tep.zip';

/** The files of a form, as one archive that is put together while they come: they are one load, with a report on each. */
export function readDrop(request: FastifyRequest, { mostFiles }: { readonly mostFiles: number }): Upload {
  if (!request.isMultipart()) throw failLoad('file-missing', 'Send the files as parts of a multipart form.');
  const archive = createStoreArchive();
  const { content } = archive;
  // Whoever reads it hears of an error; one that nobody reads any more must not end the server.
  content.on('error', () => undefined);
  let truncated = false;
  const pack = async (): Promise<void> => {
    for await (const part of request.files({ limits: { files: mostFiles }, preservePath: true })) {
      // Once nobody takes the archive any more, what is still to come of the form goes nowhere.
      const drain = () => part.file.resume();
      if ((part.filename ?? '') === '' || content.destroyed) await finished(drain());
      else {
        content.once('close', drain);
        await archive.add(part.filename, part.file);
        content.off('close', drain);
      }
      truncated ||= part.file.truncated;
    }
    if (archive.files() === 0) throw failLoad('file-missing', 'The form holds no file.');
    archive.end();
  };
  pack().catch((error: unknown) => content.destroy(error instanceof Error ? error : new Error(String(error))));
  return {
    fileName: dropName,
    content: request.keyed?.passThrough(content, dropName) ?? content,
    cut: () => truncated || request.raw.errored !== null,
  };
}
