import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { legacyDecoders } from '#platform/text/legacy-codings.ts';
import type { TextEncoding } from '../read-outcome.ts';

export interface TranscodeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (done: number) => void;
  /** From the characters that the charset's decoder gives to the text that was meant. */
  readonly decode?: (text: string) => string;
  /** The file ends in the middle of a character, which is left out. */
  readonly cut?: boolean;
}

export interface Transcoded {
  /** Characters that stand for bytes without a meaning. */
  readonly replaced: number;
  /** The last of them may be empty. */
  readonly lines: number;
}

/**
 * Writes a text file's content as UTF-8 in NFC, without a byte order mark. Works a few lines at a time, so that no word
 * and no letter with its combining marks is cut in two; bytes that mean nothing become U+FFFD.
 */
export async function transcodeFile(
  source: string,
  target: string,
  { charset, legacy }: Pick<TextEncoding, 'charset' | 'legacy'>,
  options: TranscodeOptions = {},
): Promise<Transcoded> {
  const decoder = new TextDecoder(charset);
  const decode = options.decode ?? (legacy === null ? (text: string) => text : legacyDecoders[legacy]);
  const file = await open(target, 'wx');
  let pending = '';
  let done = 0;
  let replaced = 0;
  let lines = 1;
  const write = async (text: string): Promise<void> => {
    const finished = decode(text).normalize('NFC');
    for (let at = finished.indexOf('\ufffd'); at >= 0; at = finished.indexOf('\ufffd', at + 1)) replaced++;
    lines += finished.match(lineEnds)?.length ?? 0;
    await file.appendFile(finished);
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
        await write(pending.slice(0, cut));
        pending = pending.slice(cut);
      }
      done += chunk.length;
      options.onProgress?.(done);
    }
    await write(options.cut === true ? pending : pending + decoder.decode());
  } finally {
    await file.close();
  }
  return { replaced, lines };
}

const lineEnds = /\r\n?|\n/g;
const longLine = 4 * 1024 * 1024;
const mostMarks = 16;

/** Behind the last line end; in a text without one, behind the last blank once it has grown long, then anywhere. */
function safeCut(text: string): number {
  const lineEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2));
  if (lineEnd >= 0) return lineEnd + 1;
  if (text.length <= longLine) return 0;
  const blank = text.lastIndexOf(' ') + 1;
  // A letter and its marks stay together; where a line is so long, the limit of rows refuses it later.
  return blank > 0 || text.length <= 2 * longLine ? blank : text.length - mostMarks;
}
