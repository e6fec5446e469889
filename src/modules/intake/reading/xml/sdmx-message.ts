import type { ReadLimits } from '#platform/limits/read-limits.ts';
import { localName, streamXml } from './stream-xml.ts';

/** One observation: what its data set, groups, series and itself say, by the names of dimensions and attributes. */
export interface SdmxObservation {
  readonly dataSet: SdmxValues;
  readonly series: SdmxValues;
  readonly seriesAttributes: SdmxValues;
  readonly observation: SdmxValues;
}

export type SdmxValues = ReadonlyMap<string, string>;

/** What is said of all series that have these values. */
export interface SdmxGroup {
  readonly key: SdmxValues;
  readonly attributes: SdmxValues;
}

interface OpenSeries {
  readonly values: Map<string, string>;
  readonly attributes: Map<string, string>;
}

export const timePeriod = 'TIME_PERIOD';
export const obsValue = 'OBS_VALUE';

/**
 * Goes over the data sets of an SDMX-ML message, generic or structure-specific, of 2.0, 2.1 or 3.0. In generic messages
 * keys and attributes are told apart; in structure-specific ones an attribute of XML may be either, and `key` of a
 * group holds both.
 */
export async function streamSdmx(
  path: string,
  limits: ReadLimits,
  on: {
    readonly group?: (group: SdmxGroup) => void;
    readonly observation: (observation: SdmxObservation) => void;
    readonly between: (done: number) => Promise<void>;
  },
  signal?: AbortSignal,
): Promise<void> {
  const place: string[] = [];
  let dimension = timePeriod;
  let dataSet = new Map<string, string>();
  let series: OpenSeries | undefined;
  let group: OpenSeries | undefined;
  let observation: Map<string, string> | undefined;
  let isGeneric = false;
  let text = '';

  /** Where `<Value id="FREQ" value="A"/>` goes, by what stands around it. */
  const valuesHere = (): Map<string, string> | undefined => {
    const around = place.at(-2);
    if (around === 'SeriesKey') return series?.values;
    if (around === 'GroupKey') return group?.values;
    if (around === 'ObsKey') return observation;
    if (around !== 'Attributes') return undefined;
    return observation ?? series?.attributes ?? group?.attributes ?? dataSet;
  };

  await streamXml(
    path,
    limits,
    {
      open: (name, attributes) => {
        place.push(name);
        text = '';
        if (name === 'Structure' && attributes['dimensionAtObservation'] !== undefined) {
          const named = attributes['dimensionAtObservation'];
          dimension = named === 'AllDimensions' ? timePeriod : named;
        } else if (name === 'DataSet') dataSet = ownAttributes(attributes);
        else if (name === 'Series') series = { values: ownAttributes(attributes), attributes: new Map() };
        else if (
          name === 'Group' ||
          (place.at(-2) === 'DataSet' && name.endsWith('Group') && observation === undefined)
        ) {
          group = { values: ownAttributes(attributes), attributes: new Map() };
          group.values.delete('type');
        } else if (name === 'Obs') observation = ownAttributes(attributes);
        else if (name === 'Value' && attributes['value'] !== undefined) {
          isGeneric = true;
          valuesHere()?.set(attributes['id'] ?? attributes['concept'] ?? '', attributes['value']);
        } else if (name === 'ObsDimension') {
          isGeneric = true;
          observation?.set(attributes['id'] ?? dimension, attributes['value'] ?? '');
        } else if (name === 'ObsValue') observation?.set(obsValue, attributes['value'] ?? '');
      },
      text: (part) => {
        if (text.length < 1024) text += part;
      },
      close: (name) => {
        place.pop();
        // 2.0 has the period as text.
        if (name === 'Time' && observation !== undefined) observation.set(timePeriod, text.trim());
        else if (name === 'Obs' && observation !== undefined) {
          on.observation({
            dataSet,
            series: series?.values ?? new Map(),
            seriesAttributes: series?.attributes ?? new Map(),
            observation,
          });
          observation = undefined;
        } else if (name === 'Series') series = undefined;
        else if (group !== undefined && (name === 'Group' || name.endsWith('Group'))) {
          on.group?.({ key: group.values, attributes: isGeneric ? group.attributes : group.values });
          group = undefined;
        }
      },
      between: on.between,
    },
    signal,
  );
}

/** Those without a prefix: what has one speaks of the message. */
function ownAttributes(attributes: Readonly<Record<string, string>>): Map<string, string> {
  const own = new Map<string, string>();
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined && !name.includes(':') && !messageAttributes.has(localName(name))) own.set(name, value);
  }
  return own;
}

/** Attributes of data sets that say how the message is made, in versions that give them no prefix. */
const messageAttributes: ReadonlySet<string> = new Set([
  'xmlns',
  'structureRef',
  'dataScope',
  'setID',
  'action',
  'keyFamilyURI',
  'datasetID',
  'dataProviderID',
  'dataProviderSchemeAgencyId',
  'dataProviderSchemeId',
]);
