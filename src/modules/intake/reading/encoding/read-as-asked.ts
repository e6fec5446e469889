import type { EncodingName } from '#api/encodings.ts';
import type { SourceFile } from '../reader.ts';
import type { TextEncoding } from '../read-outcome.ts';
import { declaredCharset } from './detect-charset.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { charsetOfBytes } from './judge-legacy.ts';
import { byteReadings, unicodeReadingOf, westernReading } from './readings.ts';

export interface AskedReading {
  readonly encoding: TextEncoding;
  /** What the bytes are shown by before they are decoded. */
  readonly view: string;
  readonly decode: (text: string) => string;
}

/**
 * Reads a text as somebody asks for, whatever it looks like. An old coding may be there in its own bytes, or in Unicode by
 * a program that took them for Western letters: which of the two, the bytes say.
 */
export async function readAsAsked(
  source: SourceFile,
  head: Buffer,
  asked: EncodingName,
  signal: AbortSignal | undefined,
): Promise<AskedReading> {
  const declared = declaredCharset(head);
  const bom = (declared?.bomLength ?? 0) > 0;
  const asIs = (text: string): string => text;
  if (asked === 'utf-8' || asked === 'utf-16le' || asked === 'utf-16be') {
    return {
      encoding: { charset: asked, legacy: null, bom: bom && declared?.charset === asked },
      view: asked,
      decode: asIs,
    };
  }
  const unicode = declared?.charset ?? ((await isUtf8Text(source.path, signal)) ? 'utf-8' : undefined);
  if (unicode === undefined) {
    const reading = [...byteReadings, westernReading].find(({ name }) => name === asked) ?? unicodeReadingOf(asked);
    const { legacy = null, decode = asIs } = reading ?? {};
    return {
      encoding: { charset: charsetOfBytes({ name: asked }), legacy, bom: false },
      view: 'windows-1252',
      decode,
    };
  }
  const reading = unicodeReadingOf(asked);
  return {
    encoding: { charset: unicode, legacy: reading?.legacy ?? null, bom },
    view: unicode,
    decode: reading?.decode ?? asIs,
  };
}

async function isUtf8Text(path: string, signal: AbortSignal | undefined): Promise<boolean> {
  const { characters, strayBytes } = await gatherEvidence(path, signal);
  return characters > 0 && characters > strayBytes;
}
