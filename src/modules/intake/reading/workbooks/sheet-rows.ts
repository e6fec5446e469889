import { columnName } from '#platform/spreadsheets/xlsx-cells.ts';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import type { SourceRow } from '../recognition/source-row.ts';
import { createErrorTally, type ErrorCells } from './error-cells.ts';
import { formattedNumber, type NumberFormat } from './number-format.ts';
import { parseXml } from './parse-xml.ts';
import { codingOfFont, type FontCoding } from './font-text.ts';
import { unescapeText, type FontRun, type SharedStrings } from './shared-strings.ts';

export interface SheetContext {
  readonly strings: SharedStrings;
  /** What becomes of a text whose font says how it is coded: that of the cell's style, or of a part of the text. */
  readonly fonts: { readonly codings: readonly (FontCoding | undefined)[]; readonly apply: ApplyFont };
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
  /** Columns of numbers whose format the workbook does not hold, which may be dates: their letters. */
  readonly unformatted: readonly string[];
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
  const unformatted = new Set<number>();
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
  let runs: FontRun[] = [];
  /** The part of a text that is being read; undefined: it stands in no part. What is read must end with its part. */
  let run: FontRun | undefined;
  let uncalculated = 0;
  let pendingFormula = false;
  let phonetic = 0;
  let characters = 0;

  const settle = (): void => {
    if (type === 'e') {
      if (value !== '' && !hidden) errors.add(row, column);
      return;
    }
    const cell = cellOf({ value, runs }, type, style, context);
    if (cell === undefined) return;
    for (let gap = cells.length; gap < column; gap++) {
      cells.push(null);
      typed.push(false);
    }
    cells[column] = cell.text;
    if (hiddenRanges.length > 0 && !hidden && hiddenRanges.some(({ first, last }) => first <= column && column <= last))
      hiddenColumns.add(column);
    typed[column] = cell.isNumber;
    if (cell.isNumber && !hidden && style > 0 && context.formats[style] === undefined) unformatted.add(column);
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
          runs = [];
          run = undefined;
          break;
        }
        case 'r':
          run = { text: '', coding: 'cell' };
          break;
        case 'rFont':
          if (run !== undefined) run = { ...run, coding: codingOfFont(attribute('val')) };
          break;
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
      if (!inValue) return;
      value += piece;
      if (run !== undefined) run = { ...run, text: run.text + piece };
    },
    close: (name) => {
      if (name === 'v' && value !== '') pendingFormula = false;
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'r' && run !== undefined) {
        runs.push(run);
        run = undefined;
      } else if (name === 'c') {
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
    hiddenColumns: namesOf(hiddenColumns),
    unformatted: namesOf(unformatted),
  };
}

function namesOf(columns: ReadonlySet<number>): readonly string[] {
  return [...columns].toSorted((a, b) => a - b).map(columnName);
}

/** A text that is not there was cut off with its part: a workbook without its texts must not pass for an empty one. */
function sharedText({ strings, fonts }: SheetContext, index: string, style: number): string {
  const text = strings.texts[Number(index)];
  if (text === undefined) throw failReading('file-truncated', `The workbook has no shared text ${index.trim()}`);
  const runs = strings.runs.get(Number(index));
  return runs === undefined ? textInFont(text, fonts.codings[style], fonts.apply) : textOfRuns(runs, style, fonts);
}

function inlineText({ value, runs }: InlineText, style: number, { fonts }: SheetContext): string {
  if (runs.some(({ coding }) => typeof coding === 'object')) return textOfRuns(runs, style, fonts);
  return textInFont(normalizeCellText(unescapeText(value)), fonts.codings[style], fonts.apply);
}

function textOfRuns(runs: readonly FontRun[], style: number, { codings, apply }: SheetContext['fonts']): string {
  const parts = runs.map(({ text, coding }) => textInFont(text, coding === 'cell' ? codings[style] : coding, apply));
  return normalizeCellText(unescapeText(parts.join('')));
}

function textInFont(text: string, coding: FontCoding | undefined, apply: ApplyFont): string {
  return coding === undefined ? text : apply(text, coding);
}

interface InlineText {
  readonly value: string;
  /** Its parts, where it has some. */
  readonly runs: readonly FontRun[];
}

function cellOf(
  inline: InlineText,
  type: string,
  style: number,
  context: SheetContext,
): { readonly text: string; readonly isNumber: boolean } | undefined {
  const { value } = inline;
  switch (type) {
    case 's':
      return textCell(sharedText(context, value, style));
    case 'inlineStr':
    case 'str':
      return textCell(inlineText(inline, style, context));
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
