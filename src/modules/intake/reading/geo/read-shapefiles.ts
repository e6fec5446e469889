import { writeFile } from 'node:fs/promises';
import { createInflationGuard } from '../archives/inflation-guard.ts';
import { openZip, type Zip, type ZipMember } from '../archives/open-zip.ts';
import { columnsUnread, numbersLost, rowsDeleted } from '../databases/database-warnings.ts';
import { openDbase, type DbaseRow, type DbaseTable } from '../dbase/open-dbase.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { failReading } from '../errors.ts';
import type { FlatCell } from '../json/flatten-record.ts';
import type { ReadMember, ReadWarning, TextEncoding } from '../read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import { memberIgnored } from '../archives/archive-warnings.ts';
import { createFaultLog, type FaultLog } from './fault-log.ts';
import { readFeatureTable, type Feature, type FeatureTable } from './feature-table.ts';
import type { GeometryFault } from './geometry-faults.ts';
import { oneByOne } from './one-by-one.ts';
import { projectionMissing } from './geo-warnings.ts';
import type { GivenProjection } from './geojson-projection.ts';
import { isTableBeside, otherMembers, shapeLayers, type ShapeLayer, type ShapePart } from './shape-layers.ts';
import { readShapes } from './shape-file.ts';
import { charsetOfCpg, projectionOfPrj } from './shape-projection.ts';

interface UnpackedLayer {
  readonly name: string;
  readonly shp: string;
  readonly dbase: DbaseTable | undefined;
  readonly projection: GivenProjection | undefined;
}

/** What says how to read a layer is short. */
const longestDescription = 64 * 1024;

/** Reads every layer of shapefiles in a zip: a table each, attributes from its dBase table, places in degrees of WGS 84. */
export async function readShapefiles<T>(
  source: SourceFile,
  context: ReaderContext<T>,
  readMembers?: ReadBeside<T>,
): Promise<ReadPart<T>> {
  const zip = await openZip(source.path);
  try {
    const paths = zip.members.map(({ path }) => path);
    const layers = shapeLayers(paths);
    const { sheet } = context.options;
    const chosen = sheet === undefined ? layers : layers.filter((layer) => isNamed(layer, sheet));
    const tablesBeside = readMembers === undefined ? [] : otherMembers(paths, layers).filter(isTableBeside);
    const beside = new Set(tablesBeside.filter((path) => sheet === undefined || isMember(path, sheet)));
    if (readMembers !== undefined && chosen.length === 0 && beside.size > 0) return await readMembers(context, beside);
    if (chosen.length === 0) throw failReading('table-not-found', `The archive has no layer “${sheet}”`);
    const guard = createInflationGuard(context.limits, source.bytes);
    const tables: T[] = [];
    const warnings: ReadWarning[] = otherMembers(paths, layers)
      .filter((path) => !tablesBeside.includes(path))
      .map((path) => memberIgnored(path));
    const members: ReadMember[] = [];
    let rows = 0;
    let encoding: TextEncoding | null = null;
    for (const layer of chosen) {
      const read = await readLayer(zip, layer, context, guard);
      encoding ??= read.encoding;
      warnings.push(...read.warnings);
      const held = read.table === undefined ? { tables: 0, rows: 0 } : { tables: 1, rows: read.table.rows };
      members.push({ file: layer.path, format: 'shapefile', ...held, failure: null });
      if (read.table === undefined) continue;
      tables.push(read.table.table);
      rows += read.table.rows;
    }
    const maps: ReadPart<T> = { format: 'shapefile', encoding, dialect: null, tables, rows, warnings };
    if (readMembers !== undefined && beside.size > 0)
      return await withBeside({ ...maps, members }, (own) => readMembers(own, beside), context);
    if (tables.length === 0) throw failReading('table-empty', 'No layer has a feature');
    return maps;
  } finally {
    zip.close();
  }
}

/** Reads members of the archive that are tables of other kinds. */
export type ReadBeside<T> = (context: ReaderContext<T>, members: ReadonlySet<string>) => Promise<ReadPart<T>>;

/** The tables of maps, and those beside them; where none of the latter can be read, they are passed over. */
async function withBeside<T>(
  maps: ReadPart<T>,
  read: (context: ReaderContext<T>) => Promise<ReadPart<T>>,
  context: ReaderContext<T>,
): Promise<ReadPart<T>> {
  const { onMembers, ...options } = context.options;
  let told: readonly ReadMember[] = [];
  const others = await read({ ...context, options: { ...options, onMembers: (members) => (told = members) } }).catch(
    (error: unknown): Pick<ReadPart<T>, 'tables' | 'rows' | 'warnings'> => {
      if (!(error instanceof DomainError) || maps.tables.length === 0) throw error;
      return { tables: [], rows: 0, warnings: told.map(({ file }) => memberIgnored(file)) };
    },
  );
  const members = [...(maps.members ?? []), ...told];
  onMembers?.(members);
  return {
    ...maps,
    tables: [...maps.tables, ...others.tables],
    rows: maps.rows + others.rows,
    warnings: [...maps.warnings, ...others.warnings],
    members,
  };
}

function isMember(path: string, wanted: string): boolean {
  return wanted === path || wanted.startsWith(`${path}/`);
}

function isNamed({ path }: ShapeLayer, wanted: string): boolean {
  const stem = path.replace(/\.shp$/i, '');
  return [path, stem, stem.slice(stem.lastIndexOf('/') + 1)].includes(wanted.normalize('NFC'));
}

