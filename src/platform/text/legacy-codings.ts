import { undoMojibake } from './mojibake.ts';
import { decodeTcvn3 } from './tcvn3.ts';
import { decodeTcvn5712 } from './tcvn5712.ts';
import { decodeViscii } from './viscii.ts';
import { decodeVni } from './vni.ts';

/** Vietnamese codings of before Unicode, and what becomes of Unicode that is read wrong. */
export type LegacyCoding = 'TCVN3' | 'TCVN5712' | 'VNI' | 'VISCII' | 'mojibake';

/** Decodes a text whose bytes are shown as the characters of a Western code page. */
export const legacyDecoders: Readonly<Record<LegacyCoding, (text: string) => string>> = {
  TCVN3: decodeTcvn3,
  TCVN5712: decodeTcvn5712,
  VNI: decodeVni,
  VISCII: decodeViscii,
  mojibake: undoMojibake,
};
