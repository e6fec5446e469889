import { createReadStream } from 'node:fs';
import { openZip } from '../archives/open-zip.ts';
import { oldFonts } from '../encoding/with-font-codings.ts';
import type { SourceFile } from '../reader.ts';
import { codingOfFont, type FontCoding } from './font-text.ts';
import { cellPlace, type CellFonts } from './fonts-in-xls.ts';
import { mentions } from './mentions.ts';
import { parseXml } from './parse-xml.ts';

interface Style {
  readonly parent: string | undefined;
  /** Undefined: it says nothing of a font; null: the font does not say how text is coded. */
  font: FontCoding | null | undefined;
}

/** Empty cells are repeated to the end of a sheet; what holds text is not repeated so often. */
const mostRepeated = 1000;

/** The fonts of an ods by sheet; undefined: it names none that says anything, which spares most files the parsing. */
export async function fontsInOds(source: SourceFile, zipped: boolean): Promise<readonly CellFonts[] | undefined> {
  const zip = zipped ? await openZip(source.path) : undefined;
  try {
    const members = (zip?.members ?? []).filter(({ path }) => path === 'styles.xml' || path === 'content.xml');
    // Styles come first. Their size was judged before the library opened them.
    const parts = zipped
      ? members.toSorted((a, b) => b.path.localeCompare(a.path)).map((member) => () => member.read(() => undefined))
      : [() => createReadStream(source.path) as AsyncIterable<Buffer>];
    for (const part of parts) if (await mentions(part(), oldFonts)) return await fontsInParts(parts);
    return undefined;
  } finally {
    zip?.close();
  }
}

/** Of its styles, and then of the cells of its content, which may be one document. */
async function fontsInParts(parts: readonly (() => AsyncIterable<Buffer>)[]): Promise<readonly CellFonts[]> {
  const faces = new Map<string, string>();
  const styles = new Map<string, Style>();
  const sheets: Map<number, FontCoding>[] = [];
  const columnStyles: { readonly last: number; readonly style: string | undefined }[] = [];
  let style: Style | undefined;
  let rowStyle: string | undefined;
  let [row, column, depth] = [0, 0, 0];
  const fontOf = (name: string | undefined): FontCoding | undefined => {
    for (let left = 20, at = styles.get(name ?? ''); at !== undefined && left > 0; left--) {
      if (at.font !== undefined) return at.font ?? undefined;
      at = styles.get(at.parent ?? '');
    }
    return styles.get('')?.font ?? undefined;
  };
  const onCell = (attribute: (name: string) => string | undefined): void => {
    const count = Number(attribute('number-columns-repeated') ?? 1);
    const type = attribute('value-type');
    if (type === 'string' || type === undefined) {
      for (let at = column; at < column + Math.min(count, mostRepeated); at++) {
        const inherited = rowStyle ?? columnStyles.find(({ last }) => at <= last)?.style ?? 'Default';
        const coding = fontOf(attribute('style-name') ?? inherited);
        if (coding !== undefined) sheets.at(-1)?.set(cellPlace(row, at), coding);
      }
    }
    column += count;
  };
  let rowRepeats = 1;
  for (const part of parts) {
    await parseXml(part(), {
      open: (name, attribute) => {
        if (name === 'font-face') faces.set(attribute('name') ?? '', attribute('font-family') ?? '');
        else if (name === 'style' && attribute('family') === 'table-cell') {
          style = { parent: attribute('parent-style-name'), font: undefined };
          styles.set(attribute('name') ?? '', style);
        } else if (name === 'default-style' && attribute('family') === 'table-cell') {
          style = { parent: undefined, font: undefined };
          styles.set('', style);
        } else if (name === 'text-properties' && style !== undefined) {
          const face = attribute('font-name');
          const family = (face === undefined ? undefined : (faces.get(face) ?? face)) ?? attribute('font-family');
          if (family !== undefined) style.font = codingOfFont(family) ?? null;
        } else if (name === 'table') {
          depth++;
          if (depth > 1) return;
          sheets.push(new Map());
          columnStyles.length = 0;
          [row, column] = [0, 0];
        } else if (depth !== 1) return;
        else if (name === 'table-column') {
          const last = (columnStyles.at(-1)?.last ?? -1) + Number(attribute('number-columns-repeated') ?? 1);
          columnStyles.push({ last, style: attribute('default-cell-style-name') });
        } else if (name === 'table-row') {
          rowRepeats = Number(attribute('number-rows-repeated') ?? 1);
          rowStyle = attribute('default-cell-style-name');
          column = 0;
        } else if (name === 'table-cell' || name === 'covered-table-cell') onCell(attribute);
      },
      close: (name) => {
        if (name === 'style' || name === 'default-style') style = undefined;
        else if (name === 'table') depth--;
        else if (name === 'table-row' && depth === 1) {
          copyRow(sheets.at(-1), row, Math.min(rowRepeats, mostRepeated), column);
          row += rowRepeats;
        }
      },
    });
  }
  return sheets;
}

function copyRow(fonts: Map<number, FontCoding> | undefined, row: number, repeats: number, width: number): void {
  if (fonts === undefined) return;
  for (let column = 0; repeats > 1 && column < Math.min(width, mostRepeated); column++) {
    const coding = fonts.get(cellPlace(row, column));
    for (let next = 1; coding !== undefined && next < repeats; next++) fonts.set(cellPlace(row + next, column), coding);
  }
}
