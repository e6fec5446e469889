import { columnName } from '#platform/spreadsheets/xlsx-cells.ts';
import { helpSheetOf } from '#platform/spreadsheets/help-sheets.ts';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import type { Cell, ReadWarning } from '../read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import type { MergedRange, SourceRow } from '../recognition/source-row.ts';
import { cellsInError, columnsHidden, sheetsHidden } from './workbook-warnings.ts';
import { createErrorTally, type ErrorTally } from './error-cells.ts';
import type { HiddenParts } from './hidden-in-ods.ts';
import { formattedNumber, numberFormat, wantedFormat, type NumberFormat } from './number-format.ts';
import { openHeldWorkbook, tooLarge, type HeldFormat } from './open-held-workbook.ts';
import { heldTexts } from './held-texts.ts';
import { readSheet, warningsOfSheet } from './read-sheet.ts';
import type { RowRange } from './sheet-frame.ts';
import { sheetsToRead } from './sheets-to-read.ts';
import type { CellObject, WorkSheet } from '@e965/xlsx';

/** Reads xls, xlsb, ods and the tables of web pages through a library that holds the workbook in memory, hence the limit on its size. */
export async function readHeldWorkbook<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  format: HeldFormat,
): Promise<ReadPart<T>> {
  if (source.bytes > context.limits.heldWorkbookBytes) throw tooLarge(context.limits);
  const held = await openHeldWorkbook(source, format, context.limits);
  const { workbook, hidden: parts } = held;
  const texts = heldTexts(workbook, held, context.options.encoding);
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const help = new Set(workbook.Workbook?.Names?.map(({ Name, Ref }) => helpSheetOf(Name, Ref)));
  const sheets = workbook.SheetNames.map((name, index) => ({
    name: texts.name(name).normalize('NFC'),
    place: index,
    help: help.has(name),
    hidden: parts[index]?.whole === true || (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
    sheet: workbook.Sheets[name],
    parts: parts[index],
  }));
  const { chosen, hidden, table } = sheetsToRead(sheets, context.options.sheet);
  const tables: T[] = [];
  const warnings: ReadWarning[] = hidden.length > 0 ? [sheetsHidden(hidden)] : [];
  let rows = 0;
  for (const [index, { name, place, sheet, parts: own }] of chosen.entries()) {
    context.onProgress((source.bytes * index) / chosen.length, source.bytes);
    if (sheet === undefined) continue;
    const errors = createErrorTally();
    const hiddenColumns = new Set<number>();
    const read = await readSheet(
      source,
      { name, merges: mergesOf(sheet), filters: [...filtersOf(sheet), ...filteredOf(own)], table },
      context,
      async (push, flush) => {
        for (const row of rowsOf(sheet, {
          date1904,
          percents: context.options.percents,
          columnLimit: context.limits.columns,
          errors,
          hidden: own,
          hiddenColumns,
          textOf: (text, row, column) => texts.cell(text, place, row, column),
        })) {
          push(row);
          if (row.row % 4096 === 0) await flush();
        }
      },
    );
    if (read.tables.length === 0) continue;
    tables.push(...read.tables);
    rows += read.rows;
    warnings.push(...warningsOfSheet(name, read));
    if (hiddenColumns.size > 0) {
      const letters = [...hiddenColumns].toSorted((a, b) => a - b).map(columnName);
      warnings.push(columnsHidden(name, letters));
    }
    warnings.push(...cellsInError(name, errors.read()));
  }
  if (tables.length === 0) throw failReading('file-empty', 'No sheet of the workbook has content');
  return { format, encoding: null, dialect: null, tables, rows, warnings: [...warnings, ...texts.warnings()] };
}

function mergesOf(sheet: WorkSheet): readonly MergedRange[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({
    firstRow: s.r + 1,
    lastRow: e.r + 1,
    firstColumn: s.c,
    lastColumn: e.c,
  }));
}

/** The library does not say whether the filter has a condition: rows hidden in its range are taken for filtered. */
function filtersOf(sheet: WorkSheet): readonly RowRange[] {
  const [, first, last] = /[A-Z]+\$?(\d+):\$?[A-Z]+\$?(\d+)$/.exec(sheet['!autofilter']?.ref ?? '') ?? [];
  return first === undefined ? [] : [{ firstRow: Number(first), lastRow: Number(last) }];
}

/** A filter's range begins with its heading. */
function filteredOf(parts: HiddenParts | undefined): readonly RowRange[] {
  return (parts?.filtered ?? []).map(({ firstRow, lastRow }) => ({ firstRow: firstRow - 1, lastRow }));
}

function* rowsOf(
  sheet: WorkSheet,
  {
    date1904,
    percents,
    columnLimit,
    errors,
    hidden: parts,
    hiddenColumns,
    textOf,
  }: {
    readonly date1904: boolean;
    readonly percents: boolean | undefined;
    readonly columnLimit: number;
    readonly errors: ErrorTally;
    readonly hidden: HiddenParts | undefined;
    /** Takes those that hold something. */
    readonly hiddenColumns: Set<number>;
    readonly textOf: (text: string, row: number, column: number) => string;
  },
): Generator<SourceRow> {
  const formats = new Map<string, NumberFormat>();
  const formatOf = (code: string | number | undefined): NumberFormat => {
    const key = String(code ?? 'General');
    const known = formats.get(key) ?? wantedFormat(numberFormat(0, key), percents);
    formats.set(key, known);
    return known;
  };
  for (const [index, stored] of (sheet['!data'] ?? []).entries()) {
    const cells: Cell[] = [];
    const typed: boolean[] = [];
    if ((stored?.length ?? 0) > columnLimit)
      throw failReading('too-wide', `Row ${index + 1} has more than ${columnLimit} columns`);
    const hidden = sheet['!rows']?.[index]?.hidden === true || isAmong(index + 1, parts);
    for (const [column, cell] of (stored ?? []).entries()) {
      if (cell?.t === 'e' && !hidden) errors.add(index + 1, column);
      const read =
        cell === undefined ? undefined : cellOf(cell, formatOf, date1904, (text) => textOf(text, index, column));
      if (read !== undefined && !hidden && parts?.columns.some(({ first, last }) => first <= column && column <= last))
        hiddenColumns.add(column);
      cells.push(read?.text ?? null);
      typed.push(read?.isNumber ?? false);
    }
    yield { row: index + 1, cells, typed, hidden };
  }
}

/** Filtered rows are hidden, too, until it is known that a filter hides them. */
function isAmong(row: number, parts: HiddenParts | undefined): boolean {
  const within = ({ firstRow, lastRow }: RowRange) => firstRow <= row && row <= lastRow;
  return parts !== undefined && (parts.rows.some(within) || parts.filtered.some(within));
}

function cellOf(
  cell: CellObject,
  formatOf: (code: string | number | undefined) => NumberFormat,
  date1904: boolean,
  textOf: (text: string) => string,
): { readonly text: string; readonly isNumber: boolean } | undefined {
  switch (cell.t) {
    case 'n':
      return formattedNumber(Number(cell.v), formatOf(cell.z), date1904);
    case 'b':
      return { text: cell.v === true ? 'true' : 'false', isNumber: false };
    case 'd':
      return {
        text: cell.v instanceof Date ? cell.v.toISOString().replace(/T00:00:00.000Z$|\.000Z$/, '') : String(cell.v),
        isNumber: false,
      };
    case 's': {
      const text = normalizeCellText(textOf(String(cell.v ?? '')));
      return text === '' ? undefined : { text, isNumber: false };
    }
    case 'e':
    case 'z':
      return undefined;
  }
}
