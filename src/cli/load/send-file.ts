import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { askServer, type ServerAddress } from '../server-client.ts';

export interface SentFile {
  readonly file: string;
  readonly dataset: string;
  readonly mode?: string | undefined;
  readonly sheet?: string | undefined;
}

/** Sends a file as it lies; the id of its load. */
export async function sendFile(
  address: ServerAddress,
  { file, dataset, mode, sheet }: SentFile,
  onSent: (bytes: number, of: number) => void,
): Promise<string> {
  const { size } = await stat(file);
  const query = new URLSearchParams({ name: basename(file) });
  if (mode !== undefined) query.set('mode', mode);
  if (sheet !== undefined) query.set('sheet', sheet);
  const answer = await askServer(address, `/api/v1/datasets/${encodeURIComponent(dataset)}/loads?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': size },
    body: Readable.from(
      counted(createReadStream(file, { highWaterMark: 1 << 20 }), (sent) => onSent(sent, size)),
      { objectMode: false },
    ),
  });
  // Our own server's answer.
  const { id } = (await json(answer)) as { readonly id: string };
  return id;
}

async function* counted(content: AsyncIterable<Buffer>, report: (bytes: number) => void): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    report(bytes);
    yield chunk;
  }
}
