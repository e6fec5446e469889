import type { EncodingName } from '#api/encodings.ts';
import { encodeLegacy, encodeWindows1258, garble } from '#platform/text/testing/encode-legacy.ts';

const bytes = (view: string) => Buffer.from(view, 'latin1');

export const spelledInHtml = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const marksOfViqr: Readonly<Record<string, string>> = { ã: 'a~', ê: 'e^', â: 'a^', ý: "y'", à: 'a`' };

/** A text in every encoding that somebody may ask for; its letters beyond ASCII are among ã ê â ý à, which all of them have. */
export const writtenIn: Readonly<Record<EncodingName, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  'windows-1258': encodeWindows1258,
  'windows-1252': bytes,
  tcvn3: (text) => bytes(encodeLegacy('TCVN3', text)),
  tcvn5712: (text) => bytes(encodeLegacy('TCVN5712', text)),
  vni: (text) => bytes(encodeLegacy('VNI', text)),
  viscii: (text) => bytes(encodeLegacy('VISCII', text)),
  mojibake: (text) => Buffer.from(garble(text)),
  html: (text) => Buffer.from(spelledInHtml(text)),
  viqr: (text) => Buffer.from(text.replace(/[ãêâýà]/g, (letter) => marksOfViqr[letter] ?? '')),
};
