import { withFontCodings } from '../encoding/with-font-codings.ts';
import { failReading } from '../errors.ts';
import type { ReadWarning } from '../read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import { cellsInError, sheetsHidden } from '../workbooks/workbook-warnings.ts';
import { createFontTexts } from '../workbooks/font-text.ts';
import { createErrorTally } from '../workbooks/error-cells.ts';
import { readSheet, warningsOfSheet } from '../workbooks/read-sheet.ts';
import { sheetsToRead } from '../workbooks/sheets-to-read.ts';
import { prepareXml } from './prepare-xml.ts';
import { readSpreadsheetFrame } from './spreadsheetml-frame.ts';
import { wantedFormat } from '../workbooks/number-format.ts';
import { streamSheetRows } from './spreadsheetml-rows.ts';

/** Reads a workbook that is one XML document, as Excel 2003 saves it and reporting programs do, as a stream. */
export async function readSpreadsheetml<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const { limits, options } = context;
  const text = await prepareXml(source, await withFontCodings(source, context));
  const half = (done: number, pass: number) => context.onProgress((pass * text.bytes + done) / 2, text.bytes);
  const texts = createFontTexts(options.encoding);
  const { sheets, formats, fonts } = await readSpreadsheetFrame(
    text.path,
    limits,
    (done) => Promise.resolve(half(done, 0)),
    texts.look,
    options.signal,
  );
  const { chosen, hidden, table } = sheetsToRead(sheets, options.sheet);
  const tables: T[] = [];
  const warnings: ReadWarning[] = [...text.warnings, ...(hidden.length > 0 ? [sheetsHidden(hidden)] : [])];
  const wanted = new Map(
    [...formats].map(([style, format]) => [style, wantedFormat(format, options.percents)] as const),
  );
  const stream = streamSheetRows(text.path, limits, { formats: wanted, fonts, decode: texts.decode }, options.signal);
  let rows = 0;
  try {
    for (const sheet of chosen) {
      const errors = createErrorTally();
      const read = await readSheet(source, { ...sheet, table }, context, (push, flush) =>
        stream.rowsOf(
          sheets.indexOf(sheet),
          push,
          (done) => {
            half(done, 1);
            return flush();
          },
          errors,
        ),
      );
      if (read.tables.length === 0) continue;
      tables.push(...read.tables);
      rows += read.rows;
      warnings.push(...warningsOfSheet(sheet.name, read));
      warnings.push(...cellsInError(sheet.name, errors.read()));
    }
  } finally {
    await stream.close();
  }
  if (tables.length === 0) throw failReading('file-empty', 'No sheet of the workbook has content');
  return {
    format: 'spreadsheetml',
    encoding: text.encoding,
    dialect: null,
    tables,
    rows,
    warnings: [...warnings, ...texts.warnings()],
  };
}
