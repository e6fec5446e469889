import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { declaredCharset } from '../../encoding/detect-charset.ts';
import { prepareText, reprepareText, type PreparedText } from '../../encoding/prepare-text.ts';
import { readHead } from '../../encoding/read-head.ts';
import { failReading } from '../../errors.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../../reader.ts';
import { dumpCutOff, rowsComputed, rowsUnchanged, valuesComputed } from '../database-warnings.ts';
import { tableChoice } from '../table-choice.ts';
import { lacksEnd } from './dump-end.ts';
import { createDumpTables, type KnownTables } from './dump-tables.ts';
import { packBinaryTexts } from './pack-binary-texts.ts';
import { createDumpScanner } from './scan-dump.ts';
import { sniffSql, type SqlDialect } from './sql-dialect.ts';

/** Reads the tables that a dump of a database fills. Nothing of it is executed; memory does not grow with it. */
export async function readSql<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const head = await readHead(source.path);
  const settled = head.length < source.bytes ? head.subarray(0, head.lastIndexOf(0x0a) + 1) : head;
  if (isUtf8(settled) || declaredCharset(head) !== undefined) {
    const read = await readPrepared(source, await prepareText(source, context), context);
    if (read !== undefined) return read;
  }
  // Its beginning was ASCII, and what came later is no UTF-8.
  const packed =
    sniffSql(head.toString('latin1'))?.name === 'mysql' ? await packBinaryTexts(source, context) : undefined;
  const text = await (packed === undefined ? reprepareText(source, context) : prepareText(packed, context));
  const read = packed === undefined ? undefined : await readPrepared(source, text, context);
  return read ?? readSettled(source, packed === undefined ? text : await reprepareText(packed, context), context);
}

async function readSettled<T>(source: SourceFile, text: PreparedText, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const read = await readPrepared(source, text, context, true);
  if (read === undefined) throw failReading('text-binary', 'The dump is not text throughout');
  return read;
}

/** Undefined: the text is no UTF-8. A dump without definitions shows its columns bit by bit, so that it may be read twice. */
async function readPrepared<T>(
  source: SourceFile,
  text: PreparedText,
  context: ReaderContext<T>,
  settled = false,
): Promise<ReadPart<T> | undefined> {
  const { charset, legacy } = text.encoding;
  const recoded = legacy !== null || !charset.startsWith('utf');
  const dialect = { ...(sniffSql(text.head) ?? { name: 'standard', backslash: false }), recoded };
  let known: KnownTables = new Map();
  for (;;) {
    const read = await readOnce({ source, text, dialect, known, settled }, context);
    if (read === undefined || 'format' in read) return read;
    known = read.known;
  }
}

interface Once {
  readonly source: SourceFile;
  readonly text: PreparedText;
  readonly dialect: SqlDialect;
  readonly known: KnownTables;
  readonly settled: boolean;
}

async function readOnce<T>(
  { source, text, dialect, known, settled }: Once,
  context: ReaderContext<T>,
): Promise<ReadPart<T> | { readonly known: KnownTables } | undefined> {
  const { signal } = context.options;
  const wanted = tableChoice(context.options.sheet);
  const tables = createDumpTables(context, dialect, known);
  const values = { count: 0, first: 0 };
  const statements = { count: 0, first: 0 };
  const changes = { count: 0, first: 0 };
  const count = (tally: typeof values, line: number): void => {
    if (tally.count++ === 0) tally.first = line;
  };
  const scanner = createDumpScanner(
    dialect,
    {
      onDatabase: tables.enter,
      onTable: (name, columns, parents) => tables.define(name, columns, parents, wanted.takes(name)),
      onRows: (name, columns) => (wanted.takes(name) ? tables.rowsOf(name, columns) : undefined),
      onUnknownValue: (line) => count(values, line),
      onChange: (name, line) => {
        if (wanted.takes(name) && tables.hasRows(name)) count(changes, line);
      },
      onUnknownRows: (line) => count(statements, line),
    },
    context.limits.rowBytes,
  );
  try {
    const decoder = new TextDecoder('utf-8', { fatal: !settled });
    let done = 0;
    for await (const chunk of createReadStream(text.path, {
      highWaterMark: 1024 * 1024,
      ...(signal ? { signal } : {}),
    }) as AsyncIterable<Buffer>) {
      const piece = decoded(decoder, chunk);
      if (piece === undefined) return undefined;
      scanner.push(piece);
      await tables.settle();
      done += chunk.length;
      context.onProgress(done, text.bytes);
    }
    scanner.end();
    await tables.settle();
    const learned = tables.learned();
    if (learned !== undefined) return { known: learned };
    const closed = await tables.close((name) => (source.name === null ? name : `${source.name}/${name}`));
    const cut = await lacksEnd(text.head, text.path);
    if (cut && closed.rows === 0)
      throw failReading('file-truncated', 'The dump ends before its first row, and has no end');
    if (closed.tables.length === 0) throw wanted.isMissing('The dump');
    return {
      format: 'sql',
      encoding: text.encoding,
      dialect: null,
      ...closed,
      warnings: [
        ...text.warnings,
        ...closed.warnings,
        ...(cut ? [dumpCutOff] : []),
        ...(values.count > 0 ? [valuesComputed(values.count, values.first)] : []),
        ...(changes.count > 0 ? [rowsUnchanged(changes.count, changes.first)] : []),
        ...(statements.count > 0 ? [rowsComputed(statements.count, statements.first)] : []),
      ],
    };
  } finally {
    await tables.discard();
  }
}

function decoded(decoder: TextDecoder, chunk: Buffer): string | undefined {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
