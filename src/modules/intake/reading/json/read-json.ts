import { prepareText, type PreparedText } from '../encoding/prepare-text.ts';
import { failReading } from '../errors.ts';
import type { Cell, ReadWarning } from '../read-outcome.ts';
import {
  withOpenTable,
  type OpenTable,
  type ReaderContext,
  type ReadPart,
  type SourceFile,
  type Turns,
} from '../reader.ts';
import { createTableRecogniser, type RecogniserOptions } from '../recognition/recognise-table.ts';
import type { SourceRow } from '../recognition/source-row.ts';
import {
  keysAsColumn,
  keysRepeated,
  listsBesideIgnored,
  membersAroundIgnored,
  recordListsIgnored,
  recordsMixed,
  keysAsColumns,
  membersOdd,
  type MixedRecords,
  type RepeatedKeys,
} from './json-warnings.ts';
import { eachElement, eachLine, theOnly, type EachText } from './each-text.ts';
import { addRecordNames, flatCell, flattenRecord } from './flatten-record.ts';
import { isUnnamedKey, keyedRecords, type KeyedRecords } from './keyed-part.ts';
import { isRecord, preferKeyed } from './keyed-records.ts';
import { listsOfContract } from './lists-of-contract.ts';
import { locateRecords, type RecordLocation } from './locate-records.ts';
import { parseRecord } from './parse-record.ts';
import { chooseLists, isEmptyAnswer, tellingNames, tellingOf } from './record-lists.ts';
import { recordsOfColumns } from './records-of-columns.ts';
import { countMembers, findRepeatedKey } from './repeated-keys.ts';
import { checkWhole } from './whole-file.ts';

const recordsBetween = 10_000;

/**
 * Reads the lists of records of a JSON file, or NDJSON, without ever holding more than one record. Lists that are members of
 * one object are tables by its keys, under a contract those that are its records; of lists that hang apart the longest is
 * read.
 */
export async function readJson<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const text = await prepareText(source, context);
  const { limits, options } = context;
  const located = await locateRecords(text.path, limits, options.signal);
  const whole = located.kind === 'documents' ? undefined : await checkWhole(text);
  const location = whole === undefined ? await preferKeyed(text.path, located) : located;
  const lined = location.kind === 'documents' || /\.(?:ndjson|jsonl)$/i.test(source.fileName);
  const parts = whole === undefined ? await partsOf(text, location, context) : [onlyPart(held(whole.records))];
  const tables: T[] = [];
  const repeated: RepeatedKeys[] = [];
  let rows = 0;
  const looked: (JsonPart & Headings)[] = [];
  for (const part of parts) {
    const found = await headings(part.each, part.members !== undefined);
    const keys = part.keyed?.keyHeadings() ?? [];
    const columns =
      keys.length === 0 ? found.columns : [...keys, ...(found.columns ?? []).filter((column) => !isUnnamedKey(column))];
    looked.push({ ...part, ...found, columns });
  }
  const chosen = listsOfContract(looked, options);
  // Which of several lists describes another nobody can be sure of.
  const turns = parts.length > 1 ? 'asked' : 'crosstabs';
  for (const part of chosen) {
    const table = await readPart(part, { source, turns }, context);
    if (part.members !== undefined && part.counted < part.members) repeated.push(await findRepeated(part));
    if (table.read === undefined) continue;
    rows += table.rows;
    tables.push(table.read);
  }
  if (tables.length === 0) throw failReading('table-empty', 'The JSON holds no record with a value');
  return {
    format: whole?.format ?? (lined ? 'ndjson' : 'json'),
    encoding: text.encoding,
    dialect: null,
    warnings: [
      ...text.warnings,
      ...(whole === undefined ? await leftOut(text.path, location) : around(whole.beside)),
      ...(chosen.length < looked.length
        ? [listsBesideIgnored(namesOf(looked.filter((one) => !chosen.includes(one))))]
        : []),
      ...chosen.flatMap(({ name, keyed }) =>
        keyed === undefined ? [] : [keysAsColumn(name, keyed.keyHeadings()), ...membersOdd(name, keyed.odd())],
      ),
      ...chosen.flatMap(({ name, mixed }) => (mixed === undefined ? [] : [recordsMixed(name, mixed)])),
      ...(location.kind === 'single' && location.perhapsKeyed === true ? [keysAsColumns] : []),
      ...repeated.flatMap((found) => (found.records > 0 ? [keysRepeated(found)] : [])),
    ],
    rows,
    tables,
  };
}

type OnRecord = (record: unknown, position: number) => void;
type Each = (onRecord: OnRecord, flush: () => Promise<void>, share: number) => Promise<void>;

/** What becomes one table. */
interface JsonPart {
  readonly name: string | null;
  readonly each: Each;
  /** The same as they are written; undefined: they are not. */
  readonly texts?: EachText;
  /** How many members its objects are written with; undefined: nobody counted. */
  readonly members?: number;
  /** Of records that keys of objects lead to. */
  readonly keyed?: KeyedRecords;
}

function onlyPart(each: Each): JsonPart {
  return { name: null, each };
}

