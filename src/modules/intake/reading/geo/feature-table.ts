import type { FlatCell } from '../json/flatten-record.ts';
import { failReading } from '../errors.ts';
import type { Cell, ReadWarning } from '../read-outcome.ts';
import { withOpenTable, type ReaderContext } from '../reader.ts';
import { createTableRecogniser } from '../recognition/recognise-table.ts';
import { firstPosition, type Geometry } from './geometry.ts';
import { createPlaceSample, type PlaceSample } from './place-sample.ts';

/** One thing on a map. */
export interface Feature {
  readonly row: number;
  readonly id?: FlatCell;
  readonly properties: ReadonlyMap<string, FlatCell>;
  readonly geometry: Geometry | null;
}

export interface FeatureSource {
  /** Goes over the features from the first to the last, twice in all; `flush` between batches of them. */
  readonly each: (onFeature: (feature: Feature) => void, flush: () => Promise<void>) => Promise<void>;
  /** Columns that are known beforehand, in order; others follow as they are met. */
  readonly columns?: readonly string[];
  /** The projection is known: places come in degrees, at the latest when they are gone over again, and nothing is guessed. */
  readonly isPlaced?: boolean;
}

export interface FeatureTable<T> {
  readonly table: T;
  readonly rows: number;
  readonly warnings: readonly ReadWarning[];
}

interface Columns {
  readonly id: number | undefined;
  readonly properties: ReadonlyMap<string, number>;
  readonly geometry: number | undefined;
  /** Columns of longitude and latitude, where everything is a point in degrees and nothing else is called so. */
  readonly point: readonly [number, number] | undefined;
  readonly names: readonly string[];
}

interface Survey {
  readonly properties: Set<string>;
  readonly sample: PlaceSample;
  features: number;
  ids: boolean;
  /** Every id stands in a property `id` as well. */
  idsTwice: boolean;
  geometries: number;
  points: number;
}

/**
 * Makes a table of features: properties under their own names, the geometry as compact GeoJSON, longitude and latitude
 * beside it where every geometry is a point, and `id` before them where features have one.
 */
export async function readFeatureTable<T>(
  name: string | null,
  source: FeatureSource,
  context: ReaderContext<T>,
): Promise<FeatureTable<T> | undefined> {
  const survey = await surveyFeatures(source);
  if (survey.features === 0) return undefined;
  const columns = planColumns(survey, source.isPlaced === true);
  return withOpenTable(context, async (opened) => {
    const { expectedHeadings } = context.options;
    const recogniser = createTableRecogniser(
      {
        columnLimit: context.limits.columns,
        listsTrailingBlanks: true,
        columns: columns.names,
        ...(expectedHeadings === undefined ? {} : { expectedHeadings }),
      },
      opened.sink,
    );
    await source.each((feature) => recogniser.push({ row: feature.row, ...cellsOf(feature, columns) }), opened.flush);
    const table = recogniser.end();
    if (table === undefined) throw failReading('table-empty', 'The features have neither values nor geometries');
    return {
      table: await opened.close({ ...table, name }),
      rows: table.rowCount,
      warnings: source.isPlaced === true ? [] : survey.sample.warnings(),
    };
  });
}

async function surveyFeatures(source: FeatureSource): Promise<Survey> {
  const survey: Survey = {
    properties: new Set(source.columns),
    sample: createPlaceSample(),
    features: 0,
    ids: false,
    idsTwice: true,
    geometries: 0,
    points: 0,
  };
  await source.each(
    ({ id, properties, geometry }) => {
      survey.features++;
      for (const name of properties.keys()) survey.properties.add(name);
      if (id !== undefined) survey.ids = true;
      if (id?.text !== properties.get('id')?.text) survey.idsTwice = false;
      if (geometry !== null) survey.geometries++;
      if (geometry?.type === 'Point') survey.points++;
      survey.sample.add(geometry);
    },
    () => Promise.resolve(),
  );
  return survey;
}

function planColumns({ properties, ids, idsTwice, geometries, points, sample }: Survey, isPlaced: boolean): Columns {
  const names: string[] = [];
  // The engine does not tell names by their capitals, nor do people.
  const taken = new Set([...properties].map((name) => name.toLowerCase()));
  const add = (name: string): number => {
    let unique = name;
    for (let number = 2; taken.has(unique); number++) unique = `${name} (${number})`;
    taken.add(unique);
    return names.push(unique) - 1;
  };
  const hasId = taken.has('id');
  const before = ids && !hasId ? add('id') : undefined;
  const places = new Map([...properties].map((name) => [name, names.push(name) - 1]));
  const geometry = geometries > 0 ? add('geometry') : undefined;
  const isTaken = taken.has('longitude') || taken.has('latitude');
  const isPoints = points > 0 && points === geometries && !isTaken && (isPlaced || sample.mayBeDegrees());
  const point = isPoints ? ([add('longitude'), add('latitude')] as const) : undefined;
  const behind = ids && hasId && !idsTwice ? add('id') : undefined;
  return { id: before ?? behind, properties: places, geometry, point, names };
}

function cellsOf(
  { id, properties, geometry }: Feature,
  columns: Columns,
): { readonly cells: readonly Cell[]; readonly typed: readonly boolean[] } {
  const cells: Cell[] = Array.from<Cell>({ length: columns.names.length }).fill(null);
  const typed: boolean[] = Array.from<boolean>({ length: columns.names.length }).fill(false);
  const put = (place: number | undefined, cell: FlatCell | undefined): void => {
    if (place === undefined || cell === undefined) return;
    cells[place] = cell.text;
    typed[place] = cell.isNumber;
  };
  for (const [name, cell] of properties) put(columns.properties.get(name), cell);
  put(columns.id, id);
  if (geometry === null) return { cells, typed };
  put(columns.geometry, { text: JSON.stringify(geometry), isNumber: false });
  const [longitude, latitude] = columns.point === undefined ? [] : (firstPosition(geometry) ?? []);
  if (columns.point !== undefined && longitude !== undefined && latitude !== undefined) {
    put(columns.point[0], { text: decimalOf(longitude), isNumber: true });
    put(columns.point[1], { text: decimalOf(latitude), isNumber: true });
  }
  return { cells, typed };
}

/** Degrees are never so small that they need an exponent, but for noise around zero. */
function decimalOf(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(9).replace(/\.?0+$/, '') : text;
}
