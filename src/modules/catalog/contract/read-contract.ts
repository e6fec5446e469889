import { accessClasses, loadModes, themes } from '#api/contract-words.ts';
import type { CelRule, Contract, DataClass, Field } from './contract.ts';
import { agencyCode, grid, localizedText, nonEmptyText, oneOf, share, textList, yesOrNo } from './custom-kinds.ts';
import { contractProperties } from './custom-names.ts';
import { readCustomProperties, type CustomReader, type Reporting } from './custom-properties.ts';
import { reportHeadings } from './headings.ts';
import type { OdcsDocument } from './odcs/document.ts';
import type { Property } from './odcs/property.ts';
import type { Quality } from './odcs/quality.ts';
import type { Locate, Path, Report } from './problem.ts';
import { openField, type ContractDictionary } from './open-field.ts';
import { readField } from './read-field.ts';
import { readFreshness } from './read-freshness.ts';
import { reportFormerNames } from './former-names.ts';
import { readPrimaryKey } from './read-key.ts';
import { kindOfQuality, nameOfQuality } from './read-quality.ts';
import { readRetention } from './read-retention.ts';
import { listFields, readCelRule } from './read-rule.ts';

/** Fields of a contract. */
export const maxFields = 1_000;
const importances = ['core', 'important', 'other'] as const;
const dataClasses: readonly DataClass[] = [
  'original', 'metadata', 'master', 'reference', 'transaction', 'aggregate', 'analytical', 'open',
]; // prettier-ignore

/** Reads the dataset's contract out of a valid document. It is good only if nothing was reported. */
export function readContract(
  document: OdcsDocument,
  sent: unknown,
  locate: Locate,
  reporting: Reporting,
  dictionary: ContractDictionary | undefined,
): Contract | undefined {
  const { report } = reporting;
  reportIdentity(document, report);
  const custom = readCustomProperties(document.customProperties, [], contractProperties, reporting);
  for (const [property, example] of [
    ['owner', 'H15.05'],
    ['access', 'shared'],
  ] as const) {
    if (!custom.has(property))
      report('custom-missing', custom.pathOf(property), { property: `daklake.${property}`, example });
  }
  const owner = custom.read('owner', agencyCode);
  const access = custom.read('access', oneOf(accessClasses));
  const facts = readFacts(document, custom, report);
  const object = readObject(document, locate, reporting, dictionary);
  if (object === undefined) return undefined;
  const partitions = readPartitions(custom, object.fields, report);
  if (facts.loadMode === 'upsert' && object.primaryKey.length === 0) {
    report('upsert-without-key', custom.pathOf('loadMode'));
  }
  // Reported above where they are missing, and the contract is then not good.
  if (owner === undefined || access === undefined) return undefined;
  const { id, status } = document;
  return {
    id,
    version: document.version.trim(),
    status,
    owner,
    access,
    ...facts,
    ...partitions,
    ...object,
    document: sent,
  };
}

/** The facts that may be absent. */
function readFacts(document: OdcsDocument, custom: CustomReader, report: Report) {
  const [object] = document.schema ?? [];
  const name = document.name ?? object?.businessName ?? document.id;
  const purpose = document.description?.purpose ?? object?.description ?? '';
  const importanceBasis = custom.read('importanceBasis', nonEmptyText);
  const dataClass = custom.read('dataClass', oneOf(dataClasses));
  const theme = custom.read('theme', oneOf(themes));
  const freshness = readFreshness(document.slaProperties, report);
  const retention = readRetention(custom, report);
  const ownGrid = custom.read('grid', grid);
  return {
    title: custom.read('labels', localizedText) ?? { vi: name, en: name },
    description: custom.read('descriptions', localizedText) ?? { vi: purpose, en: purpose },
    importance: custom.read('importance', oneOf(importances)) ?? 'other',
    ...(importanceBasis === undefined ? {} : { importanceBasis }),
    ...(dataClass === undefined ? {} : { dataClass }),
    legalBasis: custom.read('legalBasis', textList) ?? [],
    ...(theme === undefined ? {} : { theme }),
    loadMode: custom.read('loadMode', oneOf(loadModes)) ?? 'replace',
    holdBelow: custom.read('holdBelow', share) ?? 0.8,
    synthetic: custom.read('synthetic', yesOrNo) ?? false,
    ...(freshness === undefined ? {} : { freshness }),
    ...(retention === undefined ? {} : { retention }),
    ...(ownGrid === undefined ? {} : { grid: ownGrid }),
  };
}

function reportIdentity(document: OdcsDocument, report: Report): void {
  if (document.apiVersion.startsWith('v2.')) report('standard-too-old', ['apiVersion'], { found: document.apiVersion });
  if (!/^[a-z0-9-]{1,100}$/.test(document.id)) report('id-shape', ['id'], { found: document.id });
  if (document.version.trim() === '') report('version-empty', ['version']);
}

