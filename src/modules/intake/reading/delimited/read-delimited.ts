import { createReadStream } from 'node:fs';
import type { Sifting } from '#platform/tables/row-sieve.ts';
import type { TextStorage } from '#platform/tables/text-table.ts';
import { prepareText, reprepareText, type PreparedText } from '../encoding/prepare-text.ts';
import { failReading } from '../errors.ts';
import type { Dialect, ReadWarning } from '../read-outcome.ts';
import type { NamedTable, PlacedRow, ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import type { RecognisedTable, RecogniserOptions } from '../recognition/recognise-table.ts';
import { doubtsOfRows } from '../recognition/row-warnings.ts';
import { cellsJoined, columnsDoubtful, columnUnnamed, delimiterDoubted, quotesMended } from './delimited-warnings.ts';
import type { BareCommas } from './bare-commas.ts';
import type { DrawnTable } from './drawn-table.ts';
import { createDelimitedParser, type DelimitedRecord } from './parse-delimited.ts';
import { findFixedLayout } from './fixed-columns.ts';
import { mayBeFixed } from './fixed-headings.ts';
import { inOneColumn, judgeColumns } from './one-column.ts';
import { planInPlace, type InPlacePlan } from './plan-in-place.ts';
import { maySift } from './scan-ahead.ts';
import { scanDelimited } from './scan-delimited.ts';
import { sniffDialect, type SniffedDialect } from './sniff-dialect.ts';

/** Reads CSV and its relatives: where they lie if they are regular, else row by row into a copy. */
export async function readDelimited<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  return readPrepared(source, await prepareText(source, context), context, false);
}

async function readPrepared<T>(
  source: SourceFile,
  text: PreparedText,
  context: ReaderContext<T>,
  settled: boolean,
): Promise<ReadPart<T>> {
  const head = text.head.replace(/^\ufeff/, '');
  const sniffed = sniffDialect(head, text.headWhole);
  const verdict = judgeColumns(head, text.headWhole, sniffed, context.options.expectedHeadings);
  const dialect = verdict.one ? inOneColumn(sniffed) : sniffed;
  const doubts = verdict.sure ? [] : [delimiterDoubted(source.name, sniffed.delimiter, verdict.one)];
  const fixed = dialect.usualWidth === 1 || dialect.delimiter === ',' ? findFixedLayout(head) : undefined;
  if (fixed !== undefined && fixed.columns.length > dialect.usualWidth) {
    const { readFixedWidth } = await import('./read-fixed-width.ts');
    return readFixedWidth(source, text, fixed, context, recogniserOptions(context));
  }
  if (dialect.usualWidth === 1 && mayBeFixed(head)) doubts.push(columnsDoubtful(source.name, 1));
  const plan = planInPlace(head, text.headWhole, dialect, {
    columnLimit: context.limits.columns,
    expectedHeadings: context.options.expectedHeadings,
  });
  const unnamed =
    plan.columns.at(-1) !== '' || plan.unnamed === undefined ? [] : [columnUnnamed(source.name, plan.unnamed)];
  const ahead = await context.options.ahead?.take({ path: text.path, dialect, plan });
  const sifting = ahead === undefined ? await beginSifting(source, text, dialect, plan, context) : ahead.sifting;
  let sifted = false;
  let returnsEnd = false;
  const drawn =
    dialect.delimiter === '|'
      ? (await import('./drawn-table.ts')).findDrawnTable(head, text.headWhole, dialect)
      : undefined;
  let commas: BareCommas | undefined;
  try {
    const facts =
      ahead?.facts ??
      (await scanDelimited(text.path, {
        delimiter: dialect.delimiter,
        skipRecords: plan.skipRecords,
        width: plan.width,
        headingStart: plan.headingStart,
        rowLimit: context.limits.rowBytes,
        sifting,
        onProgress: (done) => context.onProgress(done / 2, text.bytes),
        signal: context.options.signal,
      }));
    returnsEnd = dialect.returnsEnd === true || facts.returnsBetween > facts.returnsWithin;
    if (facts.nulLine !== null) {
      throw failReading('text-binary', `There is a NUL byte on line ${facts.nulLine}`, { line: facts.nulLine });
    }
    if (!facts.validUtf8 && !settled) return readPrepared(source, await reprepareText(source, context), context, true);
    if (facts.raggedRows > 0 || plan.columns.includes('')) {
      // Loaded by what does not lie as a table does.
      const { findBareCommas } = await import('./bare-commas.ts');
      commas = findBareCommas(head, text.headWhole, dialect);
    }
    const mayLie = context.options.inPlace !== false && commas === undefined && drawn === undefined;
    const inPlace = mayLie ? await plan.settle(facts, text.path) : undefined;
    const firstRows = (limit: number) => readFirstRows(text.path, dialect, plan.skipRecords, limit, context);
    if (inPlace !== undefined && (await context.destination.streams?.(inPlace.table.columns, firstRows)) !== true) {
      const storage: TextStorage = { ...inPlace.storage, path: text.path };
      sifted = true;
      const rows = storage.quote === '' ? await sifting?.close(text.path, facts.longest) : await sifting?.discard();
      const table: NamedTable = { ...inPlace.table, name: source.name, ...(rows ? { sifted: rows } : {}) };
      context.onProgress(text.bytes, text.bytes);
      return {
        ...aboutText(text, dialect, [...doubts, ...unnamed]),
        rows: table.rowCount,
        tables: [await context.destination.inPlace(table, storage, firstRows)],
      };
    }
  } finally {
    if (!sifted) await sifting?.discard();
  }
  const copied = await copyRows(source, text, { ...dialect, returnsEnd, commas, drawn }, context);
  const about = aboutText(text, dialect, doubts);
  return {
    ...about,
    rows: copied.rows,
    tables: copied.tables,
    warnings: [
      ...about.warnings,
      ...(commas === undefined ? (drawn === undefined ? unnamed : []) : [cellsJoined(commas.names, commas.line)]),
      ...copied.warnings,
      ...doubtsOfRows(source.name, copied.doubts),
    ],
  };
}

