import type { EncodingName } from '#api/encodings.ts';
import { judgeUnicode } from '../encoding/judge-unicode.ts';
import { judgeSpelled } from '../encoding/judge-spelled.ts';
import { createMixedDecoder } from '../encoding/read-mixed.ts';
import { asItStands, unicodeReadingOf } from '../encoding/readings.ts';
import type { ReadWarning, TextEncoding } from '../read-outcome.ts';
import { encodingTold } from '../encoding/encoding-warnings.ts';

export interface JudgedText {
  readonly encoding: TextEncoding;
  readonly warnings: readonly ReadWarning[];
  /** A cell as it was meant. */
  readonly decode: (text: string) => string;
}

/** How the Unicode of a database is to be read, which may hold text in an old coding: by a sample of it, a cell a line. */
export function judgedText(sample: string, asked: EncodingName | undefined): JudgedText {
  const encoding: TextEncoding = { charset: 'utf-8', legacy: null, bom: false };
  if (asked !== undefined) {
    const reading = unicodeReadingOf(asked) ?? asItStands;
    return { encoding: { ...encoding, legacy: reading.legacy }, warnings: [], decode: reading.decode };
  }
  const judged = judgeUnicode(sample) ?? judgeSpelled(sample);
  if (judged === undefined) return { encoding, warnings: [], decode: (text) => text };
  const { readings, mixed, evidence } = judged;
  const names = readings.filter((reading) => mixed || reading !== asItStands).map(({ name }) => name);
  return {
    encoding: { ...encoding, legacy: readings.find((reading) => reading.legacy !== null)?.legacy ?? null },
    warnings: [encodingTold(names, evidence)],
    decode: mixed ? createMixedDecoder(readings) : readings[0].decode,
  };
}
