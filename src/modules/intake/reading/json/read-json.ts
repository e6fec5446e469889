import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { prepareText, type PreparedText } from '../encoding/prepare-text.ts';
import { failReading } from '../errors.ts';
import type { Cell, ReadWarning } from '../read-outcome.ts';
import { withOpenTable, type ReaderContext, type ReadPart, type SourceFile } from '../reader.ts';
import { createTableRecogniser, type RecogniserOptions } from '../recognition/recognise-table.ts';
import type { SourceRow } from '../recognition/source-row.ts';
import { recordListsIgnored } from '../warnings.ts';
import { addRecordNames, flatCell, flattenRecord } from './flatten-record.ts';
import { locateRecords, type RecordLocation } from './locate-records.ts';
import { parseRecord } from './parse-record.ts';
import { recordsOfColumns } from './records-of-columns.ts';
import { createElementSplitter } from './split-elements.ts';
import { eachTextLine } from './text-lines.ts';

/** Up to this size the whole is parsed once to be sure that it is JSON; beyond, record by record must do. */
const wholeCheckBytes = 16 * 1024 * 1024;

type OnRecord = (record: unknown, position: number) => void;

/** Reads a JSON file's largest array of objects, or NDJSON, without ever holding more than one record. */
export async function readJson<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const text = await prepareText(source, context);
  const location = await locateRecords(text.path, context.limits.depth, context.options.signal);
  if (location.kind !== 'documents') await checkWhole(text);
  const lined = location.kind === 'documents' || /\.(?:ndjson|jsonl)$/i.test(source.fileName);
  const each = (onRecord: OnRecord, flush: () => Promise<void>, share: number) =>
    eachRecord(text, location, context, onRecord, flush, share);

  const { columns, records } = await headings(each);
  if (records === 0) throw failReading('table-empty', 'The JSON holds no record');
  const places = columns === undefined ? undefined : new Map(columns.map((column, index) => [column, index]));
  return withOpenTable(context, async (opened) => {
    const recogniser = createTableRecogniser(recogniserOptions(context, columns), opened.sink);
    await each((record, position) => recogniser.push(rowOf(record, position, places)), opened.flush, 1);
    const table = recogniser.end();
    if (table === undefined) throw failReading('table-empty', 'The records hold no value');
    return {
      format: lined ? 'ndjson' : 'json',
      encoding: text.encoding,
      dialect: null,
      warnings: [...text.warnings, ...leftOut(location)],
      rows: table.rowCount,
      tables: [await opened.close({ ...table, name: source.name })],
    };
  });
}

type EachRecord = (onRecord: OnRecord, flush: () => Promise<void>, share: number) => Promise<void>;

/** Names in the order in which they are first seen over all records; undefined where the records are arrays. */
async function headings(
  each: EachRecord,
): Promise<{ readonly columns: readonly string[] | undefined; readonly records: number }> {
  const names = new Set<string>();
  let records = 0;
  let arrays = 0;
  await each(
    (record) => {
      records++;
      if (Array.isArray(record)) arrays++;
      else addRecordNames(record, names);
    },
    () => Promise.resolve(),
    0,
  );
  return { columns: records > 0 && arrays === records ? undefined : [...names], records };
}

function rowOf(record: unknown, row: number, places: ReadonlyMap<string, number> | undefined): SourceRow {
  if (places === undefined) {
    const flat = (Array.isArray(record) ? record : [record]).map(flatCell);
    return { row, cells: flat.map((cell) => cell.text), typed: flat.map((cell) => cell.isNumber) };
  }
  const cells: Cell[] = Array.from<Cell>({ length: places.size }).fill(null);
  const typed: boolean[] = Array.from<boolean>({ length: places.size }).fill(false);
  for (const [name, cell] of flattenRecord(record)) {
    const place = places.get(name);
    if (place === undefined) continue;
    cells[place] = cell.text;
    typed[place] = cell.isNumber;
  }
  return { row, cells, typed };
}

function recogniserOptions<T>(context: ReaderContext<T>, columns: readonly string[] | undefined): RecogniserOptions {
  const { expectedHeadings } = context.options;
  return {
    columnLimit: context.limits.columns,
    listsTrailingBlanks: true,
    ...(columns === undefined ? {} : { columns }),
    ...(expectedHeadings === undefined ? {} : { expectedHeadings }),
  };
}

function leftOut(location: RecordLocation): readonly ReadWarning[] {
  return location.kind === 'array' && location.others > 0 ? [recordListsIgnored(location.others)] : [];
}

async function checkWhole(text: PreparedText): Promise<void> {
  if (text.bytes > wholeCheckBytes) return;
  const whole = (await readFile(text.path, 'utf8')).replace(/^\ufeff/, '');
  parseRecord(whole, 1);
}

/** Goes over the records; `share` is the half of the progress that this pass makes. */
async function eachRecord<T>(
  text: PreparedText,
  location: RecordLocation,
  context: ReaderContext<T>,
  onRecord: OnRecord,
  flush: () => Promise<void>,
  share: number,
): Promise<void> {
  const signal = context.options.signal;
  if (location.kind === 'single') {
    const { rowBytes } = context.limits;
    if (text.bytes > rowBytes)
      throw failReading('row-too-long', `The one record is over ${rowBytes} bytes`, { line: 1 });
    const record = parseRecord((await readFile(text.path, 'utf8')).replace(/^\ufeff/, ''), 1);
    for (const [index, one] of (recordsOfColumns(record) ?? [record]).entries()) onRecord(one, index + 1);
    return;
  }
  if (location.kind === 'documents') {
    const onLine = (line: string, number: number): void => onRecord(parseRecord(line, number), number);
    return eachTextLine(text.path, context.limits.rowBytes, onLine, flush, signal);
  }
  if (location.end <= location.start) return;
  const splitter = createElementSplitter(context.limits.rowBytes, (element, ordinal) =>
    onRecord(parseRecord(element, ordinal), ordinal),
  );
  const stream = createReadStream(text.path, {
    start: location.start,
    end: location.end - 1,
    highWaterMark: 1024 * 1024,
    ...(signal ? { signal } : {}),
  });
  let done = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    splitter.push(chunk);
    done += chunk.length;
    context.onProgress((share * text.bytes + done) / 2, text.bytes);
    await flush();
  }
  splitter.end();
}
