import { constants, copyFile, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { numberText } from '../cells/number-text.ts';
import { columnsUnread } from '../databases/database-warnings.ts';
import { momentText } from '../databases/moment-text.ts';
import { readTypedTable } from '../databases/typed-table.ts';
import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import { uniqueHeadings } from '../recognition/headings.ts';
import { bytesAreText, leafColumns, readBytesAs, type LeafColumn } from './leaf-columns.ts';

/** Enough for row groups as programs write them; what needs more is not read, and nothing else is harmed. */
const memoryLimit = '512MB';

const mostDigits = 38;

/** Reads a Parquet file through DuckDB, in one thread, which keeps its rows in order: members of structures under dotted names, lists as JSON. */
export async function readParquet<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  await demandWholeFile(source);
  const spill = context.stagingPath('spill');
  await mkdir(spill);
  const path = await plainPath(source, context);
  const duckdb = await openDuckdb({
    threads: 1,
    memoryLimit,
    temporaryDirectory: spill,
    allowedDirectories: [context.options.stagingFolder, dirname(path)],
  });
  try {
    const connection = await duckdb.connect();
    try {
      return await readConnected(connection, { ...source, path }, context);
    } finally {
      connection.closeSync();
    }
  } finally {
    duckdb.close();
    await rm(spill, { recursive: true, force: true });
  }
}

