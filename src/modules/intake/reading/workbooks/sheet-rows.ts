import { columnName } from '#platform/spreadsheets/xlsx-cells.ts';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import type { SourceRow } from '../recognition/source-row.ts';
import { createErrorTally, type ErrorCells } from './error-cells.ts';
import { formattedNumber, type NumberFormat } from './number-format.ts';
import { parseXml } from './parse-xml.ts';
import type { FontCoding } from './font-text.ts';
import { unescapeText, type SharedStrings } from './shared-strings.ts';

export interface SheetContext {
  readonly strings: SharedStrings;
  /** What becomes of a text whose font says how it is coded, by the cell's style; undefined: no font of the workbook does. */
  readonly fonts?: { readonly codings: readonly (FontCoding | undefined)[]; readonly apply: ApplyFont } | undefined;
  readonly formats: readonly NumberFormat[];
  readonly date1904: boolean;
  readonly columnLimit: number;
  readonly rowCharacters: number;
}

export type ApplyFont = (text: string, coding: FontCoding) => string;

const gapLimit = 1000;
/** Every cell is held against them. */
const mostHiddenRanges = 100;

export interface ReadCells {
  /** Formulas without a value, since no spreadsheet program has calculated them yet. */
  readonly uncalculated: number;
  readonly errors: ErrorCells;
  /** Columns that somebody hid, and that hold something: their letters. */
  readonly hiddenColumns: readonly string[];
}

/** Goes through a sheet's XML and hands on each row when it closes. Formulas count by their last value; errors are none. */
export async function readSheetRows(
  chunks: AsyncIterable<Buffer>,
  context: SheetContext,
  onRow: (row: SourceRow) => void,
  between: () => Promise<void>,
): Promise<ReadCells> {
  const errors = createErrorTally();
  const hiddenRanges: { readonly first: number; readonly last: number }[] = [];
  const hiddenColumns = new Set<number>();
  let row = 0;
  let last = 0;
  let hidden = false;
  let cells: Cell[] = [];
  let typed: boolean[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let inValue = false;
  let uncalculated = 0;
  let pendingFormula = false;
  let phonetic = 0;
  let characters = 0;

  const settle = (): void => {
    if (type === 'e') {
      if (value !== '' && !hidden) errors.add(row, column);
      return;
    }
    const cell = cellOf(value, type, style, context);
    if (cell === undefined) return;
    for (let gap = cells.length; gap < column; gap++) {
      cells.push(null);
      typed.push(false);
    }
    cells[column] = cell.text;
    if (hiddenRanges.length > 0 && !hidden && hiddenRanges.some(({ first, last }) => first <= column && column <= last))
      hiddenColumns.add(column);
    typed[column] = cell.isNumber;
    characters += cell.text.length;
    if (characters > context.rowCharacters) throw failReading('row-too-long', `Row ${row} is too long`, { line: row });
  };

  await parseXml(chunks, {
    open: (name, attribute) => {
      switch (name) {
        case 'c': {
          const reference = attribute('r');
          column = reference === undefined ? column + 1 : columnIndex(reference);
          if (column >= context.columnLimit)
            throw failReading('too-wide', `Row ${row} has more than ${context.columnLimit} columns`);
          type = attribute('t') ?? 'n';
          style = Number(attribute('s') ?? 0);
          value = '';
          break;
        }
        case 'col':
          if (['1', 'true'].includes(attribute('hidden') ?? '') && hiddenRanges.length < mostHiddenRanges)
            hiddenRanges.push({ first: Number(attribute('min')) - 1, last: Number(attribute('max')) - 1 });
          break;
        case 'f':
          pendingFormula = true;
          break;
        case 'v':
          inValue = true;
          // The empty text is a result; otherwise an empty element says that there is none.
          pendingFormula &&= type !== 'str';
          break;
        case 't':
          inValue = type === 'inlineStr' && phonetic === 0;
          break;
        case 'rPh':
          phonetic++;
          break;
        case 'row':
          row = Number(attribute('r') ?? row + 1);
          hidden = ['1', 'true'].includes(attribute('hidden') ?? '');
          cells = [];
          typed = [];
          column = -1;
          characters = 0;
          break;
        default:
      }
    },
    text: (piece) => {
      if (inValue) value += piece;
    },
    close: (name) => {
      if (name === 'v' && value !== '') pendingFormula = false;
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'c') {
        if (pendingFormula) uncalculated++;
        pendingFormula = false;
        settle();
      } else if (name === 'row') {
        // Rows that the file leaves out are blank ones, unless so many are left out that somebody wrote far below.
        for (let gap = Math.max(last + 1, row - gapLimit); gap < row; gap++) onRow({ row: gap, cells: [] });
        last = row;
        onRow({ row, cells, typed, hidden });
      }
    },
    between,
  });
  return {
    uncalculated,
    errors: errors.read(),
    hiddenColumns: [...hiddenColumns].toSorted((a, b) => a - b).map(columnName),
  };
}

/** A text that is not there was cut off with its part: a workbook without its texts must not pass for an empty one. */
function sharedText({ strings, fonts }: SheetContext, index: string, style: number): string {
  const text = strings.texts[Number(index)];
  if (text === undefined) throw failReading('file-truncated', `The workbook has no shared text ${index.trim()}`);
  if (fonts === undefined) return text;
  const own = fonts.codings[style];
  const runs = strings.runs.get(Number(index));
  if (runs === undefined) return own === undefined ? text : fonts.apply(text, own);
  const parts = runs.map((run) => {
    const coding = run.coding === 'cell' ? own : run.coding;
    return coding === undefined ? run.text : fonts.apply(run.text, coding);
  });
  return normalizeCellText(parts.join(''));
}

function inlineText(value: string, style: number, { fonts }: SheetContext): string {
  const text = normalizeCellText(unescapeText(value));
  const coding = fonts?.codings[style];
  return coding === undefined || fonts === undefined ? text : fonts.apply(text, coding);
}

function cellOf(
  value: string,
  type: string,
  style: number,
  context: SheetContext,
): { readonly text: string; readonly isNumber: boolean } | undefined {
  switch (type) {
    case 's':
      return textCell(sharedText(context, value, style));
    case 'inlineStr':
    case 'str':
      return textCell(inlineText(value, style, context));
    case 'b':
      return { text: value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false', isNumber: false };
    case 'd':
      return textCell(value.trim().replace(/T00:00:00(?:\.0+)?Z?$/, ''));
    default: {
      const text = value.trim();
      if (text === '') return undefined;
      const number = Number(text);
      return Number.isFinite(number)
        ? formattedNumber(number, context.formats[style] ?? { kind: 'plain' }, context.date1904)
        : { text, isNumber: false };
    }
  }
}

/** A text cell of nothing but blanks is an empty cell. */
function textCell(text: string): { readonly text: string; readonly isNumber: boolean } | undefined {
  return text === '' ? undefined : { text, isNumber: false };
}

/** `BC12` → 54. */
export function columnIndex(reference: string): number {
  let index = 0;
  for (let position = 0; position < reference.length; position++) {
    const code = reference.charCodeAt(position) & 0xdf;
    if (code < 0x41 || code > 0x5a) break;
    index = index * 26 + (code - 0x40);
  }
  return index - 1;
}
