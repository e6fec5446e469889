import { normalizeCellText } from '#platform/text/cell-text.ts';
import type { ZipMember } from '../archives/open-zip.ts';
import { failReading } from '../errors.ts';
import { codingOfFont, type FontCoding } from './font-text.ts';
import { parseXml } from './parse-xml.ts';

/** What a text takes besides its characters, told in characters: its header, and its place in the list. */
const charactersBesides = 16;

/** A part of a text that has a font of its own; `cell`: it has that of its cell. */
export interface FontRun {
  readonly text: string;
  readonly coding: FontCoding | 'cell' | undefined;
}

export interface SharedStrings {
  readonly texts: readonly string[];
  /** By number: texts with a part whose font says how it is coded. */
  readonly runs: ReadonlyMap<number, readonly FontRun[]>;
}

/** The texts that cells refer to by number, phonetic readings left out. */
export async function readSharedStrings(
  member: ZipMember | undefined,
  characterLimit: number,
  guard: (bytes: number) => void,
): Promise<SharedStrings> {
  const strings: string[] = [];
  const fontRuns = new Map<number, readonly FontRun[]>();
  if (member === undefined) return { texts: strings, runs: fontRuns };
  let runs: FontRun[] = [];
  let coding: FontRun['coding'] = 'cell';
  let run = '';
  let text = '';
  let inText = false;
  let phonetic = 0;
  let characters = 0;
  await parseXml(member.read(guard), {
    open: (name, attribute) => {
      if (name === 'si') [text, runs] = ['', []];
      else if (name === 'r') [run, coding] = ['', 'cell'];
      else if (name === 'rFont') coding = codingOfFont(attribute('val'));
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text: (piece) => {
      if (!inText) return;
      text += piece;
      run += piece;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'r') runs.push({ text: run, coding });
      else if (name === 'si') {
        if (runs.some((one) => typeof one.coding === 'object')) fontRuns.set(strings.length, runs);
        characters += text.length + charactersBesides;
        if (characters > characterLimit)
          throw failReading('too-large', `The workbook holds more than ${characterLimit} characters of text`);
        strings.push(normalizeCellText(unescapeText(text)));
      }
    },
  });
  return { texts: strings, runs: fontRuns };
}

/** `_x000D_` stands for a character that XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    code === '0000' ? '\ufffd' : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
