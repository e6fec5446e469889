import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import { readTypedTable } from '../databases/typed-table.ts';
import { columnsUnread, numbersLost, rowsDeleted } from '../databases/database-warnings.ts';
import { openDbase } from './open-dbase.ts';

/** Reads a dBase or FoxPro table; records that are marked as deleted are passed over and counted. */
export async function readDbase<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const { signal, encoding } = context.options;
  const memo = source.memo === undefined ? {} : { memo: { path: source.memo, longest: context.limits.rowBytes } };
  const dbase = await openDbase(source.path, { signal, encoding, ...memo });
  try {
    let deletedRows = 0;
    const { columns, typed } = dbase;
    const { table, rows } = await readTypedTable(context, { name: source.name, columns }, async (push, flush) => {
      let done = 0;
      for await (const batch of dbase.rows()) {
        for (const { row, deleted, cells } of batch) {
          if (deleted) deletedRows += 1;
          else push(row, cells, typed);
        }
        done += batch.length;
        context.onProgress((source.bytes * done) / Math.max(done, dbase.recordCount), source.bytes);
        await flush();
      }
    });
    return {
      format: 'dbase',
      encoding: dbase.encoding,
      dialect: null,
      tables: [table],
      rows,
      warnings: [
        ...dbase.warnings,
        ...numbersLost(source.name, dbase.lost()),
        ...(deletedRows > 0 ? [rowsDeleted(deletedRows)] : []),
        ...(dbase.unread.length > 0 ? [columnsUnread(source.name, dbase.unread)] : []),
      ],
    };
  } finally {
    await dbase.close();
  }
}
