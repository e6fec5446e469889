import { failReading } from '../errors.ts';
import { readTablesOfRows } from '../read-tables-of-rows.ts';
import type { ReaderContext, SourceFile } from '../reader.ts';
import type { ReadWarning } from '../read-outcome.ts';
import type { RowDoubts } from '../recognition/row-doubts.ts';
import type { SourceRow } from '../recognition/source-row.ts';
import { doubtsOfRows } from '../recognition/row-warnings.ts';
import { rowsFiltered, rowsHidden } from './workbook-warnings.ts';
import { showFiltered } from './filtered-rows.ts';
import type { SheetFrame } from './sheet-frame.ts';

export interface ReadSheet<T> {
  readonly tables: readonly T[];
  readonly rows: number;
  readonly hiddenRows: number;
  readonly doubts: RowDoubts;
  /** Rows that a filter hides, and that were read. */
  readonly filteredRows: number;
}

/** Takes the tables of a sheet from the rows that `feed` gets from wherever they are; none: the sheet has no content. */
export async function readSheet<T>(
  source: SourceFile,
  sheet: SheetFrame & { readonly name: string; readonly table?: number | undefined },
  context: ReaderContext<T>,
  feed: (push: (row: SourceRow) => void, flush: () => Promise<void>) => Promise<void>,
): Promise<ReadSheet<T>> {
  const { expectedHeadings, everyRow = false, signal } = context.options;
  const options = {
    columnLimit: context.limits.columns,
    listsTrailingBlanks: false,
    everyRow,
    merges: sheet.merges,
    ...(expectedHeadings === undefined ? {} : { expectedHeadings }),
    ...(sheet.table === undefined ? {} : { onlyTable: sheet.table }),
  };
  let filteredRows = 0;
  const read = await readTablesOfRows(context, options, tableName(source, sheet.name), async (push, flush) => {
    const rows = showFiltered(sheet.filters, push);
    await feed(rows.push, async () => {
      signal?.throwIfAborted();
      await flush();
    });
    filteredRows = rows.shown();
  });
  if (sheet.table !== undefined && read.tables.length === 0)
    throw failReading('table-not-found', `The sheet “${sheet.name}” has no table ${sheet.table}`);
  return { ...read, filteredRows };
}

/** What a person has to know of how a sheet's rows were read. */
export function warningsOfSheet(
  name: string,
  { hiddenRows, filteredRows, doubts }: Omit<ReadSheet<unknown>, 'tables' | 'rows'>,
): readonly ReadWarning[] {
  return [
    ...(hiddenRows > 0 ? [rowsHidden(name, hiddenRows)] : []),
    ...(filteredRows > 0 ? [rowsFiltered(name, filteredRows)] : []),
    ...doubtsOfRows(name, doubts),
  ];
}

/** `a.xlsx/Sheet1` for a workbook in an archive. */
function tableName(source: SourceFile, sheet: string): string {
  return source.name === null ? sheet : `${source.name}/${sheet}`;
}
