import { openZip, type Zip } from '../archives/open-zip.ts';
import { createInflationGuard } from '../archives/inflation-guard.ts';
import { failReading } from '../errors.ts';
import type { ReadWarning } from '../read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import {
  cellsInError,
  columnsHidden,
  formatsMissing,
  formulasUncalculated,
  mergesUnread,
  sheetsHidden,
} from './workbook-warnings.ts';
import { readSheetFrame, tableFilters } from './sheet-frame.ts';
import { readSheet, warningsOfSheet } from './read-sheet.ts';
import { createFontTexts, type FontTexts } from './font-text.ts';
import { readSheetRows, type ApplyFont, type ReadCells, type SheetContext } from './sheet-rows.ts';
import { readSharedStrings } from './shared-strings.ts';
import { sheetsToRead } from './sheets-to-read.ts';
import { wantedFormat } from './number-format.ts';
import { readWorkbookParts, type WorkbookParts, type WorkbookSheet } from './workbook-parts.ts';

/** Reads an xlsx workbook as a stream: of a sheet it holds the first and the last rows, of the workbook its texts. */
export async function readXlsx<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const zip = await openZip(source.path);
  try {
    return await readOpened(source, zip, context);
  } finally {
    zip.close();
  }
}

async function readOpened<T>(source: SourceFile, zip: Zip, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const guard = createInflationGuard(context.limits, source.bytes);
  const parts = await readWorkbookParts(zip, guard);
  const { chosen, hidden, table } = sheetsToRead(parts.sheets, context.options.sheet);
  const strings = await readSharedStrings(parts.sharedStrings, context.limits.sharedTextCharacters, guard);
  const sheetContext = {
    strings,
    formats: parts.formats.map((format) => wantedFormat(format, context.options.percents)),
    date1904: parts.date1904,
    columnLimit: context.limits.columns,
    rowCharacters: context.limits.rowBytes,
  };
  const hasFonts = strings.runs.size > 0 || parts.fonts.some((coding) => coding !== undefined);
  const texts = createFontTexts(context.options.encoding);
  if (hasFonts) await lookAtFonts(chosen, { ...sheetContext, fonts: fontsOf(parts, lookOnly(texts)) }, context);
  const readContext = { ...sheetContext, fonts: fontsOf(parts, texts.decode) };
  const total = chosen.reduce((sum, sheet) => sum + sheet.member.packedBytes, 0);
  const tables: T[] = [];
  const warnings: ReadWarning[] = hidden.length > 0 ? [sheetsHidden(hidden)] : [];
  let rows = 0;
  let before = 0;
  for (const sheet of chosen) {
    context.onProgress(before, total);
    // The sheet is unpacked twice; only the second time counts against the archive.
    const frame = await readSheetFrame(
      sheet.member.read(createInflationGuard(context.limits, sheet.member.packedBytes)),
    );
    const filters = [...frame.filters, ...(await tableFilters(zip, sheet.member, guard))];
    let cells: ReadCells | undefined;
    const read = await readSheet(
      source,
      { name: sheet.name, merges: frame.merges, filters, table },
      context,
      async (push, flush) => {
        cells = await readSheetRows(sheet.member.read(guard), readContext, push, flush);
      },
    );
    before += sheet.member.packedBytes;
    if (read.tables.length === 0 || cells === undefined) continue;
    tables.push(...read.tables);
    rows += read.rows;
    if (frame.mergesUnread > 0) warnings.push(mergesUnread(sheet.name, frame.mergesUnread));
    warnings.push(...warningsOfSheet(sheet.name, read));
    warnings.push(...warningsOf(sheet.name, cells));
  }
  if (tables.length === 0) throw failReading('file-empty', 'No sheet of the workbook has content');
  return { format: 'xlsx', encoding: null, dialect: null, tables, rows, warnings: [...warnings, ...texts.warnings()] };
}

function fontsOf({ fonts }: WorkbookParts, apply: ApplyFont) {
  return { codings: fonts, apply };
}

function lookOnly({ look }: FontTexts): ApplyFont {
  return (text, coding) => {
    look(text, coding);
    return text;
  };
}

/** Goes over the sheets once more beforehand, which only workbooks with such fonts need. */
async function lookAtFonts<T>(
  sheets: readonly WorkbookSheet[],
  sheetContext: SheetContext,
  { limits, options }: ReaderContext<T>,
): Promise<void> {
  for (const { member } of sheets) {
    const between = (): Promise<void> => {
      options.signal?.throwIfAborted();
      return Promise.resolve();
    };
    await readSheetRows(
      member.read(createInflationGuard(limits, member.packedBytes)),
      sheetContext,
      () => undefined,
      between,
    );
  }
}

function warningsOf(
  sheet: string,
  { uncalculated, errors, hiddenColumns, unformatted }: ReadCells,
): readonly ReadWarning[] {
  const formulas = uncalculated > 0 ? [formulasUncalculated(sheet, uncalculated)] : [];
  const columns = hiddenColumns.length > 0 ? [columnsHidden(sheet, hiddenColumns)] : [];
  const formats = unformatted.length > 0 ? [formatsMissing(sheet, unformatted)] : [];
  return [...columns, ...formulas, ...formats, ...cellsInError(sheet, errors)];
}
