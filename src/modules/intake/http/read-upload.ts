import { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { isEncodingName, type EncodingName } from '#api/encodings.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { failLoad } from '../loads/errors.ts';

export interface Upload {
  readonly fileName: string;
  readonly content: Readable;
  /** As the request announces; a form is a little longer than its file. */
  readonly bytes?: number;
  /** The fields `encoding` and `longForm` of a form, where they stand before the file. */
  readonly encoding?: EncodingName;
  readonly longForm?: boolean;
  /** Whether the sender's side broke off, or the part was cut at the limit. */
  readonly cut: () => boolean;
}

/** The file of a request, as a stream: a multipart form's part `file`, or the raw body with `?name=`. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (request.isMultipart()) {
    // Fields are passed over, but for what a form without a script says of its file.
    const parts = request.files();
    const { value: part, done } = await parts.next().catch((cause: unknown) => {
      // What the parser says of a form without a boundary, or cut off before its file.
      throw cause instanceof DomainError ? cause : missing(cause);
    });
    if (done === true || (part.filename ?? '') === '') throw missing();
    const content = Readable.from(onlyFile(part.file, parts));
    return {
      fileName: part.filename,
      ...readingOf(part),
      ...announced(request),
      content: request.keyed?.passThrough(content, part.filename) ?? content,
      cut: () => part.file.truncated || request.raw.errored !== null,
    };
  }
  const content = request.body as Readable | undefined | null;
  if (content === undefined || content === null) throw missing();
  const { name } = request.query as { readonly name?: string };
  const fileName = name ?? 'data';
  return {
    fileName,
    ...announced(request),
    content: request.keyed?.passThrough(content, fileName) ?? content,
    cut: () => !request.raw.complete,
  };
}

function announced({ headers }: FastifyRequest): { readonly bytes?: number } {
  const bytes = Number(headers['content-length']);
  return Number.isSafeInteger(bytes) ? { bytes } : {};
}

function readingOf({ fields }: MultipartFile): Pick<Upload, 'encoding' | 'longForm'> {
  const valueOf = (name: string): unknown => {
    const field = fields[name];
    return field !== undefined && 'value' in field ? field.value : undefined;
  };
  const encoding = valueOf('encoding');
  const longForm = valueOf('longForm');
  return {
    ...(typeof encoding === 'string' && isEncodingName(encoding) ? { encoding } : {}),
    ...(longForm === 'true' || longForm === 'false' ? { longForm: longForm === 'true' } : {}),
  };
}

/** A second file would be lost without a word. */
async function* onlyFile(file: Readable, parts: AsyncIterator<MultipartFile>): AsyncGenerator<Buffer> {
  // A stream without an encoding gives buffers.
  yield* file as AsyncIterable<Buffer>;
  const next = await parts.next().catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    throw code === 'FST_FILES_LIMIT' ? second(cause) : cause;
  });
  if (next.done !== true) throw second();
}

function second(cause?: unknown): Error {
  return failLoad('file-second', 'The form holds more than one file; send each in a request of its own.', { cause });
}

function missing(cause?: unknown): Error {
  const detail = 'Send the file as the part «file» of a multipart form, or as the body itself.';
  return failLoad('file-missing', detail, { cause });
}
