import { cellReference } from './xlsx-cells.ts';
import { escapeText, shorten } from './xlsx-text.ts';

/** A note at a cell. Column from 0, row from 1. */
export interface XlsxNote {
  readonly column: number;
  readonly row: number;
  readonly text: string;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Nobody reads more in a box; programs get slow over long ones. */
const longestNote = 2000;
const charactersPerLine = 48;
/** Shapes are numbered in blocks of this size, and a drawing names the blocks that are its own. */
export const shapesInBlock = 1024;

/** The notes' texts (part `commentsN.xml`), in the order of their cells. */
export function commentsXml(notes: readonly XlsxNote[]): string {
  const comments = notes.map(
    ({ column, row, text }) =>
      `<comment ref="${cellReference(column, row)}" authorId="0"><text><r><rPr><sz val="9"/><rFont val="Tahoma"/></rPr>` +
      `<t xml:space="preserve">${escapeText(shorten(text, longestNote))}</t></r></text></comment>`,
  );
  return (
    `${head}<comments xmlns="${main}"><authors><author>Daklake</author></authors>` +
    `<commentList>${comments.join('')}</commentList></comments>`
  );
}

/** The notes' boxes (a drawing in VML), without which programs do not show them. `firstBlock` is from 1 on. */
export function noteShapesXml(notes: readonly XlsxNote[], firstBlock: number): string {
  const blocks = Array.from({ length: blocksOf(notes) }, (_, index) => firstBlock + index);
  const shapes = notes.map((note, index) => shapeXml(note, firstBlock * shapesInBlock + index + 1, index + 1));
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ' +
    'xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout>` +
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' +
    `${shapes.join('')}</xml>`
  );
}

/** The last number of a block is left free: shapes count from one. */
export function blocksOf(notes: readonly XlsxNote[]): number {
  return Math.ceil((notes.length + 1) / shapesInBlock);
}

/** Beside its cell, as high as its text; the anchor counts in columns and rows of the default size. */
function shapeXml({ column, row, text }: XlsxNote, number: number, order: number): string {
  const lines = shorten(text, longestNote)
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / charactersPerLine)), 0);
  const top = Math.max(0, row - 2);
  const anchor = [column + 1, 15, top, 4, column + 6, 15, top + Math.max(3, Math.ceil(lines * 0.8) + 1), 4];
  return (
    `<v:shape id="_x0000_s${number}" type="#_x0000_t202" style="position:absolute;width:260pt;height:${lines * 12 + 12}pt;` +
    `z-index:${order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>` +
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor.join(',')}</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}
