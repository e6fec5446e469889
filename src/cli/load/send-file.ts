import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import type { EncodingName } from '#api/encodings.ts';
import { askServer, type ServerAddress } from '../server-client.ts';
import { VerbFailure } from '../verb.ts';

export interface SentFile {
  readonly file: string;
  readonly dataset: string;
  readonly mode?: string | undefined;
  readonly sheet?: string | undefined;
  readonly longForm?: boolean | undefined;
  readonly encoding?: EncodingName | undefined;
}

/** Sends a file as it lies; the id of its load. A file that is written meanwhile is not sent as if it were whole. */
export async function sendFile(
  address: ServerAddress,
  { file, dataset, mode, sheet, longForm, encoding }: SentFile,
  onSent: (bytes: number, of: number) => void,
): Promise<string> {
  const status = await stat(file);
  if (!status.isFile()) throw notPlain(file);
  const { size } = status;
  const query = new URLSearchParams({ name: basename(file) });
  if (mode !== undefined) query.set('mode', mode);
  if (sheet !== undefined) query.set('sheet', sheet);
  if (longForm !== undefined) query.set('longForm', String(longForm));
  if (encoding !== undefined) query.set('encoding', encoding);
  const content = createReadStream(file, { highWaterMark: 1 << 20 });
  const answer = await askServer(address, `/api/v1/datasets/${encodeURIComponent(dataset)}/loads?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': size },
    body: Readable.from(whole(content, size, onSent), { objectMode: false }),
  });
  // Our own server's answer.
  const { id } = (await json(answer)) as { readonly id: string };
  return id;
}

/** Nothing beyond the size that was announced is handed on, and too little breaks the request off. */
async function* whole(
  content: AsyncIterable<Buffer>,
  size: number,
  onSent: (bytes: number, of: number) => void,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  let last: Buffer | undefined;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > size) throw changed(size, bytes);
    // With the last one handed on, the request would be whole although more may come.
    if (last !== undefined) yield last;
    last = chunk;
    onSent(bytes, size);
  }
  if (bytes < size) throw changed(size, bytes);
  if (last !== undefined) yield last;
}

function notPlain(file: string): VerbFailure {
  return new VerbFailure(3, {
    code: 'file-unreadable',
    title: 'Only a plain file can be sent',
    detail: `${file} is a folder, a device or a pipe; write what it gives to a file first.`,
  });
}

function changed(size: number, bytes: number): VerbFailure {
  return new VerbFailure(3, {
    code: 'file-changed',
    title: 'The file changed while it was sent',
    detail: `It had ${size} bytes, and ${bytes} were read; send it again once nobody writes to it.`,
  });
}
