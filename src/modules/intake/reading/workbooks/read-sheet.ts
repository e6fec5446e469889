import { withOpenTable, type ReaderContext, type SourceFile } from '../reader.ts';
import { createTableRecogniser } from '../recognition/recognise-table.ts';
import type { SourceRow } from '../recognition/source-row.ts';
import { showFiltered } from './filtered-rows.ts';
import type { SheetFrame } from './sheet-frame.ts';

export interface ReadSheet<T> {
  readonly table: T;
  readonly rows: number;
  readonly hiddenRows: number;
  /** Rows that a filter hides, and that were read. */
  readonly filteredRows: number;
}

/** Takes a sheet's rows from whatever `feed` gets them from; undefined: the sheet has no content. */
export function readSheet<T>(
  source: SourceFile,
  sheet: SheetFrame & { readonly name: string },
  context: ReaderContext<T>,
  feed: (push: (row: SourceRow) => void, flush: () => Promise<void>) => Promise<void>,
): Promise<ReadSheet<T> | undefined> {
  const { expectedHeadings, everyRow = false, signal } = context.options;
  return withOpenTable(context, async (opened) => {
    const recogniser = createTableRecogniser(
      {
        columnLimit: context.limits.columns,
        listsTrailingBlanks: false,
        everyRow,
        merges: sheet.merges,
        ...(expectedHeadings === undefined ? {} : { expectedHeadings }),
      },
      opened.sink,
    );
    const rows = showFiltered(sheet.filters, recogniser.push);
    await feed(rows.push, async () => {
      signal?.throwIfAborted();
      await opened.flush();
    });
    const table = recogniser.end();
    if (table === undefined) return undefined;
    return {
      table: await opened.close({ ...table, name: tableName(source, sheet.name) }),
      rows: table.rowCount,
      hiddenRows: table.skipped.filter((row) => row.why === 'hidden').length,
      filteredRows: rows.shown(),
    };
  });
}

/** `a.xlsx/Sheet1` for a workbook in an archive. */
function tableName(source: SourceFile, sheet: string): string {
  return source.name === null ? sheet : `${source.name}/${sheet}`;
}
