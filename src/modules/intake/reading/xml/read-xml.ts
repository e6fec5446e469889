import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import type { ReadOptions } from '../read-options.ts';
import type { OpenTable, ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import { createTableRecogniser, type TableRecogniser } from '../recognition/recognise-table.ts';
import { readHead } from '../encoding/read-head.ts';
import { gmlUnread, groupsAsColumns, groupsHollow, type HollowGroups } from './xml-warnings.ts';
import { addChild, addText, createElement, textCell, type GrowingElement, type XmlElement } from './element.ts';
import { findLists, levelsOf, richOwners, saysLate, singleRecord, type XmlList } from './find-lists.ts';
import { collectOwners } from './late-owners.ts';
import { gpxLists } from './gpx-lists.ts';
import { levelOfContract } from './level-of-contract.ts';
import { prepareXml } from './prepare-xml.ts';
import { addColumn, columnNames, fillCells, planRecord, type RecordPlan } from './record-columns.ts';
import { membersAroundIgnored } from '../json/json-warnings.ts';
import { tellingOf } from '../json/record-lists.ts';
import { streamXml } from './stream-xml.ts';
import { surveyXml, type XmlNode } from './survey.ts';
import { valuesAround } from './values-around.ts';

/** More lists than a document of tables has; each is open while the document is read. */
const mostLists = 100;

interface ListTable<T> {
  readonly name: string | null;
  readonly list: XmlList;
  readonly width: number;
  /** What goes into the cells of a row, with the element that it is taken from: owners first, the record last. */
  readonly plans: readonly (readonly [XmlNode, RecordPlan])[];
  /** The columns with the numbers of elements around a record. */
  readonly numbers: readonly (readonly [XmlNode, number])[];
  readonly opened: OpenTable<T>;
  readonly recogniser: TableRecogniser;
  ordinal: number;
}

interface Frame {
  readonly node: XmlNode | undefined;
  /** Undefined where nothing of the element is taken. */
  readonly element: GrowingElement | undefined;
  /** Of an element around records: all that it says, where some of that stands behind them. */
  readonly whole: XmlElement | undefined;
  readonly line: number;
  /** The how manieth of its kind it is in the element around it, and how many of each kind it holds so far. */
  readonly place: number;
  readonly held: Map<XmlNode, number>;
  /** Rows that were written in it, of any list. */
  rows: number;
}

/** Reads XML that nobody knows: each element that repeats is a row of its list, see `findLists`. */
export async function readXml<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const { limits, options } = context;
  const text = await prepareXml(source, context);
  const root = await surveyXml(text.path, limits, progress(context, 1, text.bytes), options.signal);
  const lists = chosenLists(root, options);
  const alsoRows = options.expectedHeadings === undefined && options.sheet === undefined ? richOwners(lists) : [];
  const tables: ListTable<T>[] = [];
  try {
    const rows = new Set(lists.flatMap(({ record, owners }) => [record, ...owners]));
    for (const { name, list } of named(lists, source)) tables.push(await openList(name, list, rows, context));
    const all = options.sheet === undefined && lists.every(({ numbered }) => numbered !== true);
    const around = all ? tellingOf(valuesAround(root, rows)) : [];
    const hollow = await fill(text.path, root, tables, context, progress(context, 2, text.bytes));
    const read = tables.map((table) => ({ table, recognised: table.recogniser.end() }));
    const full = read.flatMap(({ table, recognised }) => (recognised === undefined ? [] : [{ table, recognised }]));
    if (full.length === 0) throw failReading('table-empty', 'The XML holds no value');
    const closed: T[] = [];
    for (const { table, recognised } of full)
      closed.push(await table.opened.close({ ...recognised, name: table.name }));
    return {
      format: 'xml',
      encoding: text.encoding,
      dialect: null,
      tables: closed,
      rows: full.reduce((sum, { recognised }) => sum + recognised.rowCount, 0),
      warnings: [
        ...text.warnings,
        ...((await isGml(text.path)) ? [gmlUnread] : []),
        ...(alsoRows.length > 0 ? [groupsAsColumns(alsoRows.map(({ name }) => name))] : []),
        ...[...hollow.values()].map(groupsHollow),
        ...(around.length > 0 ? [membersAroundIgnored(around)] : []),
      ],
    };
  } finally {
    for (const { opened } of tables) await opened.discard();
  }
}

