import { styleNumber, type XlsxStyle } from './xlsx-styles.ts';
import { escapeText, longestText } from './xlsx-text.ts';

/** What a cell may hold; dates, moments and times of day are ISO texts, long numbers may be texts in a number's cell. */
export type XlsxValue = string | number | boolean | null;

/** A cell that looks otherwise than its column, or has a note that shows when it is pointed at. */
export interface XlsxMarkedCell {
  readonly value: XlsxValue;
  readonly style?: XlsxStyle;
  readonly note?: string;
  /** There would be more to say than the sheet has room for. */
  readonly noteLeftOut?: boolean;
}

export type XlsxCell = XlsxValue | XlsxMarkedCell;

export type XlsxCellType = 'text' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time';

/** A cell of its column's type; where the value has no such form in a spreadsheet, its text. Null: no cell. */
export function cellXml(cell: XlsxCell, type: XlsxCellType, column: number, row: number): string {
  const { value, style } = markedCell(cell);
  const reference = cellReference(column, row);
  if (value === null) return style === undefined ? '' : `<c r="${reference}"${styleAttribute(style)}/>`;
  const text = () => textCellXml(String(value), style ?? 'text', reference);
  switch (type) {
    case 'number':
      return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(String(value))
        ? `<c r="${reference}"${styleAttribute(style ?? 'number')}><v>${value}</v></c>`
        : text();
    case 'boolean':
      return `<c r="${reference}"${styleAttribute(style ?? 'number')} t="b"><v>${value === true ? 1 : 0}</v></c>`;
    case 'text':
      return text();
    case 'date':
    case 'timestamp':
    case 'time': {
      const serial = serialOf(String(value), type);
      return serial === undefined ? text() : `<c r="${reference}"${styleAttribute(style ?? type)}><v>${serial}</v></c>`;
    }
  }
}

export function markedCell(cell: XlsxCell): XlsxMarkedCell {
  return typeof cell === 'object' && cell !== null ? cell : { value: cell };
}

/** A text that a cell cannot hold ends with how long it is, so that nobody takes it for the whole. */
export function textCellXml(value: string, style: XlsxStyle, reference: string): string {
  const text = value.length > longestText ? cutText(value) : value;
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${reference}"${styleAttribute(style)} t="inlineStr"><is><t${space}>${escapeText(text)}</t></is></c>`;
}

function cutText(text: string): string {
  const mark = `… [bị cắt, ${text.length} ký tự: xem CSV · cut, ${text.length} characters: see CSV]`;
  return text.slice(0, longestText - mark.length) + mark;
}

function styleAttribute(style: XlsxStyle): string {
  const number = styleNumber(style);
  return number === 0 ? '' : ` s="${number}"`;
}

const day = 86_400_000;
const firstDay = Date.UTC(1899, 11, 30);
/** 1 March 1900: earlier serials mean another day in programs that believe in 29 February 1900. */
const firstSafeSerial = 61;

/** How a spreadsheet counts a day, a moment or a time of day; undefined for a day that it miscounts. */
export function serialOf(text: string, type: 'date' | 'timestamp' | 'time'): number | undefined {
  if (type === 'time') return fractionOf(text);
  const midnight = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  const serial = (midnight - firstDay) / day + (type === 'date' ? 0 : fractionOf(text.slice(11)));
  return serial >= firstSafeSerial ? serial : undefined;
}

function fractionOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return (hours * 3600 + minutes * 60 + seconds) / 86_400;
}

/** `A1` is column 0 of row 1. */
export function cellReference(column: number, row: number): string {
  return `${columnName(column)}${row}`;
}

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