function readObject(
  document: OdcsDocument,
  locate: Locate,
  reporting: Reporting,
  dictionary: ContractDictionary | undefined,
) {
  const { report } = reporting;
  const [object, ...more] = document.schema ?? [];
  if (object === undefined || more.length > 0) {
    report('object-not-one', ['schema'], { found: document.schema?.length ?? 0 });
    return undefined;
  }
  const objectPath: Path = ['schema', 0];
  // Facts of the contract do not belong here: whoever writes them here is told.
  readCustomProperties(object.customProperties, objectPath, [], reporting);
  const properties = object.properties ?? [];
  if (properties.length === 0) report('fields-none', objectPath);
  if (properties.length > maxFields) {
    report('fields-too-many', [...objectPath, 'properties'], { found: properties.length, limit: maxFields });
    return undefined;
  }
  const placed = properties.map((property, index) => ({ property, path: [...objectPath, 'properties', index] }));
  reportRepeatedNames(placed, locate, report);
  const open = placed.map(({ property, path }) => openField(property, path, dictionary, reporting));
  const dated = open.filter(({ property }) => isDated(property.logicalType));
  const dateFields = new Set(dated.map(({ property }) => property.name));
  const fields = open.map((field) => readField(field, { dateFields, dictionary }, reporting));
  reportHeadings(
    fields,
    placed.map(({ path }) => path),
    reporting,
  );
  reportFormerNames(
    fields,
    open.map(({ custom }) => custom.pathOf('formerNames')),
    report,
  );
  const primaryKey = readPrimaryKey(placed, reporting);
  return { fields, primaryKey, ...readQualityEntries(document, fields, locate, reporting) };
}

function isDated(type: Property['logicalType']): boolean {
  return type === 'date' || type === 'timestamp';
}

interface PlacedProperty {
  readonly property: Property;
  readonly path: Path;
}

function reportRepeatedNames(placed: readonly PlacedProperty[], locate: Locate, report: Report): void {
  const first = new Map<string, Path>();
  for (const { property, path } of placed) {
    const before = first.get(property.name);
    if (before === undefined) first.set(property.name, path);
    else report('field-name-repeated', [...path, 'name'], { found: property.name, line: locate(before).line });
  }
}

/** Entries of the object and of every field: rules, and what is not ours. */
function readQualityEntries(document: OdcsDocument, fields: readonly Field[], locate: Locate, reporting: Reporting) {
  const object = document.schema?.[0];
  const entries: { readonly quality: Quality; readonly path: Path; readonly onField: boolean }[] = [];
  object?.quality?.forEach((quality, index) =>
    entries.push({ quality, path: ['schema', 0, 'quality', index], onField: false }),
  );
  object?.properties?.forEach((property, position) =>
    property.quality?.forEach((quality, index) =>
      entries.push({ quality, path: ['schema', 0, 'properties', position, 'quality', index], onField: true }),
    ),
  );
  const names = fields.map(({ name }) => name);
  const rules: CelRule[] = [];
  const unknownQuality: string[] = [];
  const seen = new Map<string, Path>();
  for (const { quality, path, onField } of entries) {
    const kind = kindOfQuality(quality, onField);
    if (kind === 'unknown') {
      unknownQuality.push(nameOfQuality(quality));
      reporting.warn('quality-unknown', path, { found: nameOfQuality(quality) });
    }
    if (kind !== 'cel') continue;
    const rule = readCelRule(quality, path, names, reporting);
    if (rule === undefined) continue;
    const before = seen.get(rule.name);
    if (before !== undefined) {
      reporting.report('rule-name-repeated', [...path, 'name'], { found: rule.name, line: locate(before).line });
    }
    seen.set(rule.name, path);
    rules.push(rule);
  }
  return { rules, unknownQuality };
}

function readPartitions(custom: CustomReader, fields: readonly Field[], report: Report) {
  const names = fields.map(({ name }) => name);
  const partitionBy = [...new Set(custom.read('partitionBy', textList) ?? [])];
  const unitField = custom.read('unitField', nonEmptyText);
  const reportUnknown = (name: string, field: string) => {
    if (names.includes(field)) return;
    report('field-named-unknown', custom.pathOf(name), {
      property: `daklake.${name}`,
      field,
      fields: listFields(names),
    });
  };
  for (const field of partitionBy) reportUnknown('partitionBy', field);
  if (unitField !== undefined) {
    reportUnknown('unitField', unitField);
    if (!partitionBy.includes(unitField))
      report('unit-not-partition', custom.pathOf('unitField'), { field: unitField });
  }
  return { partitionBy, ...(unitField === undefined ? {} : { unitField }) };
}
