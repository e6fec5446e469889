import { isUtf8 } from 'node:buffer';
import { isEncodingName, type EncodingName } from '#api/encodings.ts';
import { dosUpperHalves } from '#platform/text/code-pages.ts';
import { judgedText, type JudgedText } from '../databases/judged-text.ts';
import { charsetOfBytes, judgeLegacy } from '../encoding/judge-legacy.ts';
import { byteReadings, spelledReadings, westernReading, westernView } from '../encoding/readings.ts';
import type { ReadWarning, TextEncoding } from '../read-outcome.ts';
import { encodingGuessed } from '../encoding/encoding-warnings.ts';

/** Language drivers by the byte in the head of a table, where the code page is one that has to be known. */
const byLanguage: ReadonlyMap<number, string> = new Map([
  ...charsets('ibm437', [0x01, 0x09, 0x0b, 0x0d, 0x0f, 0x11, 0x15, 0x18, 0x19, 0x1b]),
  ...charsets('ibm850', [0x02, 0x0a, 0x0e, 0x10, 0x12, 0x14, 0x16, 0x1a, 0x1d, 0x25, 0x37]),
  ...charsets('windows-1252', [0x03, 0x57, 0x58, 0x59]),
  ...charsets('macintosh', [0x04]),
  ...charsets('shift_jis', [0x13, 0x7b]),
  ...charsets('ibm866', [0x26, 0x65]),
  ...charsets('gbk', [0x4d, 0x7a]),
  ...charsets('euc-kr', [0x4e, 0x79]),
  ...charsets('big5', [0x4f, 0x78]),
  ...charsets('windows-874', [0x50, 0x7c]),
  ...charsets('windows-1255', [0x7d]),
  ...charsets('windows-1256', [0x7e]),
  ...charsets('windows-1250', [0xc8]),
  ...charsets('windows-1251', [0xc9]),
  ...charsets('windows-1254', [0xca]),
  ...charsets('windows-1253', [0xcb]),
  ...charsets('windows-1257', [0xcc]),
]);

/** Drivers that programs write without being asked: what they say is no evidence against Vietnamese. */
const unasked = new Set(['windows-1252', 'ibm437', 'ibm850']);

/** The code pages that the platform does not decode itself. */
const upperHalves: Readonly<Record<string, string>> = dosUpperHalves;

export interface DbaseText {
  readonly encoding: TextEncoding;
  readonly warnings: readonly ReadWarning[];
  readonly decode: (bytes: Buffer) => string;
  /** Letters beyond ASCII are spelled in it, so that ASCII may be something else. */
  readonly spelled?: boolean;
}

export interface DbaseTextClues {
  /** The language driver of the table's head. */
  readonly language: number;
  /** What a `.cpg` beside the table says. */
  readonly declared: string | undefined;
  /** What a person asks for. */
  readonly asked: EncodingName | undefined;
  /** Lines with bytes beyond ASCII. */
  readonly sample: Buffer;
}

/**
 * How a table's text is coded: as a person asks for, or a `.cpg` says; else as its language driver says, unless either is one
 * that programs write unasked and the text itself speaks for UTF-8 or one of Vietnam's codings.
 */
export function dbaseText({ language, declared, asked, sample }: DbaseTextClues): DbaseText {
  if (asked !== undefined) return textAsAsked(asked);
  const page = declared === undefined ? undefined : charsetOfCpg(declared);
  if (page === 'utf-8') return unicodeText(sample);
  const driver = page ?? byLanguage.get(language);
  if (driver !== undefined && !unasked.has(driver)) return textIn(driver);
  if (isUtf8(sample)) return unicodeText(sample);
  const { charset, legacy, decode, evidence } = judgeLegacy(sample);
  const name = (legacy ?? charset).toLowerCase();
  const guessed = isEncodingName(name) ? [encodingGuessed(name, evidence)] : [];
  if (legacy !== null || charset !== 'windows-1252')
    return { encoding: { charset, legacy, bom: false }, warnings: guessed, decode };
  return driver === undefined ? { ...textIn(charset), warnings: guessed } : textIn(driver);
}

function textAsAsked(asked: EncodingName): DbaseText {
  const reading = [...byteReadings, westernReading].find(({ name }) => name === asked);
  if (reading === undefined) {
    if (asked.startsWith('utf-')) return textIn(asked);
    return { ...unicodeText(Buffer.alloc(0), asked), spelled: spelledReadings.some(({ name }) => name === asked) };
  }
  return {
    encoding: { charset: charsetOfBytes(reading), legacy: reading.legacy, bom: false },
    warnings: [],
    decode: (bytes) => reading.decode(westernView(bytes)),
  };
}

/** UTF-8 may hold old text too, as any Unicode may. */
function unicodeText(sample: Buffer, asked?: EncodingName): DbaseText {
  const utf8 = textIn('utf-8');
  const judged: JudgedText = judgedText(sample.toString('utf8'), asked);
  return { ...judged, decode: (bytes) => judged.decode(utf8.decode(bytes)) };
}

function textIn(charset: string): DbaseText {
  const encoding: TextEncoding = { charset, legacy: null, bom: false };
  const upper = upperHalves[charset];
  if (upper === undefined) {
    const decoder = new TextDecoder(charset);
    return { encoding, warnings: [], decode: (bytes) => decoder.decode(bytes) };
  }
  return {
    encoding,
    warnings: [],
    decode: (bytes) => bytes.toString('latin1').replace(/[\x80-\xff]/g, (one) => upper[one.charCodeAt(0) - 128] ?? one),
  };
}

/** What stands in a `.cpg`: `UTF-8`, `1252`, `ANSI 1258`, `ISO-8859-1`, `88591`. Undefined: nothing that is known. */
function charsetOfCpg(text: string): string | undefined {
  const name = text.trim().toLowerCase();
  const page = /^(?:ansi[ _]|cp|windows-|oem[ _])?(\d{3,5})$/.exec(name)?.[1];
  if (page === '65001') return 'utf-8';
  if (page === '437' || page === '850') return `ibm${page}`;
  const label = page === undefined ? name : /^8859\d/.test(page) ? `iso-8859-${page.slice(4)}` : pageLabel(page);
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function pageLabel(page: string): string {
  const others: Readonly<Record<string, string>> = {
    '866': 'ibm866',
    '874': 'windows-874',
    '932': 'shift_jis',
    '936': 'gbk',
    '949': 'euc-kr',
    '950': 'big5',
  };
  return others[page] ?? `windows-${page}`;
}

function charsets(charset: string, languages: readonly number[]): readonly (readonly [number, string])[] {
  return languages.map((language) => [language, charset] as const);
}
