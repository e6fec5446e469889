import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { SourceRow } from '../recognition/source-row.ts';
import { formattedNumber, type NumberFormat } from '../workbooks/number-format.ts';
import type { FontCoding, FontTexts } from '../workbooks/font-text.ts';
import type { ErrorTally } from '../workbooks/error-cells.ts';
import { numberAttribute, officeAttribute } from './spreadsheetml-frame.ts';
import { parseChunks } from './stream-xml.ts';

export interface SheetRowStream {
  /** Hands on the rows of a sheet, of which the ordinal is later than those asked for before. */
  readonly rowsOf: (
    sheet: number,
    push: (row: SourceRow) => void,
    flush: (done: number) => Promise<void>,
    errors: ErrorTally,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** By the id of a style. */
export interface CellStyles {
  readonly formats: ReadonlyMap<string, NumberFormat>;
  readonly fonts: ReadonlyMap<string, FontCoding | undefined>;
  readonly decode: FontTexts['decode'];
}

interface PlacedCell {
  readonly column: number;
  readonly text: string;
  readonly isNumber: boolean;
}

interface Read {
  readonly sheet: number;
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: readonly PlacedCell[];
  readonly errors: readonly number[];
}

/** Reads a workbook's rows in one pass, as far as the sheet that is asked for needs it. */
export function streamSheetRows(
  path: string,
  limits: ReadLimits,
  styles: CellStyles,
  signal?: AbortSignal,
): SheetRowStream {
  const waiting: Read[] = [];
  const chunks = parseChunks(
    path,
    limits,
    rowHandlers(limits, styles, (read) => waiting.push(read)),
    signal,
  );
  let ended = false;
  return {
    rowsOf: async (sheet, push, flush, errors) => {
      while (true) {
        for (let next = waiting[0]; next !== undefined && next.sheet <= sheet; next = waiting[0]) {
          waiting.shift();
          if (next.sheet === sheet) push(sourceRow(next, errors));
        }
        if (waiting.length > 0 || ended) return;
        const { value, done } = await chunks.next();
        ended = done === true;
        if (typeof value === 'number') await flush(value);
      }
    },
    close: async () => {
      await chunks.return(undefined);
    },
  };
}

function sourceRow({ row, hidden, cells, errors }: Read, tally: ErrorTally): SourceRow {
  if (!hidden) for (const column of errors) tally.add(row, column);
  const width = (cells.at(-1)?.column ?? -1) + 1;
  const texts = Array.from<string | null>({ length: width }).fill(null);
  const typed = Array.from<boolean>({ length: width }).fill(false);
  for (const { column, text, isNumber } of cells) {
    texts[column] = text;
    typed[column] = isNumber;
  }
  return { row, cells: texts, typed, hidden };
}

function rowHandlers(
  { columns, rowBytes }: ReadLimits,
  { formats, fonts, decode }: CellStyles,
  onRow: (read: Read) => void,
) {
  const place = { sheet: -1, row: 0, column: 0, next: 0, hidden: false, size: 0 };
  let cells: PlacedCell[] = [];
  let errors: number[] = [];
  let format: NumberFormat | undefined;
  let coding: FontCoding | undefined;
  let data: { readonly type: string; text: string } | undefined;
  let inComment = 0;
  return {
    open: (name: string, attributes: Readonly<Record<string, string>>): void => {
      if (name === 'Worksheet') Object.assign(place, { sheet: place.sheet + 1, row: 0 });
      else if (name === 'Row') {
        place.row = numberAttribute(attributes, 'Index') ?? place.row + 1;
        place.hidden = officeAttribute(attributes, 'Hidden') === '1';
        place.size = 0;
        place.next = 0;
        cells = [];
        errors = [];
      } else if (name === 'Cell') {
        place.column = (numberAttribute(attributes, 'Index') ?? place.next + 1) - 1;
        place.next = place.column + 1 + (numberAttribute(attributes, 'MergeAcross') ?? 0);
        if (place.column >= columns || cells.length + errors.length >= columns)
          throw failReading('too-wide', `Row ${place.row} has more than ${columns} columns`, { line: place.row });
        const style = officeAttribute(attributes, 'StyleID');
        format = formats.get(style ?? '') ?? formats.get('Default');
        coding = fonts.get(style ?? 'Default');
      } else if (name === 'Comment') inComment++;
      else if (name === 'Data' && inComment === 0)
        data = { type: officeAttribute(attributes, 'Type') ?? 'String', text: '' };
    },
    text: (text: string): void => {
      if (data === undefined) return;
      data.text += text;
      place.size += text.length;
      if (place.size > rowBytes) throw failReading('row-too-long', `Row ${place.row} is too long`, { line: place.row });
    },
    close: (name: string): void => {
      if (name === 'Comment') inComment--;
      else if (name === 'Data' && data !== undefined) {
        const { column } = place;
        if (data.type === 'Error') errors.push(column);
        else {
          const shown = coding !== undefined && data.type === 'String' ? decode(data.text, coding) : data.text;
          const cell = cellOf(data.type, shown, format);
          if (cell !== undefined) cells.push({ column, ...cell });
        }
        data = undefined;
      } else if (name === 'Row') {
        const { sheet, row, hidden } = place;
        onRow({ sheet, row, hidden, cells: cells.toSorted((a, b) => a.column - b.column), errors });
      }
    },
  };
}

function cellOf(
  type: string,
  stored: string,
  format: NumberFormat = { kind: 'plain' },
): { readonly text: string; readonly isNumber: boolean } | undefined {
  const text = normalizeCellText(stored);
  if (text === '') return undefined;
  if (type === 'Number' && Number.isFinite(Number(text))) return formattedNumber(Number(text), format, false);
  if (type === 'Boolean') return { text: text === '1' || /^true$/i.test(text) ? 'true' : 'false', isNumber: false };
  if (type === 'DateTime') return { text: momentText(text), isNumber: false };
  return { text, isNumber: false };
}

/** A day without time is a date; a time alone lies on the day before time began. */
function momentText(text: string): string {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(text) ?? [];
  if (day === '') return text;
  const clock = time.replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros));
  if (day === '1899-12-31' || day === '1899-12-30') return clock;
  return clock === '00:00:00' ? day : `${day}T${clock}`;
}