/** The places of such a map stay texts of their own kind. */
async function isGml(path: string): Promise<boolean> {
  return (await readHead(path, 4096)).includes('http://www.opengis.net/gml');
}

function chosenLists(
  root: XmlNode,
  { sheet: wanted, expectedHeadings }: Pick<ReadOptions, 'sheet' | 'expectedHeadings'>,
): readonly XmlList[] {
  if (root.children.size === 0) throw failReading('table-empty', 'The XML has no element');
  const lists = gpxLists(root) ?? findLists(root);
  if (lists.length > mostLists) throw failReading('too-wide', `The XML holds more than ${mostLists} lists`);
  if (lists.length === 0 && wanted === undefined) return [{ record: singleRecord(root), owners: [] }];
  if (wanted === undefined)
    return expectedHeadings === undefined
      ? lists
      : onceEach(lists.map((list) => levelOfContract(list, expectedHeadings)));
  const named = namedAs(lists, wanted);
  const found = named.length > 0 ? named : namedAs(onceEach(lists.flatMap(levelsOf)), wanted);
  if (found.length === 0) throw failReading('table-not-found', `The XML has no list “${wanted}”`);
  return found;
}

function namedAs(lists: readonly XmlList[], wanted: string): readonly XmlList[] {
  const names = listNames(lists);
  return lists.filter((_, index) => names[index] === wanted);
}

function onceEach(lists: readonly XmlList[]): readonly XmlList[] {
  return [...new Map(lists.map((list) => [list.record, list])).values()];
}

/** One list is the file's only table; of several each has the name of its elements, with its parent's where it must. */
function named(
  lists: readonly XmlList[],
  source: SourceFile,
): readonly { readonly name: string | null; readonly list: XmlList }[] {
  const [only, second] = lists;
  if (only !== undefined && second === undefined) return [{ name: source.name, list: only }];
  const names = listNames(lists);
  return lists.map((list, index) => {
    const name = names[index] ?? list.record.name;
    return { name: source.name === null ? name : `${source.name}/${name}`, list };
  });
}

function listNames(lists: readonly XmlList[]): readonly string[] {
  const counts = Map.groupBy(lists, ({ record }) => record.name);
  return lists.map(({ record }) => ((counts.get(record.name)?.length ?? 0) > 1 ? pathOf(record) : record.name));
}

function pathOf(node: XmlNode): string {
  const parent = node.parent;
  return parent === undefined || parent.parent === undefined ? node.name : `${pathOf(parent)}.${node.name}`;
}

/** `rows` are the elements that are rows of some list, or stand around them: no row holds them as a cell. */
async function openList<T>(
  name: string | null,
  list: XmlList,
  rows: ReadonlySet<XmlNode>,
  context: ReaderContext<T>,
): Promise<ListTable<T>> {
  const { record, owners } = list;
  const names = columnNames();
  const numbers = (list.numbered === true ? owners : []).map((owner) => [owner, addColumn(names, owner.name)] as const);
  const plans: (readonly [XmlNode, RecordPlan])[] = owners.map((owner) => [
    owner,
    planRecord(owner, names, `${owner.name}.`, owner.name, rows),
  ]);
  plans.push([record, planRecord(record, names, '', record.name, rows)]);
  const opened = await context.destination.open();
  const { expectedHeadings } = context.options;
  return {
    name,
    list,
    width: names.names.length,
    plans,
    numbers,
    opened,
    ordinal: 0,
    recogniser: createTableRecogniser(
      {
        columnLimit: context.limits.columns,
        listsTrailingBlanks: true,
        columns: names.names,
        ...(expectedHeadings === undefined ? {} : { expectedHeadings }),
      },
      opened.sink,
    ),
  };
}

