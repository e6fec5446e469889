import { stat } from 'node:fs/promises';
import type { EncodingName } from '#api/encodings.ts';
import { failReading } from '../errors.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import type { ReadWarning, TextEncoding } from '../read-outcome.ts';
import { encodingDamaged, encodingTold, textCut } from './encoding-warnings.ts';
import { declaredCharset, type DeclaredCharset } from './detect-charset.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { judgeBytes } from './judge-bytes.ts';
import { charsetOfBytes } from './judge-legacy.ts';
import { judgeSpelled } from './judge-spelled.ts';
import type { JudgedUnicode } from './judge-unicode.ts';
import { judgeText, type PreparedText } from './prepare-text.ts';
import { readAsAsked } from './read-as-asked.ts';
import { readHead } from './read-head.ts';
import { createMixedDecoder, lineStarts } from './read-mixed.ts';
import { asItStands, htmlReading, utf8Reading, westernView } from './readings.ts';
import { transcodeFile, type TranscodeOptions } from './transcode-file.ts';

// Loaded by texts that are not plain UTF-8: most are.

/** Settles the coding of a file that is not valid UTF-8, by evidence from all of it. */
export async function recodeText<T>(source: SourceFile, context: ReaderContext<T>): Promise<PreparedText> {
  const { encoding: asked } = context.options;
  if (asked !== undefined) return prepareAsked(source, context, asked);
  const gathered = await gatherEvidence(source.path, context.options.signal);
  const bom = declaredCharset(await readHead(source.path, 4)) !== undefined;
  const utf8: TextEncoding = { charset: 'utf-8', legacy: null, bom };
  if (gathered.cutAtEnd) return transcoded(source, context, { encoding: utf8, warnings: [], cut: true });
  const spelled = judgeSpelled(westernView(await readHead(source.path)));
  // Pages of Western offices send what their code page has in bytes, and spell the other letters.
  if (spelled?.readings[0] === htmlReading)
    return transcodeUnicode(source, context, { charset: 'windows-1252', legacy: null, bom: false }, spelled);
  const { readings, evidence } = judgeBytes(gathered);
  const [main, ...others] = readings;
  if (main === utf8Reading && others.length === 0) return transcoded(source, context, { encoding: utf8, warnings: [] });
  const legacy = readings.find((reading) => reading.legacy !== null)?.legacy ?? null;
  const charset = charsetOfBytes(main);
  return transcoded(source, context, {
    encoding: { charset, legacy, bom: bom && charset === 'utf-8' },
    warnings: [
      encodingTold(
        readings.map(({ name }) => name),
        evidence,
      ),
    ],
    view: 'windows-1252',
    decode: others.length === 0 ? main.decode : createMixedDecoder(readings),
  });
}

/** UTF-16, which may hold old text as any Unicode may. */
export async function prepareWide<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  head: Buffer,
  { charset, bomLength }: DeclaredCharset,
): Promise<PreparedText> {
  const encoding: TextEncoding = { charset, legacy: null, bom: bomLength > 0 };
  const text = new TextDecoder(charset).decode(head.subarray(0, head.length & ~1));
  const judged = await judgeText(text);
  const cut = source.bytes % 2 === 1;
  if (judged !== undefined) return transcodeUnicode(source, context, encoding, judged, cut);
  return transcoded(source, context, { encoding, warnings: [], cut });
}

export function transcodeUnicode<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  encoding: TextEncoding,
  { readings, mixed, evidence }: JudgedUnicode,
  cut = false,
): Promise<PreparedText> {
  const shown = mixed ? readings : readings.filter((reading) => reading !== asItStands);
  return transcoded(source, context, {
    encoding: { ...encoding, legacy: readings.find((reading) => reading.legacy !== null)?.legacy ?? null },
    warnings: [
      encodingTold(
        shown.map(({ name }) => name),
        evidence,
      ),
    ],
    cut,
    decode: mixed ? createMixedDecoder(readings) : (text) => text.split(lineStarts).map(readings[0].decode).join(''),
  });
}

export async function prepareAsked<T>(
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
  const { replaced, lines } = await transcodeFile(source.path, path, shown, {
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
    warnings: [...warnings, ...(cut ? [textCut(lines)] : []), ...damage],
    cut,
    head: head.toString('utf8'),
    headWhole: head.length >= size,
  };
}
