import { isUtf8 } from 'node:buffer';
import { open, stat } from 'node:fs/promises';
import type { EncodingCandidate, EncodingName } from '#api/encodings.ts';
import { failReading } from '../errors.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import type { ReadWarning, TextEncoding } from '../read-outcome.ts';
import { encodingDamaged, encodingGuessed, encodingMixed, textCut } from '../warnings.ts';
import { declaredCharset, type DeclaredCharset } from './detect-charset.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { judgeBytes } from './judge-bytes.ts';
import { charsetOfBytes } from './judge-legacy.ts';
import { judgeUnicode, type JudgedUnicode } from './judge-unicode.ts';
import { readAsAsked } from './read-as-asked.ts';
import { createMixedDecoder } from './read-mixed.ts';
import { asItStands, utf8Reading } from './readings.ts';
import { transcodeFile, type TranscodeOptions } from './transcode-file.ts';

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
  const { encoding: asked } = context.options;
  if (asked !== undefined) return prepareAsked(source, context, asked);
  const head = await readHead(source.path);
  const declared = declaredCharset(head);
  const bom = (declared?.bomLength ?? 0) > 0;
  if (declared !== undefined && declared.charset !== 'utf-8') return prepareWide(source, context, head, declared);
  const whole = head.length >= source.bytes;
  const settled = whole ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1);
  if (!isUtf8(settled.length > 0 ? settled : head)) return reprepareText(source, context);
  const text = new TextDecoder('utf-8').decode(head);
  const encoding: TextEncoding = { charset: 'utf-8', legacy: null, bom };
  const judged = judgeUnicode(whole ? text : text.slice(0, text.lastIndexOf('\n') + 1));
  if (judged !== undefined) return transcodeUnicode(source, context, encoding, judged);
  return { path: source.path, bytes: source.bytes, encoding, warnings: [], head: text, headWhole: whole };
}

/** Settles the coding of a file that is not valid UTF-8, by evidence from all of it. */
export async function reprepareText<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
  const { encoding: asked } = context.options;
  if (asked !== undefined) return prepareAsked(source, context, asked);
  const gathered = await gatherEvidence(source.path, context.options.signal);
  const bom = declaredCharset(await readHead(source.path, 4)) !== undefined;
  const utf8: TextEncoding = { charset: 'utf-8', legacy: null, bom };
  if (gathered.cutAtEnd) return transcoded(source, context, { encoding: utf8, warnings: [textCut], cut: true });
  const { readings, evidence } = judgeBytes(gathered);
  const [main, ...others] = readings;
  if (main === utf8Reading && others.length === 0) return transcoded(source, context, { encoding: utf8, warnings: [] });
  const legacy = readings.find((reading) => reading.legacy !== null)?.legacy ?? null;
  const charset = charsetOfBytes(main);
  return transcoded(source, context, {
    encoding: { charset, legacy, bom: bom && charset === 'utf-8' },
    warnings: [
      told(
        readings.map(({ name }) => name),
        evidence,
      ),
    ],
    view: 'windows-1252',
    decode: others.length === 0 ? main.decode : createMixedDecoder(readings),
  });
}

/** UTF-16, which may hold old text as any Unicode may. */
function prepareWide<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  head: Buffer,
  { charset, bomLength }: DeclaredCharset,
): Promise<PreparedText> {
  const encoding: TextEncoding = { charset, legacy: null, bom: bomLength > 0 };
  const text = new TextDecoder(charset).decode(head.subarray(0, head.length & ~1));
  const judged = judgeUnicode(text);
  if (judged !== undefined) return transcodeUnicode(source, context, encoding, judged);
  const cut = source.bytes % 2 === 1;
  return transcoded(source, context, { encoding, warnings: cut ? [textCut] : [], cut });
}

function transcodeUnicode<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  encoding: TextEncoding,
  { readings, mixed, evidence }: JudgedUnicode,
): Promise<PreparedText> {
  const shown = mixed ? readings : readings.filter((reading) => reading !== asItStands);
  return transcoded(source, context, {
    encoding: { ...encoding, legacy: readings.find((reading) => reading.legacy !== null)?.legacy ?? null },
    warnings: [
      told(
        shown.map(({ name }) => name),
        evidence,
      ),
    ],
    decode: createMixedDecoder(readings),
  });
}

function told(names: readonly EncodingName[], evidence: readonly EncodingCandidate[]): ReadWarning {
  const [only, ...others] = names;
  return only !== undefined && others.length === 0 ? encodingGuessed(only, evidence) : encodingMixed(names, evidence);
}

async function prepareAsked<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  asked: EncodingName,
): Promise<PreparedText> {
  const { encoding, view, decode } = await readAsAsked(
    source,
    await readHead(source.path, 8192),
    asked,
    context.options.signal,
  );
  return transcoded(source, context, { encoding, warnings: [], view, decode });
}

interface Transcoding extends Pick<TranscodeOptions, 'decode' | 'cut'> {
  readonly encoding: TextEncoding;
  readonly warnings: readonly ReadWarning[];
  /** What the bytes are shown by before `decode`, where that is not the encoding's charset. */
  readonly view?: string;
}

async function transcoded<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  { encoding, warnings, view, decode, cut = false }: Transcoding,
): Promise<PreparedText> {
  const path = context.stagingPath('txt');
  const shown = { charset: view ?? encoding.charset, legacy: null };
  const { replaced } = await transcodeFile(source.path, path, shown, {
    signal: context.options.signal,
    onProgress: (done) => context.onProgress(done / 2, source.bytes),
    cut,
    ...(decode === undefined ? {} : { decode }),
  });
  const head = await readHead(path);
  const { size } = await stat(path);
  if (head.includes(0)) throw failReading('text-binary', 'The text holds NUL characters');
  const damage = replaced > 0 ? [encodingDamaged(replaced)] : [];
  return {
    path,
    bytes: size,
    encoding,
    warnings: [...warnings, ...damage],
    head: head.toString('utf8'),
    headWhole: head.length >= size,
  };
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
