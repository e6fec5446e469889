import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { MergedRange } from '../recognition/source-row.ts';
import { headWindow } from '../recognition/recognise-table.ts';
import { codingOfFont, type FontCoding, type FontTexts } from '../workbooks/font-text.ts';
import { numberFormat, type NumberFormat } from '../workbooks/number-format.ts';
import type { SheetFrame, RowRange } from '../workbooks/sheet-frame.ts';
import { streamXml } from './stream-xml.ts';

export interface FramedSheet extends SheetFrame {
  readonly name: string;
  readonly hidden: boolean;
  readonly help: boolean;
}

export interface SpreadsheetFrame {
  readonly sheets: readonly FramedSheet[];
  /** By the id of a style. */
  readonly formats: ReadonlyMap<string, NumberFormat>;
  /** By the id of a style: what its font says of how text is coded. */
  readonly fonts: ReadonlyMap<string, FontCoding | undefined>;
}

interface OpenSheet {
  readonly name: string;
  readonly merges: MergedRange[];
  readonly filters: RowRange[];
  readonly help: false;
  hidden: boolean;
  row: number;
  column: number;
}

/** Goes over the document once: names and visibility of its sheets, merged cells near their heads, formats of numbers. */
export async function readSpreadsheetFrame(
  path: string,
  limits: ReadLimits,
  between: (done: number) => Promise<void>,
  look: FontTexts['look'],
  signal?: AbortSignal,
): Promise<SpreadsheetFrame> {
  const sheets: OpenSheet[] = [];
  const formats = new Map<string, NumberFormat>();
  const fonts = new Map<string, FontCoding | undefined>();
  let style = '';
  let element = '';
  let data: { readonly coding: FontCoding; text: string } | undefined;
  let coding: FontCoding | undefined;
  await streamXml(
    path,
    limits,
    {
      open: (name, attributes) => {
        element = name;
        const sheet = sheets.at(-1);
        if (name === 'Style') {
          style = officeAttribute(attributes, 'ID') ?? '';
          fonts.set(style, fonts.get(officeAttribute(attributes, 'Parent') ?? 'Default'));
        } else if (name === 'Font' && sheet === undefined) {
          const font = officeAttribute(attributes, 'FontName');
          if (font !== undefined) fonts.set(style, codingOfFont(font));
        } else if (name === 'Data' && coding !== undefined) data = { coding, text: '' };
        else if (name === 'NumberFormat') formats.set(style, formatOf(officeAttribute(attributes, 'Format')));
        else if (name === 'Worksheet') sheets.push(openSheet(officeAttribute(attributes, 'Name') ?? ''));
        else if (name === 'Row' && sheet !== undefined) {
          sheet.row = numberAttribute(attributes, 'Index') ?? sheet.row + 1;
          sheet.column = 0;
        } else if (name === 'Cell' && sheet !== undefined) {
          noteMerge(sheet, attributes);
          coding = fonts.get(officeAttribute(attributes, 'StyleID') ?? 'Default');
        } else if (name === 'AutoFilter' && sheet !== undefined) sheet.filters.push(...filterOf(attributes));
      },
      text: (text) => {
        const sheet = sheets.at(-1);
        if (data !== undefined && data.text.length < limits.rowBytes) data.text += text;
        if (element === 'Visible' && sheet !== undefined && /^Sheet(?:Very)?Hidden$/.test(text.trim()))
          sheet.hidden = true;
      },
      close: (name) => {
        if (name === 'Data' && data !== undefined) {
          look(data.text, data.coding);
          data = undefined;
        }
        element = '';
      },
      between,
    },
    signal,
  );
  return { sheets, formats, fonts };
}

/** Attributes come with the prefix of the spreadsheet, of Excel or, by other programs, with none. */
export function officeAttribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return attributes[`ss:${name}`] ?? attributes[`x:${name}`] ?? attributes[name];
}

export function numberAttribute(attributes: Readonly<Record<string, string>>, name: string): number | undefined {
  const text = officeAttribute(attributes, name);
  return text === undefined || !/^\d{1,7}$/.test(text) ? undefined : Number(text);
}

function openSheet(name: string): OpenSheet {
  return { name: name.normalize('NFC'), merges: [], filters: [], hidden: false, help: false, row: 0, column: 0 };
}

function noteMerge(sheet: OpenSheet, attributes: Readonly<Record<string, string>>): void {
  const column = (numberAttribute(attributes, 'Index') ?? sheet.column + 1) - 1;
  const across = numberAttribute(attributes, 'MergeAcross') ?? 0;
  const down = numberAttribute(attributes, 'MergeDown') ?? 0;
  sheet.column = column + 1 + across;
  if (across + down === 0 || sheet.row > headWindow * 2) return;
  const { row } = sheet;
  sheet.merges.push({ firstRow: row, lastRow: row + down, firstColumn: column, lastColumn: column + across });
}

/** Excel writes a filter's place as `R1C1:R20C5`, and conditions as elements in it, which every filter is taken to have. */
function filterOf(attributes: Readonly<Record<string, string>>): readonly RowRange[] {
  const [, first, last] = /^R(\d+)C\d+:R(\d+)C\d+$/.exec(officeAttribute(attributes, 'Range') ?? '') ?? [];
  return first === undefined ? [] : [{ firstRow: Number(first), lastRow: Number(last) }];
}

/** Formats have names of their own beside codes; letters in these names are no letters of dates. */
function formatOf(code: string | undefined): NumberFormat {
  if (code === undefined) return numberFormat(0, undefined);
  if (/^(?:General Number|Fixed|Standard|Scientific|Currency|Euro Currency|Yes\/No|True\/False|On\/Off)$/.test(code))
    return numberFormat(0, undefined);
  if (code === 'Percent') return numberFormat(10, undefined);
  if (code === 'General Date') return numberFormat(22, undefined);
  if (/^(?:Short|Medium|Long) Date$/.test(code)) return numberFormat(14, undefined);
  if (/^(?:Short|Medium|Long) Time$/.test(code)) return numberFormat(21, undefined);
  return numberFormat(0, code);
}
