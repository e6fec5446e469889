import { westernView } from '../encoding/readings.ts';
import { codingOfFont, type FontCoding } from './font-text.ts';

/** By `cellPlace`: cells whose font says how their text is coded. */
export type CellFonts = ReadonlyMap<number, FontCoding>;

export function cellPlace(row: number, column: number): number {
  return row * 16_384 + column;
}

const record = {
  beginning: 0x0809,
  sheet: 0x0085,
  font: 0x0031,
  format: 0x00e0,
  formula: 0x0006,
  label: 0x0204,
  sharedLabel: 0x00fd,
  richLabel: 0x00d6,
} as const;

const texts: ReadonlySet<number> = new Set([record.formula, record.label, record.sharedLabel, record.richLabel]);
const biff8 = 0x0600;

/**
 * The fonts of an xls by sheet, in the order of its list of sheets, which the library that reads it does not tell.
 * `stream` is the workbook in the compound file. Undefined: no font of it says anything.
 */
export function fontsInXls(stream: Buffer): readonly CellFonts[] | undefined {
  const fonts: (FontCoding | undefined)[] = [];
  const formats: number[] = [];
  const sheets = new Map<number, Map<number, FontCoding>>();
  let version = biff8;
  let current: Map<number, FontCoding> | undefined;
  for (let at = 0; at + 4 <= stream.length;) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    const body = stream.subarray(at + 4, at + 4 + length);
    if (body.length < length) break;
    if (type === record.beginning && length >= 4) {
      if (at === 0) version = body.readUInt16LE(0);
      else if (sheets.size > 0 && fonts.every((coding) => coding === undefined)) return undefined;
      current = sheets.get(at);
    } else if (type === record.font && length > 15) fonts.push(codingOfFont(fontName(body, version)));
    else if (type === record.format && length >= 2) formats.push(body.readUInt16LE(0));
    else if (type === record.sheet && length >= 4) sheets.set(body.readUInt32LE(0), new Map());
    else if (current !== undefined && length >= 6 && texts.has(type)) {
      const font = formats[body.readUInt16LE(4)] ?? 0;
      // There is no font of number 4.
      const coding = fonts[font > 4 ? font - 1 : font];
      if (coding !== undefined) current.set(cellPlace(body.readUInt16LE(0), body.readUInt16LE(2)), coding);
    }
    at += 4 + length;
  }
  return [...sheets.values()];
}

function fontName(body: Buffer, version: number): string {
  const length = body.readUInt8(14);
  if (version < biff8) return westernView(body.subarray(15, 15 + length));
  const wide = (body.readUInt8(15) & 1) === 1;
  return body.toString(wide ? 'utf16le' : 'latin1', 16, 16 + length * (wide ? 2 : 1));
}

/** Before BIFF8 texts are bytes. */
export function isInBytes(stream: Buffer): boolean {
  return stream.length >= 6 && stream.readUInt16LE(0) === record.beginning && stream.readUInt16LE(4) < biff8;
}