async function readConnected<T>(
  connection: DuckDBConnection,
  source: SourceFile,
  context: ReaderContext<T>,
): Promise<ReadPart<T>> {
  const scan = `read_parquet(${quoteText(source.path)})`;
  const described = await fromEngine(connection.run(`select * from ${scan} limit 0`));
  const names = described.columnNames();
  if (names.length > context.limits.columns)
    throw failReading('too-wide', `The table has ${names.length} columns, ${context.limits.columns} are allowed`);
  const { inaccurate, topNames } = await schemaOf(connection, source.path);
  const headings = topNames.length === names.length ? uniqueHeadings(topNames) : names;
  const leaves = (await settleBytes(leafColumns(names, headings, described.columnTypes()), scan, connection)).map(
    (leaf) => (isAmong(leaf.heading, inaccurate) ? { ...leaf, expression: 'null::varchar' } : leaf),
  );
  const unread = leaves.map(({ heading }) => heading).filter((heading) => isAmong(heading, inaccurate));
  const total = await rowTotal(connection, source.path);
  const list = leaves.map(({ expression }) => expression).join(', ');
  const { table, rows } = await readTypedTable(
    context,
    { name: source.name, columns: leaves.map(({ heading }) => heading) },
    async (push, flush) => {
      const typed = leaves.map(({ kind }) => kind === 'number' || kind === 'float');
      const result = await fromEngine(connection.stream(`select ${list} from ${scan}`));
      let done = 0;
      let row = 0;
      for (;;) {
        context.options.signal?.throwIfAborted();
        const chunk = await fromEngine(result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        for (const values of chunk.getRows()) {
          row++;
          // Every column was made a text by the question.
          const cells = values.map((value, index) => cellOf(value as string | null, leaves[index]));
          demandShortRow(cells, row, context.limits.rowBytes);
          push(row, cells, typed);
        }
        done += chunk.rowCount;
        context.onProgress((source.bytes * done) / Math.max(done, total), source.bytes);
        await flush();
      }
    },
  );
  return {
    format: 'parquet',
    encoding: null,
    dialect: null,
    tables: [table],
    rows,
    warnings: unread.length > 0 ? [columnsUnread(source.name, unread)] : [],
  };
}

/** Whether bytes are text is one answer for a whole column. */
async function settleBytes(
  leaves: readonly LeafColumn[],
  scan: string,
  connection: DuckDBConnection,
): Promise<readonly LeafColumn[]> {
  const asked = leaves.flatMap(({ bytes }) => (bytes === undefined ? [] : [bytesAreText(bytes)]));
  if (asked.length === 0) return leaves;
  const reader = await fromEngine(connection.runAndReadAll(`select ${asked.join(', ')} from ${scan}`));
  const answers = [...(reader.getRows()[0] ?? [])];
  return leaves.map((leaf) => (leaf.bytes === undefined ? leaf : readBytesAs(leaf, answers.shift() === true)));
}

interface ParquetSchema {
  /** The columns as the file calls them: the engine renames those that differ by case alone. */
  readonly topNames: readonly string[];
  /** The paths of decimals with more digits than the engine has: it reads them as other numbers. */
  readonly inaccurate: readonly string[];
}

async function schemaOf(connection: DuckDBConnection, path: string): Promise<ParquetSchema> {
  const reader = await fromEngine(
    connection.runAndReadAll(`select name, num_children, precision from parquet_schema(${quoteText(path)})`),
  );
  const open: { readonly path: string; left: number }[] = [];
  const topNames: string[] = [];
  const inaccurate: string[] = [];
  for (const [index, [name, children, precision]] of reader.getRows().entries()) {
    while (open.length > 0 && open.at(-1)?.left === 0) open.pop();
    const around = open.at(-1);
    if (around !== undefined) around.left -= 1;
    // The first is the table itself.
    const here =
      index === 0 ? '' : around === undefined || around.path === '' ? String(name) : `${around.path}.${String(name)}`;
    if (index > 0 && open.length === 1) topNames.push(String(name));
    if (Number(precision ?? 0) > mostDigits) inaccurate.push(here);
    if (Number(children ?? 0) > 0) open.push({ path: here, left: Number(children) });
  }
  return { topNames, inaccurate };
}

/** A column, or what lies within the one that it is. */
function isAmong(heading: string, paths: readonly string[]): boolean {
  return paths.some((path) => path === heading || path.startsWith(`${heading}.`));
}

function cellOf(value: string | null, leaf: LeafColumn | undefined): Cell {
  if (value === null || leaf === undefined) return null;
  switch (leaf.kind) {
    case 'number':
      return value;
    case 'float':
      return numberText(value)?.replace(/\.0$/, '') ?? (value === 'nan' ? null : value);
    case 'moment':
      return momentText(value) ?? value;
    case 'other':
      return normalizeCellText(value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value);
  }
}

function demandShortRow(cells: readonly Cell[], row: number, most: number): void {
  let characters = 0;
  for (const cell of cells) characters += cell?.length ?? 0;
  if (characters > most) throw failReading('row-too-long', `Row ${row} has ${characters} characters`, { line: row });
}

async function rowTotal(connection: DuckDBConnection, path: string): Promise<number> {
  const reader = await fromEngine(
    connection.runAndReadAll(`select num_rows from parquet_file_metadata(${quoteText(path)})`),
  );
  return Number(reader.getRows()[0]?.[0] ?? 0);
}

/** What the engine cannot read is damaged, protected, or more than it may take. */
async function fromEngine<R>(answer: Promise<R>): Promise<R> {
  try {
    return await answer;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/encrypt/i.test(message)) throw failReading('file-encrypted', message, { cause: error });
    if (/out of memory|allocat/i.test(message)) throw failReading('too-large', message, { cause: error });
    throw failReading('file-truncated', `The Parquet file is cut off or damaged: ${message}`, { cause: error });
  }
}

/** Its last bytes say where its description is, and that it is whole. */
async function demandWholeFile({ path, bytes }: SourceFile): Promise<void> {
  const file = await open(path, 'r');
  try {
    const end = Buffer.alloc(8);
    if (bytes >= 12) await file.read(end, 0, 8, bytes - 8);
    const magic = end.toString('latin1', 4);
    if (magic === 'PARE') throw failReading('file-encrypted', 'The Parquet file is encrypted');
    if (magic !== 'PAR1' || end.readUInt32LE(0) > bytes - 12)
      throw failReading('file-truncated', 'The Parquet file ends before its description');
  } finally {
    await file.close();
  }
}

/** The engine takes some signs of a path for a pattern: such a file is read under another name. */
async function plainPath<T>({ path }: SourceFile, context: ReaderContext<T>): Promise<string> {
  if (!/[*?[\]]/.test(path)) return path;
  const plain = context.stagingPath('parquet');
  try {
    await link(path, plain);
  } catch {
    await copyFile(path, plain, constants.COPYFILE_FICLONE);
  }
  return plain;
}