async function readLayer<T>(
  zip: Zip,
  layer: ShapeLayer,
  context: ReaderContext<T>,
  guard: (bytes: number) => void,
): Promise<{
  readonly table: FeatureTable<T> | undefined;
  readonly encoding: TextEncoding | null;
  readonly warnings: readonly ReadWarning[];
}> {
  const unpacked = await unpackLayer(zip, layer, context, guard);
  const { name, dbase, projection } = unpacked;
  try {
    const faults = createFaultLog();
    const deleted = { rows: 0 };
    let pass = 0;
    const table = await readFeatureTable(
      name,
      {
        ...(dbase === undefined ? {} : { columns: dbase.columns }),
        isPlaced: projection?.isPlaced ?? false,
        each: (onFeature, flush) => {
          const isFirst = pass++ === 0;
          deleted.rows = 0;
          return eachFeature(unpacked, context, { isSurvey: isFirst, faults }, onFeature, () => deleted.rows++, flush);
        },
      },
      context,
    );
    const said = table?.warnings ?? [];
    const areDegrees = !said.some(({ code }) => code === 'coordinates-projected');
    return {
      table,
      encoding: dbase?.encoding ?? null,
      warnings: [
        ...(dbase?.warnings ?? []),
        ...(projection?.warnings ?? [projectionMissing(name, areDegrees)]),
        ...said,
        ...faults.warnings(),
        ...(dbase === undefined ? [] : numbersLost(name, dbase.lost())),
        ...(deleted.rows > 0 ? [rowsDeleted(deleted.rows)] : []),
        ...(dbase !== undefined && dbase.unread.length > 0 ? [columnsUnread(name, dbase.unread)] : []),
      ],
    };
  } finally {
    await dbase?.close();
  }
}

async function unpackLayer<T>(
  zip: Zip,
  layer: ShapeLayer,
  context: ReaderContext<T>,
  guard: (bytes: number) => void,
): Promise<UnpackedLayer> {
  const member = (part: ShapePart): ZipMember | undefined => {
    const path = layer.parts.get(part);
    return path === undefined ? undefined : zip.members.find((one) => one.path === path);
  };
  const unpack = async (part: ShapePart): Promise<string | undefined> => {
    const found = member(part);
    if (found === undefined) return undefined;
    const path = context.stagingPath(part);
    await writeFile(path, found.read(guard), { flag: 'wx' });
    return path;
  };
  const describe = async (part: ShapePart): Promise<string | undefined> => {
    const found = member(part);
    if (found === undefined) return undefined;
    let text = '';
    for await (const chunk of found.read(guard)) {
      text += chunk.toString('utf8');
      if (text.length > longestDescription) return undefined;
    }
    return text;
  };
  const prj = await describe('prj');
  const cpg = await describe('cpg');
  const charset = cpg === undefined ? undefined : charsetOfCpg(cpg);
  const dbf = await unpack('dbf');
  const { signal, encoding } = context.options;
  return {
    name: layer.path,
    // A layer is one by its shp.
    shp: (await unpack('shp')) ?? layer.path,
    dbase:
      dbf === undefined
        ? undefined
        : await openDbase(dbf, { signal, encoding, ...(charset === undefined ? {} : { charset }) }),
    projection: prj === undefined || prj.trim() === '' ? undefined : projectionOfPrj(prj),
  };
}

/** Shapes and records belong together by their order, deleted records and all. Places are moved once, behind the survey. */
async function eachFeature<T>(
  { name, shp, dbase, projection }: UnpackedLayer,
  context: ReaderContext<T>,
  given: { readonly isSurvey: boolean; readonly faults: FaultLog },
  onFeature: (feature: Feature) => void,
  onDeleted: () => void,
  flush: () => Promise<void>,
): Promise<void> {
  const shapes = oneByOne(readShapes(shp, context.limits.rowBytes, name));
  const records = oneByOne(dbase?.rows());
  const note = (fault: GeometryFault, row: number): void => {
    if (given.isSurvey !== (fault === 'nowhere')) given.faults.note(fault, () => ({ path: name, line: row }));
  };
  const move = given.isSurvey ? undefined : projection?.move;
  try {
    for (let row = 1; ; row++) {
      if (row % 1024 === 0) {
        context.options.signal?.throwIfAborted();
        await flush();
      }
      if (shapes.isEmpty()) await shapes.refill();
      if (records.isEmpty()) await records.refill();
      const [shape, record] = [shapes.take(), records.take()];
      if (shape === undefined && record === undefined) return;
      if (record?.deleted === true) {
        onDeleted();
        continue;
      }
      if (shape === undefined) note('geometry-missing', row);
      else if (typeof shape === 'string') note(shape, row);
      if (record === undefined && dbase !== undefined) note('properties-missing', row);
      const drawn = shape === undefined || typeof shape === 'string' ? null : shape;
      const geometry = drawn === null || move === undefined ? drawn : (move(drawn) ?? null);
      if (drawn !== null && geometry === null) note('nowhere', row);
      onFeature({ row, properties: propertiesOf(dbase, record), geometry });
    }
  } finally {
    await shapes.close();
    await records.close();
  }
}

function propertiesOf(dbase: DbaseTable | undefined, record: DbaseRow | undefined): ReadonlyMap<string, FlatCell> {
  const properties = new Map<string, FlatCell>();
  if (dbase === undefined || record === undefined) return properties;
  for (const [index, column] of dbase.columns.entries())
    properties.set(column, { text: record.cells[index] ?? null, isNumber: dbase.typed[index] === true });
  return properties;
}
