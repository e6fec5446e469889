import { findLostLetters } from '#platform/text/lost-letters.ts';
import { fewestLost, lettersLost, type LostWords } from '../encoding/encoding-warnings.ts';
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
  /** Words of its cells whose letters some program lost; null: so few that it may be chance. */
  readonly lost: LostWords | null;
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
  const lost = tallyLost();
  const read = await readTablesOfRows(context, options, tableName(source, sheet.name), async (push, flush) => {
    const rows = showFiltered(sheet.filters, push);
    const look = (row: SourceRow): void => {
      lost.look(row);
      rows.push(row);
    };
    await feed(look, async () => {
      signal?.throwIfAborted();
      await flush();
    });
    filteredRows = rows.shown();
  });
  if (sheet.table !== undefined && read.tables.length === 0)
    throw failReading('table-not-found', `The sheet “${sheet.name}” has no table ${sheet.table}`);
  return { ...read, filteredRows, lost: lost.read() };
}

/** What a person has to know of how a sheet's rows were read. */
export function warningsOfSheet(
  name: string,
  { hiddenRows, filteredRows, doubts, lost }: Omit<ReadSheet<unknown>, 'tables' | 'rows'>,
): readonly ReadWarning[] {
  return [
    ...(hiddenRows > 0 ? [rowsHidden(name, hiddenRows)] : []),
    ...(filteredRows > 0 ? [rowsFiltered(name, filteredRows)] : []),
    ...doubtsOfRows(name, doubts),
    ...(lost === null ? [] : [lettersLost(name, lost)]),
  ];
}

function tallyLost() {
  let count = 0;
  let first: Omit<LostWords, 'count'> | null = null;
  return {
    look: ({ row, cells }: SourceRow): void => {
      for (const cell of cells) {
        if (cell?.includes('?') !== true) continue;
        const found = findLostLetters(cell);
        count += found.count;
        if (found.first !== null) first ??= { row, word: found.first.word };
      }
    },
    read: (): LostWords | null => (first === null || count < fewestLost ? null : { count, ...first }),
  };
}

/** `a.xlsx/Sheet1` for a workbook in an archive. */
function tableName(source: SourceFile, sheet: string): string {
  return source.name === null ? sheet : `${source.name}/${sheet}`;
}
