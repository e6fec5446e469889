import type { NamedTable, OpenTable, ReaderContext } from './reader.ts';
import { createTablesRecogniser, type TableOutput } from './recognition/recognise-tables.ts';
import type { RecognisedTable, RecogniserOptions, RowSink } from './recognition/recognise-table.ts';
import { joinDoubts, noDoubts, type RowDoubts } from './recognition/row-doubts.ts';
import type { SourceRow } from './recognition/source-row.ts';
import type { Cell } from './read-outcome.ts';

export interface ReadRows<T> {
  readonly tables: readonly T[];
  readonly rows: number;
  readonly hiddenRows: number;
  readonly doubts: RowDoubts;
}

/** A table whose rows are kept until the destination has opened it: opening takes time, and rows come at once. */
interface WaitingTable<T> {
  columns: readonly string[] | undefined;
  looks: Parameters<NonNullable<RowSink['look']>>[];
  kept: { readonly row: number; readonly cells: readonly Cell[]; readonly shape: string | null }[];
  opened: OpenTable<T> | undefined;
  /** Set when its last row is there; null: it has no content. */
  recognised: RecognisedTable | null | undefined;
}

/**
 * Reads every table among the rows that `feed` gives, which calls `flush` between batches of them. The first table has
 * the name that is given, the others a number behind it.
 */
export async function readTablesOfRows<T>(
  context: ReaderContext<T>,
  options: RecogniserOptions & { readonly onlyTable?: number },
  name: string | null,
  feed: (push: (row: SourceRow) => void, flush: () => Promise<void>) => Promise<void>,
  finish: (table: RecognisedTable) => RecognisedTable = (table) => table,
): Promise<ReadRows<T>> {
  const waiting: WaitingTable<T>[] = [];
  const tables: T[] = [];
  let rows = 0;
  let found = 0;
  let doubts = noDoubts;
  const hidden = new Set<number>();
  const settle = async (): Promise<void> => {
    for (let index = 0; index < waiting.length;) {
      const table = waiting[index];
      if (table === undefined) break;
      await drain(table, context);
      if (table.recognised === undefined) {
        index++;
        continue;
      }
      waiting.splice(index, 1);
      if (table.recognised !== null) found++;
      if (table.recognised === null || (options.onlyTable ?? found) !== found) await table.opened?.discard();
      else {
        const { doubts: own = noDoubts, ...recognised } = table.recognised;
        rows += recognised.rowCount;
        doubts = joinDoubts(doubts, own);
        for (const { row, why } of recognised.skipped) if (why === 'hidden') hidden.add(row);
        const named = nameTable(finish(recognised), name, found - 1);
        if (table.opened !== undefined) tables.push(await table.opened.close(named));
      }
    }
    for (const table of waiting) await table.opened?.flush();
  };
  try {
    const recogniser = createTablesRecogniser(options, () => openWaiting(waiting));
    await feed(recogniser.push, settle);
    recogniser.end();
    await settle();
  } finally {
    for (const table of waiting) await table.opened?.discard();
  }
  return { tables, rows, hiddenRows: hidden.size, doubts };
}

function openWaiting<T>(waiting: WaitingTable<T>[]): TableOutput {
  const table: WaitingTable<T> = { columns: undefined, looks: [], kept: [], opened: undefined, recognised: undefined };
  waiting.push(table);
  const sink: RowSink = {
    begin: (columns) => {
      table.columns = columns;
    },
    look: (row, merges) => {
      if (table.opened === undefined) table.looks.push([row, merges]);
      else table.opened.sink.look?.(row, merges);
    },
    write: (row, cells, shape) => {
      if (table.opened === undefined) table.kept.push({ row, cells, shape });
      else table.opened.sink.write(row, cells, shape);
    },
  };
  return {
    sink,
    done: (recognised) => {
      table.recognised = recognised ?? null;
    },
  };
}

async function drain<T>(table: WaitingTable<T>, context: ReaderContext<T>): Promise<void> {
  if (table.opened !== undefined || table.columns === undefined) return;
  const opened = await context.destination.open();
  table.opened = opened;
  for (const look of table.looks) opened.sink.look?.(...look);
  opened.sink.begin(table.columns);
  for (const { row, cells, shape } of table.kept) opened.sink.write(row, cells, shape);
  table.kept = [];
  table.looks = [];
}

function nameTable(table: RecognisedTable, name: string | null, before: number): NamedTable {
  return before === 0 ? { ...table, name } : { ...table, name: `${name ?? ''} (${before + 1})`.trim(), sheet: name };
}