/** Files that stand alone and in place are offered to a sieve. */
function beginSifting<T>(
  source: SourceFile,
  text: PreparedText,
  dialect: SniffedDialect,
  plan: InPlacePlan,
  { options, stagingPath }: ReaderContext<T>,
): Promise<Sifting | undefined> {
  if (options.sieve === undefined || source.name !== null || !maySift(dialect, plan)) return Promise.resolve(undefined);
  const { columns } = plan;
  return options.sieve.begin({ columns, delimiter: dialect.delimiter, bytes: text.bytes, stagingPath });
}

function aboutText(text: PreparedText, dialect: SniffedDialect, doubts: readonly ReadWarning[]) {
  const warnings = [...text.warnings, ...doubts];
  return { format: 'csv' as const, encoding: text.encoding, dialect: dialectOf(dialect), warnings };
}

/** Takes an irregular file, or one of several tables, row by row. */
async function copyRows<T>(
  source: SourceFile,
  text: PreparedText,
  dialect: SniffedDialect & { readonly commas: BareCommas | undefined; readonly drawn: DrawnTable | undefined },
  context: ReaderContext<T>,
) {
  const { commas, drawn } = dialect;
  const withoutDeclaration = (table: RecognisedTable): RecognisedTable =>
    dialect.declared ? { ...table, skipped: [{ row: 1, why: 'title' }, ...table.skipped] } : table;
  // Loaded by what does not lie as a table does.
  const { readTablesOfRows } = await import('../read-tables-of-rows.ts');
  const mended: number[] = [];
  const onMended = (line: number): number => mended.push(line);
  const read = await readTablesOfRows(
    context,
    recogniserOptions(context),
    source.name,
    async (push, flush) => {
      const pushRecord = (record: DelimitedRecord): void => {
        if (dialect.declared && record.line === 1) return;
        const plain = drawn === undefined ? record : drawn.plain(record);
        if (plain === undefined) return;
        const { cells } = commas === undefined ? plain : commas.join(plain);
        push({ row: record.line, cells, exact: true });
      };
      const between = async (done: number): Promise<boolean> => {
        context.onProgress((text.bytes + done) / 2, text.bytes);
        await flush();
        return true;
      };
      await parseFile(
        text.path,
        { ...dialect, notesSpaces: commas !== undefined, cut: text.cut === true },
        context,
        pushRecord,
        between,
        onMended,
      );
    },
    withoutDeclaration,
  );
  if (read.tables.length === 0) throw failReading('file-empty', 'The file holds nothing but blanks');
  return { ...read, warnings: mended.length > 0 ? [quotesMended(source.name, mended)] : [] };
}

function dialectOf({ delimiter, quote, escape, newline }: SniffedDialect): Dialect {
  return { delimiter, quote, escape, newline };
}

function recogniserOptions<T>(context: ReaderContext<T>): RecogniserOptions {
  const { expectedHeadings, everyRow = false } = context.options;
  return {
    everyRow,
    columnLimit: context.limits.columns,
    listsTrailingBlanks: true,
    ...(expectedHeadings === undefined ? {} : { expectedHeadings }),
  };
}

/** Parses a file from its beginning until `between` says no. */
async function parseFile<T>(
  path: string,
  dialect: SniffedDialect & { readonly notesSpaces?: boolean; readonly cut?: boolean },
  context: ReaderContext<T>,
  push: (record: DelimitedRecord) => void,
  between: (done: number) => Promise<boolean>,
  onMended?: (line: number) => void,
): Promise<void> {
  const parser = createDelimitedParser(
    dialect,
    {
      firstLine: 1,
      rowLimit: context.limits.rowBytes,
      returnsEnd: dialect.returnsEnd === true,
      width: dialect.usualWidth,
      ...(onMended === undefined ? {} : { onMended }),
      notesSpaces: dialect.notesSpaces === true,
      cut: dialect.cut === true,
    },
    push,
  );
  const decoder = new TextDecoder('utf-8');
  const { signal } = context.options;
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) });
  let done = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    parser.push(decoder.decode(chunk, { stream: true }));
    done += chunk.length;
    if (!(await between(done))) return;
  }
  parser.push(decoder.decode());
  parser.end();
}

async function readFirstRows<T>(
  path: string,
  dialect: SniffedDialect,
  skipRecords: number,
  limit: number,
  context: ReaderContext<T>,
): Promise<readonly PlacedRow[]> {
  const rows: PlacedRow[] = [];
  let seen = 0;
  await parseFile(
    path,
    dialect,
    context,
    (record) => {
      if (seen++ >= skipRecords && rows.length < limit) rows.push({ row: record.line, cells: record.cells });
    },
    () => Promise.resolve(rows.length < limit),
  );
  return rows;
}
