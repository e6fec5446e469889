import {
  cellReference,
  cellXml,
  columnName,
  markedCell,
  textCellXml,
  type XlsxCell,
  type XlsxCellType,
} from './xlsx-cells.ts';
import type { XlsxNote } from './xlsx-notes.ts';
import { styleNumber, wraps, type XlsxStyle } from './xlsx-styles.ts';
import { validationsXml, type XlsxValidation } from './xlsx-validations.ts';

export interface XlsxColumn {
  readonly heading: string;
  readonly type: XlsxCellType;
  /** In characters; about as wide as the heading unless given. */
  readonly width?: number;
  readonly headingStyle?: XlsxStyle;
  /** Of its cells that are not written, too. */
  readonly style?: XlsxStyle;
  /** At the heading. */
  readonly note?: string;
}

export type XlsxRows = readonly (readonly XlsxCell[])[];

export interface XlsxSheet {
  readonly name: string;
  readonly columns: readonly XlsxColumn[];
  /** In batches, each row with a cell per column. */
  readonly rows: AsyncIterable<XlsxRows> | Iterable<XlsxRows>;
  /** The first row is a row like the others; headings are not written. */
  readonly headless?: boolean;
  /** Only cells of an open style can be typed into. A guard against slips, without a password. */
  readonly protected?: boolean;
  readonly autoFilter?: boolean;
  /** Codes are texts on purpose: programs need not mark them as numbers that went wrong. */
  readonly codesAreTexts?: boolean;
  readonly validations?: readonly XlsxValidation[];
  /** Explains the workbook, or holds its code lists: intake does not read it. */
  readonly help?: boolean;
  /** How many cells below the heading may have notes; `cut` is added to the first heading's note where there are more. */
  readonly notes?: { readonly most: number; readonly cut: string };
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A sheet up to its first row of data: the heading stays in sight. */
export function sheetHeadXml({ columns, headless }: XlsxSheet): string {
  const widths = columns.map((column, index) => {
    const { style } = column;
    const styled = style === undefined ? '' : ` style="${styleNumber(style)}"`;
    return `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}"${styled} customWidth="1"/>`;
  });
  const pane =
    headless === true
      ? '<sheetView workbookViewId="0"/>'
      : '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>';
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}" xmlns:r="${relations}">` +
    `<sheetViews>${pane}</sheetViews>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>` +
    (headless === true ? '' : headingRowXml(columns))
  );
}

function widthOf({ heading, type, width }: XlsxColumn): number {
  return width ?? Math.min(60, Math.max(heading.length + 2, type === 'timestamp' ? 20 : 12));
}

function headingRowXml(columns: readonly XlsxColumn[]): string {
  const cells = columns.map(({ heading, headingStyle }, index) =>
    textCellXml(heading, headingStyle ?? 'heading', cellReference(index, 1)),
  );
  const marked = columns.map(({ heading, headingStyle }) => ({ value: heading, style: headingStyle ?? 'heading' }));
  return `<row r="1"${heightAttribute(marked, columns)}>${cells.join('')}</row>`;
}

export function rowXml(cells: readonly XlsxCell[], columns: readonly XlsxColumn[], row: number): string {
  let xml = `<row r="${row}"${heightAttribute(cells, columns)}>`;
  for (const [index, column] of columns.entries())
    xml += cellXml(styled(cells[index] ?? null, column), column.type, index, row);
  return `${xml}</row>`;
}

const lineHeight = 15;
const mostLines = 20;

/** Not every program makes a row as high as its wrapped texts need when it opens a file. */
function heightAttribute(cells: readonly XlsxCell[], columns: readonly XlsxColumn[]): string {
  let lines = 1;
  for (const [index, cell] of cells.entries()) {
    const { value, style } = markedCell(cell);
    const column = columns[index];
    if (style === undefined || column === undefined || typeof value !== 'string' || !wraps(style)) continue;
    // Words are not cut: a line is seldom full.
    const room = widthOf(column) * 0.85;
    const needed = value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / room)), 0);
    lines = Math.max(lines, Math.min(mostLines, needed));
  }
  return lines === 1 ? '' : ` ht="${lines * lineHeight}" customHeight="1"`;
}

/** A cell that says nothing of its looks has its column's. */
function styled(cell: XlsxCell, { style }: XlsxColumn): XlsxCell {
  if (style === undefined) return cell;
  const marked = markedCell(cell);
  return marked.value === null && marked.style === undefined ? null : { style, ...marked };
}

/** What follows the rows; the order is that of the schema, which Excel insists on. */
export function sheetTailXml(sheet: XlsxSheet, lastRow: number, notes: readonly XlsxNote[]): string {
  const { columns, validations = [] } = sheet;
  const range = `A1:${columnName(Math.max(0, columns.length - 1))}${Math.max(1, lastRow)}`;
  return (
    '</sheetData>' +
    (sheet.protected === true
      ? '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>'
      : '') +
    (sheet.autoFilter === true ? `<autoFilter ref="${range}"/>` : '') +
    validationsXml(validations) +
    (sheet.codesAreTexts === true
      ? `<ignoredErrors><ignoredError sqref="A1:${columnName(Math.max(0, columns.length - 1))}1048576" numberStoredAsText="1"/></ignoredErrors>`
      : '') +
    (notes.length > 0 ? '<legacyDrawing r:id="rId1"/>' : '') +
    '</worksheet>'
  );
}
