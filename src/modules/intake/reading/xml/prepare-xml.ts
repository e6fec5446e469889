import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { declaredCharset } from '../encoding/detect-charset.ts';
import { prepareText, reprepareText, type PreparedText } from '../encoding/prepare-text.ts';
import { readHead } from '../encoding/read-head.ts';
import { transcodeFile } from '../encoding/transcode-file.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import type { TextEncoding } from '../read-outcome.ts';
import { mendAmpersands } from './mend-ampersands.ts';

/** The text of an XML document as UTF-8. */
export type PreparedXml = Pick<PreparedText, 'path' | 'bytes' | 'encoding' | 'warnings'>;

/**
 * Makes UTF-8 of an XML document. What its bytes are comes before what it says of itself: a document that is UTF-8 or
 * UTF-16 throughout is read so even where it declares something else, as programs that copy a declaration make them. A
 * declared single-byte coding is believed where it is none of these, but for the Western one, which old codings are declared
 * as; evidence decides there, and where nothing is declared.
 */
export async function prepareXml<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedXml> {
  const text = await decodeXml(source, context);
  const { path, warnings } = await mendAmpersands(text.path, context.stagingPath, context.options.signal);
  return { ...text, path, warnings: [...text.warnings, ...warnings] };
}

async function decodeXml<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedXml> {
  const head = await readHead(source.path, 1024);
  const unicode = declaredCharset(head);
  if (unicode !== undefined && unicode.charset !== 'utf-8') return prepareText(source, context);
  if (await isUtf8Throughout(source.path, context.options.signal)) return prepareText(source, context);
  const charset = declaredEncoding(head);
  if (charset === undefined) return reprepareText(source, context);
  if (charset === 'windows-1252') return westernOrOld(await reprepareText(source, context));
  const encoding: TextEncoding = { charset, legacy: null, bom: false };
  const path = context.stagingPath('xml');
  await transcodeFile(source.path, path, encoding, {
    signal: context.options.signal,
    onProgress: (done) => context.onProgress(done / 3, source.bytes),
  });
  return { path, bytes: (await stat(path)).size, encoding, warnings: [] };
}

/** Programs of old codings declare what their code page is called, which is Western: that it is so needs no word then. */
function westernOrOld(text: PreparedText): PreparedText {
  const { charset, legacy } = text.encoding;
  if (charset !== 'windows-1252' || legacy !== null) return text;
  return { ...text, warnings: text.warnings.filter(({ code }) => code !== 'encoding-guessed') };
}

/** The single-byte or multi-byte coding of the XML declaration; undefined: none, a Unicode one, or one nobody knows. */
export function declaredEncoding(head: Buffer): string | undefined {
  const label = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head.toString('latin1'))?.[1];
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-') ? undefined : encoding;
  } catch {
    return undefined;
  }
}

async function isUtf8Throughout(path: string, signal: AbortSignal | undefined): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
