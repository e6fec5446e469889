import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { failReading } from '../errors.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import type { ReadWarning, TextEncoding } from '../read-outcome.ts';
import { encodingDamaged, encodingGuessed, textCut } from '../warnings.ts';
import { declaredCharset } from './detect-charset.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { isTcvn3Text, judgeLegacy } from './judge-legacy.ts';
import { transcodeFile } from './transcode-file.ts';

/** Text as UTF-8, in the file itself or in a copy, with what it was stored as. */
export interface PreparedText {
  readonly path: string;
  readonly bytes: number;
  readonly encoding: TextEncoding;
  readonly warnings: readonly ReadWarning[];
  /** The beginning, decoded; `headWhole`: it is all there is. */
  readonly head: string;
  readonly headWhole: boolean;
}

export const headBytes = 256 * 1024;

/**
 * Makes UTF-8 of a text file where it is none. What the beginning does not show is left for later: a file whose first
 * part is plain ASCII comes back as UTF-8, and `reprepareText` is for whoever finds that it is not.
 */
export async function prepareText<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
  const head = await readHead(source.path);
  const declared = declaredCharset(head);
  if (declared !== undefined && declared.charset !== 'utf-8') {
    return transcoded(source, context, { charset: declared.charset, legacy: null, bom: declared.bomLength > 0 }, []);
  }
  const bom = declared !== undefined;
  const whole = head.length >= source.bytes;
  const settled = whole ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1);
  if (!isUtf8(settled.length > 0 ? settled : head)) return reprepareText(source, context);
  const text = new TextDecoder('utf-8').decode(head);
  const encoding: TextEncoding = { charset: 'utf-8', legacy: null, bom };
  if (isTcvn3Text(text))
    return transcoded(source, context, { ...encoding, legacy: 'TCVN3' }, [encodingGuessed('TCVN3')]);
  return { path: source.path, bytes: source.bytes, encoding, warnings: [], head: text, headWhole: whole };
}

/** Settles the coding of a file that is not valid UTF-8, by evidence from all of it. */
export async function reprepareText<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
  const evidence = await gatherEvidence(source.path, context.options.signal);
  const bom = declaredCharset(await readHead(source.path)) !== undefined;
  const utf8: TextEncoding = { charset: 'utf-8', legacy: null, bom };
  if (evidence.cutAtEnd) return transcoded(source, context, utf8, [textCut]);
  if (evidence.characters > 20 * evidence.strayBytes) {
    return transcoded(source, context, utf8, [encodingDamaged(evidence.strayBytes)]);
  }
  const reading = judgeLegacy(evidence.sample);
  const encoding: TextEncoding = { ...reading, bom: false };
  return transcoded(source, context, encoding, [encodingGuessed(reading.legacy ?? reading.charset)]);
}

async function transcoded<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  encoding: TextEncoding,
  warnings: readonly ReadWarning[],
): Promise<PreparedText> {
  const path = context.stagingPath('txt');
  await transcodeFile(source.path, path, encoding, {
    signal: context.options.signal,
    onProgress: (done) => context.onProgress(done / 2, source.bytes),
  });
  const head = await readHead(path);
  const { size } = await statOf(path);
  if (head.includes(0)) throw failReading('text-binary', 'The text holds NUL characters');
  return { path, bytes: size, encoding, warnings, head: head.toString('utf8'), headWhole: head.length >= size };
}

export async function readHead(path: string, length = headBytes): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await file.read(buffer, filled, length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await file.close();
  }
}

async function statOf(path: string): Promise<{ readonly size: number }> {
  const file = await open(path, 'r');
  try {
    return await file.stat();
  } finally {
    await file.close();
  }
}
