import type { EncodingName } from '#api/encodings.ts';
import type { WorkBook } from '@e965/xlsx';
import { cellEnds, judgePieces } from '../encoding/judge-pieces.ts';
import { byteReadings, westernView, type Reading } from '../encoding/readings.ts';
import type { ReadWarning } from '../read-outcome.ts';
import { encodingGuessed } from '../encoding/encoding-warnings.ts';
import { createFontTexts } from './font-text.ts';
import type { HeldWorkbook } from './open-held-workbook.ts';
import { cellPlace, type CellFonts } from './fonts-in-xls.ts';

/** What the texts of a held workbook are, by the fonts of their cells and, where they are bytes, by what makes sense of them. */
export interface HeldTexts {
  /** `row` and `column` count from 0. */
  readonly cell: (text: string, sheet: number, row: number, column: number) => string;
  readonly name: (text: string) => string;
  /** To be asked behind the last cell. */
  readonly warnings: () => readonly ReadWarning[];
}

export function heldTexts(
  workbook: WorkBook,
  { fonts, named, inBytes }: Pick<HeldWorkbook, 'fonts' | 'named' | 'inBytes'>,
  asked: EncodingName | undefined,
): HeldTexts {
  const asItIs = (text: string): string => text;
  if (fonts === undefined && named.length === 0 && !inBytes) return { cell: asItIs, name: asItIs, warnings: () => [] };
  const judged = inBytes ? judgeBytesOf(workbook, fonts, asked) : undefined;
  const byFont = createFontTexts(asked);
  for (const { text, sheet, place } of textsOf(workbook)) {
    const coding = fonts?.[sheet]?.get(place);
    if (coding !== undefined) byFont.look(shown(text, inBytes), coding);
  }
  const byBytes = (text: string): string => judged?.reading.decode(shown(text, true)) ?? text;
  return {
    cell: (text, sheet, row, column) => {
      const coding = fonts?.[sheet]?.get(cellPlace(row, column));
      if (coding !== undefined) return byFont.decode(shown(text, inBytes), coding);
      return inBytes ? byBytes(text) : named.reduce((shownText, one) => byFont.decodeCertain(shownText, one), text);
    },
    name: byBytes,
    warnings: () => [...(judged === undefined ? [] : [judged.warning]), ...byFont.warnings()],
  };
}

/** The library shows bytes as the first signs of Unicode, where a Western code page has others in part. */
function shown(text: string, inBytes: boolean): string {
  return inBytes && !/[^\u0000-\u00ff]/.test(text) ? westernView(Buffer.from(text, 'latin1')) : text;
}

interface PlacedText {
  readonly text: string;
  readonly sheet: number;
  readonly place: number;
}

function* textsOf(workbook: WorkBook): Generator<PlacedText> {
  for (const [sheet, name] of workbook.SheetNames.entries()) {
    for (const [row, cells] of (workbook.Sheets[name]?.['!data'] ?? []).entries()) {
      for (const [column, cell] of (cells ?? []).entries())
        if (cell?.t === 's') yield { text: String(cell.v ?? ''), sheet, place: cellPlace(row, column) };
    }
  }
}

/** Undefined: they are ASCII, or Western. */
function judgeBytesOf(
  workbook: WorkBook,
  fonts: readonly CellFonts[] | undefined,
  asked: EncodingName | undefined,
): { readonly reading: Reading; readonly warning: ReadWarning } | undefined {
  const pieces = new Set<string>();
  for (const { text, sheet, place } of textsOf(workbook)) {
    if (fonts?.[sheet]?.has(place) === true || !/[\u0080-\u00ff]/.test(text)) continue;
    for (const piece of shown(text, true).split(cellEnds)) pieces.add(piece);
    if (pieces.size > 4000) break;
  }
  const { readings, evidence } = judgePieces([...pieces], byteReadings);
  const reading = asked === undefined ? readings[0] : byteReadings.find(({ name }) => name === asked);
  return reading === undefined ? undefined : { reading, warning: encodingGuessed(reading.name, evidence) };
}
