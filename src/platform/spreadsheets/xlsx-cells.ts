/** What a cell may hold; dates, moments and times of day are ISO texts, long numbers may be texts in a number's cell. */
export type XlsxCell = string | number | boolean | null;

export type XlsxCellType = 'text' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time';

/** Places in `cellXfs` of the style sheet. */
export const styleOf: Readonly<Record<XlsxCellType | 'heading', number>> = {
  number: 0,
  boolean: 0,
  heading: 1,
  text: 2,
  date: 3,
  timestamp: 4,
  time: 5,
};

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The sheet up to its first row of data: the heading stays in sight, columns are as wide as their headings. */
export function headingXml(columns: readonly { readonly heading: string; readonly type: XlsxCellType }[]): string {
  const widths = columns.map(({ heading, type }, index) => {
    const width = Math.min(60, Math.max(heading.length + 2, type === 'timestamp' ? 20 : 12));
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  });
  const cells = columns.map(({ heading }, index) => textXml(heading, styleOf.heading, index, 1));
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${namespace}">` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData><row r="1">${cells.join('')}</row>`
  );
}

/** A cell of its column's type; where the value has no such form in a spreadsheet, its text. Null: no cell. */
export function cellXml(value: XlsxCell, type: XlsxCellType, column: number, row: number): string {
  if (value === null) return '';
  const at = `r="${columnName(column)}${row}"`;
  switch (type) {
    case 'number': {
      const number = String(value);
      return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(number)
        ? `<c ${at}><v>${number}</v></c>`
        : textXml(number, styleOf.text, column, row);
    }
    case 'boolean':
      return `<c ${at} t="b"><v>${value === true ? 1 : 0}</v></c>`;
    case 'text':
      return textXml(String(value), styleOf.text, column, row);
    case 'date':
    case 'timestamp':
    case 'time': {
      const serial = serialOf(String(value), type);
      return serial === undefined
        ? textXml(String(value), styleOf.text, column, row)
        : `<c ${at} s="${styleOf[type]}"><v>${serial}</v></c>`;
    }
  }
}

/** The longest text that a cell can hold; more makes spreadsheet programs call the file damaged. */
const longestText = 32_767;

function textXml(value: string, style: number, column: number, row: number): string {
  const text = value.length > longestText ? `${value.slice(0, longestText - 1)}…` : value;
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `<c r="${columnName(column)}${row}" s="${style}" t="inlineStr"><is><t${space}>${escapeText(text)}</t></is></c>`;
}

const day = 86_400_000;
const firstDay = Date.UTC(1899, 11, 30);
/** 1 March 1900: earlier serials mean another day in programs that believe in 29 February 1900. */
const firstSafeSerial = 61;

function serialOf(text: string, type: 'date' | 'timestamp' | 'time'): number | undefined {
  if (type === 'time') return fractionOf(text);
  const midnight = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  const serial = (midnight - firstDay) / day + (type === 'date' ? 0 : fractionOf(text.slice(11)));
  return serial >= firstSafeSerial ? serial : undefined;
}

function fractionOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return (hours * 3600 + minutes * 60 + seconds) / 86_400;
}

/**
 * What XML cannot hold, or would change, is written as `_xHHHH_`, as ECMA-376 part 1, §22.9.2.19 has it; a text that
 * looks like that gets its underscore written so.
 */
export function escapeText(text: string): string {
  if (!/[&<>_\p{Cc}\uFFFE\uFFFF]|\p{Cs}/u.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll(
      /[\0-\x08\x0B-\x1F\uFFFE\uFFFF]/g,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** 0 → A, 26 → AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
