import { withOpenTable, type ReaderContext, type SourceFile } from '../reader.ts';
import { createTableRecogniser } from '../recognition/recognise-table.ts';
import type { MergedRange, SourceRow } from '../recognition/source-row.ts';

export interface ReadSheet<T> {
  readonly table: T;
  readonly rows: number;
  readonly hiddenRows: number;
}

/** Takes a sheet's rows from whatever `feed` gets them from; undefined: the sheet has no content. */
export function readSheet<T>(
  source: SourceFile,
  sheet: { readonly name: string; readonly merges: readonly MergedRange[] },
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
    await feed(recogniser.push, async () => {
      signal?.throwIfAborted();
      await opened.flush();
    });
    const table = recogniser.end();
    if (table === undefined) return undefined;
    return {
      table: await opened.close({ ...table, name: tableName(source, sheet.name) }),
      rows: table.rowCount,
      hiddenRows: table.skipped.filter((row) => row.why === 'hidden').length,
    };
  });
}

/** `a.xlsx/Sheet1` for a workbook in an archive. */
function tableName(source: SourceFile, sheet: string): string {
  return source.name === null ? sheet : `${source.name}/${sheet}`;
}
