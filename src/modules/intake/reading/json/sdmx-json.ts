type Members = Readonly<Record<string, unknown>>;

/** What a number in a key or in a list of attributes stands for. */
interface Component {
  readonly id: string;
  readonly values: readonly unknown[];
}

interface Structure {
  readonly dimensions: Levels;
  readonly attributes: Levels;
}

/** Components of the whole data set, of a series, of an observation. */
type Levels = Readonly<Record<'dataSet' | 'series' | 'observation', readonly Component[]>>;

/** Whether a JSON text may be SDMX-JSON, by its beginning. */
export function maySdmxJson(head: string): boolean {
  return /"(?:dataSets|dimensions)"\s*:/.test(head);
}

/**
 * The observations of a message of SDMX-JSON (1.0 and 2.0, by series or flat), a record each, as those of SDMX-ML: the key
 * of the series, what the observation is of, `OBS_VALUE`, then attributes from the inside outwards, codes by their ids.
 * Undefined: the value is no such message.
 */
export function sdmxRecords(message: unknown): (() => Generator<Members>) | undefined {
  if (!isObject(message)) return undefined;
  const data = isObject(message['data']) ? message['data'] : message;
  const sets = listOf(data['dataSets']).filter(isObject);
  const structures = [...listOf(data['structures']), data['structure']].filter(isObject).map(structureOf);
  const [first] = structures;
  if (sets.length === 0 || first === undefined || first.dimensions.observation.length === 0) return undefined;
  return function* records() {
    for (const set of sets) yield* recordsOf(set, structures[Number(set['structure'] ?? 0)] ?? first);
  };
}

function* recordsOf(set: Members, { dimensions, attributes }: Structure): Generator<Members> {
  const outer = dimensions.dataSet.map(({ id, values }) => [id, said(values[0])] as const);
  const ofSet = attributesOf(attributes.dataSet, set['attributes']);
  for (const [key, series] of Object.entries(isObject(set['series']) ? set['series'] : {})) {
    if (!isObject(series)) continue;
    const around = [...outer, ...keyOf(dimensions.series, key)];
    const ofSeries = attributesOf(attributes.series, series['attributes']);
    yield* observations(series, around, [...ofSeries, ...ofSet]);
  }
  yield* observations(set, outer, ofSet);

  function* observations(holder: Members, around: readonly Cell[], behind: readonly Cell[]): Generator<Members> {
    for (const [key, observation] of Object.entries(isObject(holder['observations']) ? holder['observations'] : {})) {
      const [value, ...rest] = listOf(observation);
      const own = attributesOf(attributes.observation, rest);
      yield Object.fromEntries([
        ...around,
        ...keyOf(dimensions.observation, key),
        ['OBS_VALUE', value ?? null],
        ...own,
        ...behind,
      ]);
    }
  }
}

type Cell = readonly [name: string, value: unknown];

function keyOf(components: readonly Component[], key: string): readonly Cell[] {
  const places = key.split(':');
  return components.map(({ id, values }, index) => [id, said(values[Number(places[index])])]);
}

/** Attributes are numbers of their values; what has none is written as it is. */
function attributesOf(components: readonly Component[], given: unknown): readonly Cell[] {
  const places = listOf(given);
  return components.map(({ id, values }, index) => {
    const place = places[index] ?? null;
    return [id, typeof place === 'number' && values.length > 0 ? said(values[place]) : place];
  });
}

/** The id of a code; text without a code has a name alone. */
function said(value: unknown): unknown {
  return isObject(value) ? (value['id'] ?? value['name'] ?? value['value'] ?? null) : (value ?? null);
}

function structureOf(structure: Members): Structure {
  return { dimensions: levelsOf(structure['dimensions']), attributes: levelsOf(structure['attributes']) };
}

function levelsOf(given: unknown): Levels {
  const levels = isObject(given) ? given : {};
  const components = (name: string): readonly Component[] =>
    listOf(levels[name])
      .filter(isObject)
      .map(({ id, values }) => ({ id: String(id), values: listOf(values) }));
  return { dataSet: components('dataSet'), series: components('series'), observation: components('observation') };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
