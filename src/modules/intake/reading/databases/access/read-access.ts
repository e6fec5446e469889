import { readFile } from 'node:fs/promises';
import MDBReader from 'mdb-reader';
import { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from '../../errors.ts';
import type { ReadWarning } from '../../read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../../reader.ts';
import { columnsUnread, tablesUnread } from '../database-warnings.ts';
import { judgedText } from '../judged-text.ts';
import { tableChoice } from '../table-choice.ts';
import { readTypedTable } from '../typed-table.ts';
import { accessCell, isNumeric, isReadable } from './access-cell.ts';
import { demandReadableHead } from './demand-readable-head.ts';
import { guardPages, type PageGuard } from './guard-pages.ts';

/** The library goes over a table's pages from the first one on each time that it is asked for rows. */
const rowsAtOnce = 10_000;
const sampledRows = 2000;

/**
 * Reads the tables of an Access database (mdb from Access 97 on, accdb) through a library that holds the file in memory,
 * hence the limit on its size. Queries, forms and macros are not looked at.
 */
export async function readAccess<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const { heldWorkbookBytes } = context.limits;
  if (source.bytes > heldWorkbookBytes)
    throw failReading('too-large', `An Access database may have ${heldWorkbookBytes} bytes`);
  const bytes = await readFile(source.path);
  demandReadableHead(bytes);
  const guard = guardPages(bytes);
  return readOpened(
    fromLibrary(() => openDatabase(bytes)),
    { source, guard },
    context,
  );
}

async function readOpened<T>(
  database: MDBReader,
  { source, guard }: { readonly source: SourceFile; readonly guard: PageGuard },
  context: ReaderContext<T>,
): Promise<ReadPart<T>> {
  const wanted = tableChoice(context.options.sheet);
  const names = namesOf(database).filter((name) => !name.startsWith('~') && wanted.takes([name]));
  if (names.length > context.limits.tables)
    throw failReading(
      'too-many-tables',
      `The database has ${names.length} tables, ${context.limits.tables} are allowed`,
    );
  if (names.length === 0) throw wanted.isMissing('The database');
  const warnings: ReadWarning[] = [];
  const tables: T[] = [];
  let rows = 0;
  for (const [index, name] of names.entries()) {
    context.onProgress((source.bytes * index) / names.length, source.bytes);
    const table = fromLibrary(() => database.getTable(name));
    const columns = fromLibrary(() => table.getColumns());
    const text = judgedText(
      fromLibrary(() => sampleTexts(database, name, guard)),
      context.options.encoding,
    );
    warnings.push(...text.warnings);
    const unread = columns.filter((column) => !isReadable(column)).map((column) => column.name);
    if (unread.length > 0) warnings.push(columnsUnread(name.normalize('NFC'), unread));
    const readable = columns.filter(isReadable).map((column) => column.name);
    const shown = text.decode(name).normalize('NFC');
    const read = await readTypedTable(
      context,
      {
        name: source.name === null ? shown : `${source.name}/${shown}`,
        columns: columns.map((column) => text.decode(column.name)),
      },
      async (push, flush) => {
        const typed = columns.map(isNumeric);
        let row = 0;
        for (;;) {
          context.options.signal?.throwIfAborted();
          guard.allow(rowsAtOnce * (readable.length + 1));
          const batch = fromLibrary(() => table.getData({ columns: readable, rowOffset: row, rowLimit: rowsAtOnce }));
          for (const record of batch) {
            row += 1;
            push(
              row,
              columns.map((column) => accessCell(record[column.name] ?? null, column, text.decode)),
              typed,
            );
          }
          await flush();
          if (batch.length < rowsAtOnce) return;
        }
      },
    );
    tables.push(read.table);
    rows += read.rows;
  }
  const linked = namesOf(database, { normalTables: false, linkedTables: true });
  if (linked.length > 0) warnings.push(tablesUnread(linked));
  return { format: 'access', encoding: null, dialect: null, tables, rows, warnings };
}

/** Where the list of tables is damaged the library gives names that are none, whatever its types say. */
function namesOf(database: MDBReader, kinds?: Parameters<MDBReader['getTableNames']>[0]): readonly string[] {
  const names: readonly unknown[] = fromLibrary(() => database.getTableNames(kinds));
  if (!names.every((name) => typeof name === 'string'))
    throw failReading('file-truncated', 'The database is damaged: a table has lost its name');
  return names;
}

/** Texts beyond ASCII from the beginning of a table, a line each, and its names. */
function sampleTexts(database: MDBReader, name: string, guard: PageGuard): string {
  const table = database.getTable(name);
  const columns = table.getColumns();
  const texts = columns.filter(({ type }) => type === 'text').map((column) => column.name);
  guard.allow(sampledRows * (texts.length + 1));
  const rows = texts.length === 0 ? [] : table.getData({ columns: texts, rowLimit: sampledRows });
  return [name, ...columns.map((column) => column.name), ...rows.flatMap((row) => Object.values(row))]
    .filter((value) => typeof value === 'string' && /[^\u0000-\u007f]/.test(value))
    .map((value) => String(value).replace(/[\r\n]+/g, ' '))
    .join('\n');
}

function openDatabase(bytes: Buffer): MDBReader {
  try {
    return new MDBReader(bytes);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/password|encrypt|cipher/i.test(message)) throw failReading('file-encrypted', message, { cause: error });
    throw error;
  }
}

/** A library that meets what it did not expect throws errors of any kind. */
function fromLibrary<R>(read: () => R): R {
  try {
    return read();
  } catch (error) {
    if (error instanceof DomainError || !(error instanceof Error)) throw error;
    throw failReading('file-truncated', `The database is cut off or damaged: ${error.message}`, { cause: error });
  }
}
