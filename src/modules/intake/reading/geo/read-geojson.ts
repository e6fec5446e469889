import { prepareText, type PreparedText } from '../encoding/prepare-text.ts';
import { failReading } from '../errors.ts';
import type { Format } from '../read-outcome.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import { geojsonOfArcgis } from './arcgis-layer.ts';
import { createFaultLog, type FaultLog, type FaultPlace } from './fault-log.ts';
import { featureOf } from './feature-of.ts';
import { readFeatureTable, type Feature } from './feature-table.ts';
import { outlineJson, type JsonOutline } from './geojson-outline.ts';
import { projectionOf, type GivenProjection } from './geojson-projection.ts';
import { faultTexts, type FaultPath } from './geometry-faults.ts';
import { linesBefore } from './line-of-path.ts';
import { locateFeatures, readPart, type FeatureText } from './locate-features.ts';
import { parseJsonAt } from './parse-json-at.ts';

/** Up to this size the whole is parsed once to be sure that it is JSON; beyond, feature by feature must do. */
const wholeCheckBytes = 16 * 1024 * 1024;

/** Reads GeoJSON, a collection or features line by line, and the JSON of ArcGIS, without ever holding more than one feature. */
export async function readGeojson<T>(source: SourceFile, context: ReaderContext<T>): Promise<ReadPart<T>> {
  const text = await prepareText(source, context);
  const outline = await outlineJson(text.path, context.limits.depth, context.options.signal);
  const faults = createFaultLog();
  await checkWhole(text, outline);
  const { each, crs, arcgis } = await locateFeatures(text, outline, context, faults);
  const projection = arcgis?.projection ?? projectionOf(crs);
  const valueOf = ({ text: json, line }: FeatureText): unknown => {
    const value = parseJsonAt(json, line);
    return arcgis === undefined ? value : geojsonOfArcgis(value, arcgis);
  };
  let pass = 0;
  const read = await readFeatureTable(
    source.name,
    {
      isPlaced: projection.isPlaced,
      each: (onFeature, flush) => {
        const isFirst = pass++ === 0;
        return each(
          (feature) => onFeature(toFeature(feature, valueOf(feature), projection, isFirst ? faults : undefined)),
          flush,
          isFirst ? 0 : 1,
        );
      },
    },
    context,
  ).catch((error: unknown) => {
    throw isEmptyTable(error) ? (worstOf(faults) ?? error) : error;
  });
  if (read === undefined) throw failReading('table-empty', 'The collection holds no feature');
  return {
    format: 'geojson' satisfies Format,
    encoding: text.encoding,
    dialect: null,
    tables: [read.table],
    rows: read.rows,
    warnings: [...text.warnings, ...projection.warnings, ...read.warnings, ...faults.warnings()],
  };
}

function toFeature(
  { text, row, line, place }: FeatureText,
  value: unknown,
  projection: GivenProjection,
  faults: FaultLog | undefined,
): Feature {
  const placeOf = (path: FaultPath) => (): FaultPlace => {
    const at = line + linesBefore(text, path);
    return { path: place + pathText(path), line: at };
  };
  const feature = featureOf(value, row, (fault, path) => faults?.note(fault, placeOf(path)));
  const { geometry } = feature;
  if (geometry === null || projection.move === undefined) return feature;
  const moved = projection.move(geometry);
  if (moved === undefined) faults?.note('nowhere', placeOf(['geometry']));
  return { ...feature, geometry: moved ?? null };
}

function pathText(path: FaultPath): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
}

async function checkWhole(text: PreparedText, outline: JsonOutline): Promise<void> {
  if (outline.documents > 1 || text.bytes > wholeCheckBytes) return;
  parseJsonAt(await readPart(text.path, 0, text.bytes), 1);
}

function isEmptyTable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'table-empty';
}

/** A file of which nothing is left is refused by what is wrong with it. */
function worstOf(faults: FaultLog): Error | undefined {
  const worst = faults.worst();
  if (worst === undefined) return undefined;
  const { fault, place } = worst;
  return failReading(
    'geometry-invalid',
    `${place.path}, line ${place.line}: ${faultTexts[fault].en}`,
    place.line === undefined ? {} : { line: place.line },
  );
}
