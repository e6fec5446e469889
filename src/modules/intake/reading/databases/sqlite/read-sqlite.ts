import { open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { failReading } from '../../errors.ts';
import type { ReadWarning, TextEncoding } from '../../read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../../reader.ts';
import { columnsUnread, tablesUnread } from '../database-warnings.ts';
import { judgedText } from '../judged-text.ts';
import { tableChoice } from '../table-choice.ts';
import { readTypedTable } from '../typed-table.ts';
import { describeTables, selectRows, type SqliteTable } from './describe-tables.ts';
import { demandShortCells, sampleTexts } from './look-at-cells.ts';
import { sqliteCell } from './sqlite-cell.ts';

const rowsBetweenFlushes = 1000;

/**
 * Reads the tables of an SQLite database. It is opened for reading alone and as a file that nobody changes, so that no
 * journal beside it is looked for; its schema is not trusted, and neither views nor triggers are ever run.
 */
export async function readSqlite<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  await demandWholeFile(source);
  const database = openDatabase(source.path);
  try {
    const { tables, virtual } = describeTables(database);
    if (tables.length > context.limits.tables)
      throw failReading(
        'too-many-tables',
        `The database has ${tables.length} tables, ${context.limits.tables} are allowed`,
      );
    const wanted = tableChoice(context.options.sheet);
    const chosen = tables.filter(({ name }) => wanted.takes([name]));
    if (chosen.length === 0) throw wanted.isMissing('The database');
    if (source.bytes > context.limits.rowBytes)
      for (const table of chosen) demandShortCells(database, table, context.limits.rowBytes);
    const read: T[] = [];
    const warnings: ReadWarning[] = [];
    let legacy: TextEncoding['legacy'] = null;
    let rows = 0;
    for (const [index, table] of chosen.entries()) {
      context.onProgress((source.bytes * index) / chosen.length, source.bytes);
      const text = judgedText(sampleTexts(database, table), context.options.encoding);
      warnings.push(...text.warnings);
      legacy ??= text.encoding.legacy;
      const one = await readTable(database, { source, table, decode: text.decode }, context);
      read.push(one.table);
      rows += one.rows;
      if (table.computed.length > 0) warnings.push(columnsUnread(table.name, table.computed));
    }
    if (virtual.length > 0) warnings.push(tablesUnread(virtual));
    return {
      format: 'sqlite',
      encoding: { charset: 'utf-8', legacy, bom: false },
      dialect: null,
      tables: read,
      rows,
      warnings,
    };
  } catch (error) {
    throw isDatabaseError(error)
      ? failReading('file-truncated', `The database is damaged: ${error.message}`, { cause: error })
      : error;
  } finally {
    database.close();
  }
}

function readTable<T>(
  database: DatabaseSync,
  {
    source,
    table,
    decode,
  }: { readonly source: SourceFile; readonly table: SqliteTable; readonly decode: (text: string) => string },
  context: ReaderContext<T>,
): Promise<{ readonly table: T; readonly rows: number }> {
  const name = source.name === null ? table.name : `${source.name}/${table.name}`;
  const columns = table.columns.map((column) => column.name);
  return readTypedTable(context, { name, columns }, async (push, flush) => {
    let row = 0;
    for (const values of selectRows(database, table)) {
      row += 1;
      const cells = values.map((value, index) => sqliteCell(value, table.columns[index]?.storedAs, decode));
      push(
        row,
        cells.map(({ text }) => text),
        cells.map(({ isNumber }) => isNumber),
      );
      if (row % rowsBetweenFlushes > 0) continue;
      context.options.signal?.throwIfAborted();
      await flush();
    }
  });
}

function openDatabase(path: string): DatabaseSync {
  const url = pathToFileURL(path);
  url.searchParams.set('mode', 'ro');
  url.searchParams.set('immutable', '1');
  const database = new DatabaseSync(url, { readOnly: true, allowExtension: false });
  database.exec('pragma trusted_schema = off; pragma cell_size_check = on; pragma temp_store = memory');
  return database;
}

/** The head names the size of a page and how many there are, unless an old program changed the file last. */
async function demandWholeFile({ path, bytes }: SourceFile): Promise<void> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(100);
    const { bytesRead } = await file.read(head, 0, 100, 0);
    const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
    const counted = head.readUInt32BE(24) === head.readUInt32BE(92);
    const needed = counted ? pageBytes * head.readUInt32BE(28) : pageBytes;
    if (bytesRead < 100 || bytes < needed)
      throw failReading('file-truncated', `The database has ${bytes} of ${needed} bytes`);
  } finally {
    await file.close();
  }
}

function isDatabaseError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}
