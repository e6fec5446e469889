import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '#platform/errors/domain-error.ts';
import { failLoad } from '../loads/errors.ts';

export interface Upload {
  readonly fileName: string;
  readonly content: Readable;
  /** Whether the sender's side broke off, or the part was cut at the limit. */
  readonly cut: () => boolean;
}

/** The file of a request, as a stream: a multipart form's part `file`, or the raw body with `?name=`. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (request.isMultipart()) {
    // Fields before the file are passed over; what follows it is never read.
    const part = await request.file().catch((cause: unknown) => {
      // What the parser says of a form without a boundary, or cut off before its file.
      throw cause instanceof DomainError ? cause : missing(cause);
    });
    if (part === undefined || (part.filename ?? '') === '') throw missing();
    return {
      fileName: part.filename,
      content: request.keyed?.passThrough(part.file, part.filename) ?? part.file,
      cut: () => part.file.truncated || request.raw.errored !== null,
    };
  }
  const content = request.body as Readable | undefined | null;
  if (content === undefined || content === null) throw missing();
  const { name } = request.query as { readonly name?: string };
  const fileName = name ?? 'data';
  return {
    fileName,
    content: request.keyed?.passThrough(content, fileName) ?? content,
    cut: () => !request.raw.complete,
  };
}

function missing(cause?: unknown): Error {
  const detail = 'Send the file as the part «file» of a multipart form, or as the body itself.';
  return failLoad('file-missing', detail, { cause });
}
