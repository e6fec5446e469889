import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { sample } from '../support/samples.ts';
import type { Corpus, CorpusCase, CorpusReading } from './corpus.ts';

const folder = 'geojson-odd';

/** Good and bad GeoJSON: good ones have every geometry and property, bad ones are told of with a line that the suite names. */
export const corpus: Corpus = {
  name: folder,
  bound: 0.95,
  unit: 'files',
  cases: () =>
    ['good', 'bad'].flatMap((kind) =>
      readdirSync(sample(folder, kind))
        .filter((name) => name.endsWith('.geojson'))
        .map((name) => (kind === 'good' ? goodCase(name) : badCase(name))),
    ),
};

function badCase(name: string): CorpusCase {
  return {
    name,
    judge: async (read) => {
      const expected = linesOf(readFileSync(sample(folder, 'bad', name.replace('.geojson', '.result')), 'utf8'));
      const reading = await read(sample(folder, 'bad', name));
      const told = linesTold(reading);
      const right = expected.length === 0 ? told.length === 0 : told.some((line) => expected.includes(line));
      return { right: right ? 1 : 0, total: 1, differs: `lines ${told.join(', ')} for ${expected.join(', ')}` };
    },
  };
}

/** Of a parser's fault the suite has another line in its words; a value that is no object has none there, and 1 here. */
function linesOf(result: string): readonly number[] {
  const faults = z.array(z.object({ line: z.number(), message: z.string() })).parse(JSON.parse(result));
  return faults.flatMap(({ line, message }) => {
    const parsed = Number(/Parse error on line (\d+)/.exec(message)?.[1] ?? 0);
    return parsed > 0 ? [parsed, parsed + 1] : [Math.max(line, 1)];
  });
}

function linesTold(reading: CorpusReading): readonly number[] {
  if (reading.kind === 'read')
    return reading.outcome.warnings.flatMap(({ message }) => Number(/\(line (\d+)\)/.exec(message.en)?.[1] ?? 0));
  return reading.kind === 'refused' ? [Number(/line (\d+)/.exec(reading.message)?.[1] ?? 0)] : [];
}

const geometry = z.looseObject({ type: z.string() });
const feature = z.looseObject({
  geometry: geometry.nullable(),
  properties: z.record(z.string(), z.unknown()).nullable(),
});
const collection = z.looseObject({ features: z.array(feature) });

function goodCase(name: string): CorpusCase {
  const path = sample(folder, 'good', name);
  return {
    name,
    judge: async (read) => {
      const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
      const features = featuresOf(value);
      const reading = await read(path);
      const right =
        reading.kind === 'read'
          ? features.length === reading.outcome.tables[0]?.rowCount &&
            features.every((one, row) => isRead(one, reading, row))
          : features.every((one) => one.geometry === null && Object.keys(one.properties ?? {}).length === 0);
      return { right: right ? 1 : 0, total: 1, differs: reading.kind };
    },
  };
}

function featuresOf(value: unknown): readonly z.infer<typeof feature>[] {
  const many = collection.safeParse(value);
  if (many.success) return many.data.features;
  const one = feature.safeParse(value);
  return [one.success ? one.data : { geometry: geometry.parse(value), properties: null }];
}

function isRead(
  { geometry: place, properties }: z.infer<typeof feature>,
  reading: CorpusReading,
  row: number,
): boolean {
  const table = reading.kind === 'read' ? reading.outcome.tables[0] : undefined;
  const cell = (column: string): string | null => table?.rows[row]?.[table.columns.indexOf(column)] ?? null;
  const drawn: unknown = JSON.parse(cell('geometry') ?? 'null');
  return (
    bare(drawn) === bare(place) &&
    Object.entries(properties ?? {}).every(([name, given]) =>
      typeof given === 'object' ? true : cell(name) === String(given),
    )
  );
}

/** What a geometry is drawn by. */
function bare(value: unknown): string {
  return JSON.stringify(value, ['type', 'coordinates', 'geometries']);
}
