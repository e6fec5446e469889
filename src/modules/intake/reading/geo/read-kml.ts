import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import type { FlatCell } from '../json/flatten-record.ts';
import type { Cell } from '../read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import {
  addChild,
  addText,
  attributeOf,
  createElement,
  textCell,
  type GrowingElement,
  type XmlElement,
} from '../xml/element.ts';
import { prepareXml, type PreparedXml } from '../xml/prepare-xml.ts';
import { streamXml } from '../xml/stream-xml.ts';
import { createFaultLog, type FaultLog } from './fault-log.ts';
import { readFeatureTable, type Feature } from './feature-table.ts';
import { balloonPairs } from './kml-balloon.ts';
import { extendedData, kmlGeometries, kmlGeometry } from './kml-geometry.ts';

/** Elements of a placemark that say how it looks and not what it is. */
const looks: ReadonlySet<string> = new Set([
  'visibility',
  'open',
  'styleUrl',
  'balloonVisibility',
  'Snippet',
  'snippet',
]);

/** Placemarks with their place in folders are rows. */
export async function readKml<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const text = await prepareXml(source, context);
  const faults = createFaultLog();
  let pass = 0;
  const read = await readFeatureTable(
    source.name,
    {
      each: (onFeature, flush) => {
        const isFirst = pass++ === 0;
        return eachPlacemark(text, context, isFirst ? 0 : 1, isFirst ? faults : undefined, onFeature, flush);
      },
    },
    context,
  );
  if (read === undefined) throw failReading('table-empty', 'The KML has no placemark');
  return {
    format: 'kml',
    encoding: text.encoding,
    dialect: null,
    tables: [read.table],
    rows: read.rows,
    warnings: [...text.warnings, ...read.warnings, ...faults.warnings()],
  };
}

async function eachPlacemark<T>(
  text: PreparedXml,
  context: ReaderContext<T>,
  share: 0 | 1,
  faults: FaultLog | undefined,
  onFeature: (feature: Feature) => void,
  flush: () => Promise<void>,
): Promise<void> {
  /** Names of the folders around, and elements from the placemark inwards. */
  const folders: { name: string; readonly depth: number }[] = [];
  const stack: GrowingElement[] = [];
  const place: string[] = [];
  let line = 0;
  let row = 0;
  await streamXml(
    text.path,
    context.limits,
    {
      open: (name, attributes, at) => {
        place.push(name);
        if (stack.length > 0 || name === 'Placemark') {
          if (stack.length === 0) line = at.line;
          const [placemark] = stack;
          if (placemark !== undefined && sizeOf(stack) > context.limits.rowBytes)
            throw failReading('row-too-long', `The placemark on line ${line} is too long`, { line });
          stack.push(createElement(name, attributes));
        } else if (name === 'Folder' || name === 'Document') folders.push({ name: '', depth: place.length });
      },
      text: (part) => {
        const element = stack.at(-1);
        if (element !== undefined) addText(element, part);
        else if (place.at(-1) === 'name') {
          const folder = folders.at(-1);
          if (folder !== undefined && folder.depth === place.length - 1 && folder.name.length < 1000)
            folder.name += part;
        }
      },
      close: () => {
        const element = stack.pop();
        const parent = stack.at(-1);
        if (element !== undefined && parent !== undefined) addChild(parent, element);
        else if (element !== undefined) {
          const around = folders.map(({ name }) => normalizeCellText(name)).filter((name) => name !== '');
          const path = `Placemark[${row}]`;
          row++;
          onFeature(placemarkFeature(element, row, around, (fault) => faults?.note(fault, () => ({ path, line }))));
        } else if (folders.at(-1)?.depth === place.length) folders.pop();
        place.pop();
      },
      between: async (done) => {
        context.onProgress((share * text.bytes + done) / 2, text.bytes);
        await flush();
      },
    },
    context.options.signal,
  );
}

function sizeOf(stack: readonly GrowingElement[]): number {
  return stack.reduce((sum, { size }) => sum + size, 0);
}

function placemarkFeature(
  placemark: XmlElement,
  row: number,
  folders: readonly string[],
  onFault: Parameters<typeof kmlGeometry>[1],
): Feature {
  const properties = new Map<string, FlatCell>();
  const put = (name: string, text: Cell): void => {
    let unique = name;
    for (let number = 2; properties.has(unique); number++) unique = `${name} (${number})`;
    properties.set(unique, { text, isNumber: false });
  };
  const data: (readonly [string, string])[] = [];
  let balloon: ReadonlyMap<string, string> = new Map();
  let geometry: Feature['geometry'] = null;
  for (const child of placemark.children) {
    if (kmlGeometries.has(child.name)) geometry = kmlGeometry(child, onFault);
    else if (child.name === 'ExtendedData') data.push(...extendedData(child));
    else if (child.name === 'TimeStamp' || child.name === 'TimeSpan')
      for (const part of child.children) put(part.name, textCell(part));
    else if (child.children.length === 0 && !looks.has(child.name)) {
      const text = textCell(child);
      put(child.name, text);
      if (child.name === 'description' && text !== null) balloon = balloonPairs(text);
    }
  }
  // Programs that write both say the same in both.
  if (data.length === 0) data.push(...balloon);
  for (const [name, value] of data) put(normalizeCellText(name), orNull(normalizeCellText(value)));
  if (folders.length > 0) put('folder', folders.join(' / '));
  const id = attributeOf(placemark, 'id');
  return { row, ...(id === undefined ? {} : { id: { text: id, isNumber: false } }), properties, geometry };
}

function orNull(text: string): Cell {
  return text === '' ? null : text;
}