/** Goes over the document once more and writes a row wherever a record ends. */
async function fill<T>(
  path: string,
  root: XmlNode,
  tables: readonly ListTable<T>[],
  context: ReaderContext<T>,
  report: (done: number) => Promise<void>,
): Promise<ReadonlyMap<XmlNode, HollowGroups>> {
  const records = new Map(tables.map((table) => [table.list.record, table]));
  const owners = new Set(tables.flatMap((table) => table.list.owners));
  const late = tables.some(({ list }) => saysLate(list))
    ? await collectOwners(path, root, { records: new Set(records.keys()), owners }, context)
    : new Map<XmlNode, readonly XmlElement[]>();
  const begun = new Map<XmlNode, number>();
  const hollow = new Map<XmlNode, HollowGroups>();
  const bottom = records.has(root) ? createElement('', {}) : undefined;
  const stack: Frame[] = [
    { node: root, element: bottom, whole: undefined, line: 1, place: 1, held: new Map(), rows: 0 },
  ];
  const emit = (table: ListTable<T>, element: XmlElement): void => {
    const cells: Cell[] = Array.from<Cell>({ length: table.width }).fill(null);
    for (const [node, plan] of table.plans) {
      const around = node === table.list.record ? undefined : stack.find((frame) => frame.node === node);
      const from = node === table.list.record ? element : (around?.whole ?? around?.element);
      if (from !== undefined) fillCells(from, plan, cells);
    }
    for (const [node, column] of table.numbers)
      cells[column] = String(stack.find((frame) => frame.node === node)?.place ?? '');
    for (const frame of stack) frame.rows++;
    table.recogniser.push({ row: ++table.ordinal, cells });
  };
  await streamXml(
    path,
    context.limits,
    {
      open: (name, attributes, { line }) => {
        const parent = stack.at(-1);
        const node = parent?.node?.children.get(name);
        const taken = parent?.element !== undefined || (node !== undefined && (records.has(node) || owners.has(node)));
        if (parent?.element !== undefined && parent.element.size > context.limits.rowBytes)
          throw failReading('row-too-long', `The record on line ${line} is too long`, { line });
        const ordinal = node === undefined ? 0 : (begun.get(node) ?? 0);
        const whole = node === undefined ? undefined : late.get(node)?.[ordinal];
        if (whole !== undefined && node !== undefined) begun.set(node, ordinal + 1);
        const element = taken ? createElement(name, attributes) : undefined;
        const place = node === undefined || !owners.has(node) ? 1 : (parent?.held.get(node) ?? 0) + 1;
        if (node !== undefined && place > 0) parent?.held.set(node, place);
        stack.push({ node, element, whole, line, place, held: new Map(), rows: 0 });
      },
      text: (text) => {
        const element = stack.at(-1)?.element;
        if (element !== undefined) addText(element, text);
      },
      close: () => {
        const frame = stack.pop();
        if (frame?.element === undefined) return;
        const table = frame.node === undefined ? undefined : records.get(frame.node);
        if (table !== undefined) return emit(table, frame.element);
        const parent = stack.at(-1)?.element;
        if (frame.node !== undefined && owners.has(frame.node)) {
          if (frame.rows === 0 && holdsSomething(frame.element)) note(hollow, frame.node, frame.line);
        } else if (parent !== undefined) addChild(parent, frame.element);
      },
      between: async (done) => {
        await report(done);
        for (const { opened } of tables) await opened.flush();
      },
    },
    context.options.signal,
  );
  const whole = stack[0]?.element;
  const table = records.get(root);
  if (table !== undefined && whole !== undefined) emit(table, whole);
  return hollow;
}

function holdsSomething(element: XmlElement): boolean {
  return element.attributes.length > 0 || element.children.length > 0 || textCell(element) !== null;
}

function note(hollow: Map<XmlNode, HollowGroups>, node: XmlNode, line: number): void {
  const known = hollow.get(node);
  hollow.set(node, { name: node.name, count: (known?.count ?? 0) + 1, line: known?.line ?? line });
}

/** Two passes go over a document, each half of the way. */
function progress<T>(context: ReaderContext<T>, pass: 1 | 2, bytes: number): (done: number) => Promise<void> {
  return (done) => {
    context.onProgress(((pass - 1) * bytes + done) / 2, bytes);
    return Promise.resolve();
  };
}