async function partsOf<T>(
  text: PreparedText,
  location: RecordLocation,
  context: ReaderContext<T>,
): Promise<readonly JsonPart[]> {
  const { sheet } = context.options;
  if (location.kind !== 'array') {
    if (sheet !== undefined) throw failReading('table-not-found', `The JSON has no list of records “${sheet}”`);
    const texts = location.kind === 'single' ? theOnly(text, context) : eachLine(text, context);
    return [{ name: null, each: parsed(texts, location.kind === 'single'), texts, members: location.members }];
  }
  if (sheet === undefined && (await isEmptyAnswer(text.path, location)))
    throw failReading('table-empty', 'The answer has no record, and tells of its fields only');
  const chosen = await chooseLists(text.path, location.lists, { wanted: sheet, most: context.limits.tables });
  const bytes = chosen.reduce((sum, { list }) => sum + list.end - list.start, 0);
  let before = 0;
  return chosen.map(({ name, list }) => {
    const texts = eachElement(text, list, { context, before, bytes });
    before += list.end - list.start;
    const about = { name, texts, members: list.members };
    if (list.keyed === undefined) return { ...about, each: parsed(texts, false) };
    const keyed = keyedRecords(texts, list.keyed);
    return { ...about, keyed, each: keyed.each };
  });
}

/** `columnwise`: one record may be a table that was written column by column. */
function parsed(texts: EachText, columnwise: boolean): Each {
  return (onRecord, flush, share) =>
    texts(
      (element, position) => {
        const record = parseRecord(element, position);
        const columns = columnwise ? recordsOfColumns(record) : undefined;
        if (columns === undefined) onRecord(record, position);
        else for (const [index, one] of columns.entries()) onRecord(one, index + 1);
      },
      flush,
      share,
    );
}

async function readPart<T>(
  { name, each, columns, records }: JsonPart & Headings,
  { source, turns }: { readonly source: SourceFile; readonly turns: Turns },
  context: ReaderContext<T>,
) {
  const none = { rows: 0, read: undefined };
  if (records === 0) return none;
  const places = columns === undefined ? undefined : new Map(columns.map((column, index) => [column, index]));
  const readRows = async (opened: OpenTable<T>) => {
    const recogniser = createTableRecogniser(recogniserOptions(context, columns), opened.sink);
    await each((record, position) => recogniser.push(rowOf(record, position, places)), opened.flush, 1);
    const table = recogniser.end();
    if (table === undefined) return none;
    const path = [source.name, name].filter((part) => part !== null);
    const read = await opened.close({ ...table, name: path.length === 0 ? null : path.join('/') });
    return { rows: table.rowCount, read };
  };
  return withOpenTable(context, readRows, columns === undefined ? undefined : turns);
}

interface Headings {
  /** In the order in which they are first seen over all records; undefined where the records are arrays. */
  readonly columns: readonly string[] | undefined;
  readonly records: number;
  /** Members of all records, each as often as it counts. */
  readonly counted: number;
  /** Undefined: all records are objects, or none is. */
  readonly mixed?: MixedRecords;
}

async function headings(each: Each, countsMembers: boolean): Promise<Headings> {
  const names = new Set<string>();
  let records = 0;
  let arrays = 0;
  let counted = 0;
  let others = 0;
  let first: number | undefined;
  await each(
    (record, position) => {
      records++;
      if (!isRecord(record)) {
        others++;
        first ??= position;
      }
      if (countsMembers) counted += countMembers(record);
      if (Array.isArray(record)) arrays++;
      addRecordNames(record, names);
    },
    () => Promise.resolve(),
    0,
  );
  const mixed = others > 0 && others < records ? { records: others, first: first ?? 0 } : undefined;
  const columns = records > 0 && arrays === records ? undefined : [...names];
  return { columns, records, counted, ...(mixed && { mixed }) };
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

function namesOf(parts: readonly JsonPart[]): readonly string[] {
  return parts.map(({ name }) => name ?? '');
}

async function leftOut(path: string, location: RecordLocation): Promise<readonly ReadWarning[]> {
  if (location.kind !== 'array') return [];
  return [
    ...(location.others > 0 ? [recordListsIgnored(location.others)] : []),
    ...around(await tellingNames(path, location.around)),
  ];
}

function around(names: readonly string[]): readonly ReadWarning[] {
  const telling = tellingOf(names);
  return telling.length === 0 ? [] : [membersAroundIgnored(telling)];
}

function held(records: () => Iterable<unknown>): Each {
  return async (onRecord, flush) => {
    let position = 0;
    for (const record of records()) {
      onRecord(record, ++position);
      if (position % recordsBetween === 0) await flush();
    }
  };
}

async function findRepeated({ name, texts }: JsonPart): Promise<RepeatedKeys> {
  let records = 0;
  let first: { readonly key: string; readonly record: number } | undefined;
  await texts?.(
    (element, record) => {
      const key = findRepeatedKey(element);
      if (key === undefined) return;
      records++;
      first ??= { key, record };
    },
    () => Promise.resolve(),
    1,
  );
  return { list: name, records, key: first?.key ?? '', record: first?.record ?? 0 };
}
