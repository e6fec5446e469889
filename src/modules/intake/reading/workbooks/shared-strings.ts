import { normalizeCellText } from '#platform/text/cell-text.ts';
import type { ZipMember } from '../archives/open-zip.ts';
import { failReading } from '../errors.ts';
import { parseXml } from './parse-xml.ts';

/** What a text takes besides its characters, told in characters: its header, and its place in the list. */
const charactersBesides = 16;

/** The texts that cells refer to by number, phonetic readings left out. */
export async function readSharedStrings(
  member: ZipMember | undefined,
  characterLimit: number,
  guard: (bytes: number) => void,
): Promise<readonly string[]> {
  if (member === undefined) return [];
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = 0;
  let characters = 0;
  await parseXml(member.read(guard), {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si') {
        characters += text.length + charactersBesides;
        if (characters > characterLimit)
          throw failReading('too-large', `The workbook holds more than ${characterLimit} characters of text`);
        strings.push(normalizeCellText(unescapeText(text)));
      }
    },
  });
  return strings;
}

/** `_x000D_` stands for a character that XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    code === '0000' ? '\ufffd' : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
