import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { decodeTcvn3 } from '#platform/text/tcvn3.ts';
import type { TextEncoding } from '../read-outcome.ts';

/**
 * Writes a text file's content as UTF-8 in NFC, without a byte order mark. Works a few lines at a time, so that no word
 * and no letter with its combining marks is cut in two; bytes that mean nothing become U+FFFD.
 */
export async function transcodeFile(
  source: string,
  target: string,
  encoding: TextEncoding,
  options: { readonly signal?: AbortSignal | undefined; readonly onProgress?: (done: number) => void } = {},
): Promise<void> {
  const decoder = new TextDecoder(encoding.charset);
  const file = await open(target, 'wx');
  let pending = '';
  let done = 0;
  const finished = (text: string): string => {
    const decoded = encoding.legacy === 'TCVN3' ? decodeTcvn3(text) : text;
    return decoded.normalize('NFC');
  };
  try {
    const stream = createReadStream(source, {
      highWaterMark: 1024 * 1024,
      ...(options.signal ? { signal: options.signal } : {}),
    });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      pending += decoder.decode(chunk, { stream: true });
      const cut = safeCut(pending);
      if (cut > 0) {
        await file.appendFile(finished(pending.slice(0, cut)));
        pending = pending.slice(cut);
      }
      done += chunk.length;
      options.onProgress?.(done);
    }
    await file.appendFile(finished(pending + decoder.decode()));
  } finally {
    await file.close();
  }
}

/** Behind the last line end; in a text without one, behind the last blank once it has grown long. */
function safeCut(text: string): number {
  const lineEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2));
  if (lineEnd >= 0) return lineEnd + 1;
  return text.length > 4 * 1024 * 1024 ? text.lastIndexOf(' ') + 1 : 0;
}
