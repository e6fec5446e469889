import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import { withOpenTable, type ReaderContext, type ReadPart, type SourceFile } from '../reader.ts';
import { createTableRecogniser } from '../recognition/recognise-table.ts';
import { prepareXml, type PreparedXml } from './prepare-xml.ts';
import { readStructure } from './read-sdmx-structure.ts';
import {
  obsValue,
  streamSdmx,
  timePeriod,
  type SdmxGroup,
  type SdmxObservation,
  type SdmxValues,
} from './sdmx-message.ts';

/** A number as XML Schema spells it: the dot is the decimal one. */
const xmlNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** Groups are held in memory while their series are read. */
const mostGroups = 100_000;

interface Survey {
  readonly columns: readonly string[];
  readonly groups: readonly SdmxGroup[];
  readonly rows: number;
}

/** Reads an SDMX-ML message: each observation is a row of its series' values, its own and what groups add; code lists of a message with structures are a table of codes. */
export async function readSdmx<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const text = await prepareXml(source, context);
  const { columns, groups, rows } = await survey(text, context);
  if (rows === 0) return readStructure(source, text, context);
  const { expectedHeadings, signal } = context.options;
  const places = new Map(columns.map((column, index) => [column, index]));
  const attributesOf = groupFinder(groups, places);
  return withOpenTable(context, async (opened) => {
    const recogniser = createTableRecogniser(
      {
        columnLimit: context.limits.columns,
        listsTrailingBlanks: true,
        columns,
        ...(expectedHeadings === undefined ? {} : { expectedHeadings }),
      },
      opened.sink,
    );
    const numeric = columns.map((column) => column === obsValue);
    let row = 0;
    await streamSdmx(
      text.path,
      context.limits,
      {
        observation: (observation) => {
          const cells = cellsOf(observation, attributesOf(observation.series), places);
          const isNumber = xmlNumber.test(observation.observation.get(obsValue) ?? '');
          recogniser.push({ row: ++row, cells, ...(isNumber ? { typed: numeric } : {}) });
        },
        between: async (done) => {
          context.onProgress((text.bytes + done) / 2, text.bytes);
          await opened.flush();
        },
      },
      signal,
    );
    const table = recogniser.end();
    if (table === undefined) throw failReading('table-empty', 'The observations hold no value');
    return {
      format: 'sdmx',
      encoding: text.encoding,
      dialect: null,
      warnings: text.warnings,
      rows: table.rowCount,
      tables: [await opened.close({ ...table, name: source.name })],
    };
  });
}

/** Columns in the order of a statistician: the series' key, the period, the value, then what is said of them. */
async function survey<T>(text: PreparedXml, context: ReaderContext<T>): Promise<Survey> {
  const series = new Set<string>();
  const own = new Set<string>();
  const others = new Set<string>();
  const dataSets = new Set<string>();
  const groups: SdmxGroup[] = [];
  let rows = 0;
  await streamSdmx(
    text.path,
    context.limits,
    {
      group: (group) => {
        if (groups.push(group) > mostGroups)
          throw failReading('too-large', `The message has over ${mostGroups} groups`);
      },
      observation: (observation) => {
        rows++;
        addNames(series, observation.series);
        addNames(own, observation.observation);
        addNames(others, observation.seriesAttributes);
        addNames(dataSets, observation.dataSet);
      },
      between: (done) => {
        context.onProgress(done / 2, text.bytes);
        return Promise.resolve();
      },
    },
    context.options.signal,
  );
  for (const group of groups) addNames(others, group.attributes);
  const period = own.delete(timePeriod) ? [timePeriod] : [];
  const value = own.delete(obsValue) ? [obsValue] : [];
  // A message without series has the whole key in each observation, before the value.
  const flat = series.size === 0 ? [] : [...own];
  const key = series.size === 0 ? [...own] : [];
  const columns = new Set([...series, ...key, ...period, ...value, ...flat, ...others, ...dataSets]);
  return { columns: [...columns], groups, rows };
}

function addNames(names: Set<string>, values: SdmxValues): void {
  for (const name of values.keys()) names.add(name);
}

function cellsOf(
  { dataSet, series, seriesAttributes, observation }: SdmxObservation,
  attributes: readonly SdmxValues[],
  places: ReadonlyMap<string, number>,
): readonly Cell[] {
  const cells: Cell[] = Array.from<Cell>({ length: places.size }).fill(null);
  // What is nearer to the observation counts.
  for (const values of [dataSet, ...attributes, seriesAttributes, series, observation]) {
    for (const [name, value] of values) {
      const place = places.get(name);
      if (place !== undefined) cells[place] = normalizeCellText(value);
    }
  }
  return cells;
}

/** Finds what groups say of a series; those that fix the same dimensions are looked up together. */
function groupFinder(
  groups: readonly SdmxGroup[],
  places: ReadonlyMap<string, number>,
): (series: SdmxValues) => readonly SdmxValues[] {
  const byDimensions = new Map<string, Map<string, SdmxValues>>();
  const found = new WeakMap<SdmxValues, readonly SdmxValues[]>();
  return (series) => {
    if (groups.length === 0) return [];
    const known = found.get(series);
    if (known !== undefined) return known;
    if (byDimensions.size === 0) index(groups, series, byDimensions);
    const values = [...byDimensions].flatMap(([dimensions, keyed]) => {
      const attributes = keyed.get(keyText(dimensions.split('\0'), series));
      return attributes === undefined ? [] : [attributes];
    });
    const fitting = places.size === 0 ? [] : values;
    found.set(series, fitting);
    return fitting;
  };
}

/** Of what a structure-specific group says, that is its key which series say as well. */
function index(
  groups: readonly SdmxGroup[],
  series: SdmxValues,
  byDimensions: Map<string, Map<string, SdmxValues>>,
): void {
  for (const { key, attributes } of groups) {
    const dimensions = [...key.keys()].filter((name) => series.has(name)).toSorted();
    if (dimensions.length === 0) continue;
    const name = dimensions.join('\0');
    const keyed = byDimensions.get(name) ?? new Map<string, SdmxValues>();
    keyed.set(keyText(dimensions, key), attributes);
    byDimensions.set(name, keyed);
  }
}

function keyText(dimensions: readonly string[], values: SdmxValues): string {
  return dimensions.map((name) => values.get(name) ?? '').join('\0');
}
