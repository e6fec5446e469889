import { masks } from '#api/rights.ts';
import { parsePhysicalType } from './column-type.ts';
import { semanticTypeNames, type CodeListBinding, type Field, type LogicalType } from './contract.ts';
import { aliasList, identifier, localizedText, nonEmptyText, oneOf, textList } from './custom-kinds.ts';
import type { Reporting } from './custom-properties.ts';
import { fieldNameList } from './former-names.ts';
import { isFieldName, isReservedName, suggestFieldName } from './field-names.ts';
import type { Property } from './odcs/property.ts';
import type { ContractDictionary, OpenField } from './open-field.ts';
import type { Path, Report } from './problem.ts';
import { isDay, readLimits } from './read-limits.ts';
import { kindOfQuality, readEnumeration } from './read-quality.ts';

/** The stricter the later. */
const personalKinds = ['none', 'basic', 'sensitive'] as const;
const logicalTypes: readonly LogicalType[] = ['string', 'integer', 'number', 'boolean', 'date', 'timestamp', 'time'];

export interface FieldSurroundings {
  /** Names that a code list's day may be read from. */
  readonly dateFields: ReadonlySet<string>;
  readonly dictionary: ContractDictionary | undefined;
}

export function readField(open: OpenField, surroundings: FieldSurroundings, reporting: Reporting): Field {
  const { property, path, custom, elementRef, element } = open;
  const { report, warn } = reporting;
  const { name } = property;
  reportName(property, path, report);
  const type = readType(property, path, report);
  const physicalType = parsePhysicalType(property.physicalType, type);
  if (physicalType === 'broken') {
    report('decimal-shape', [...path, 'physicalType'], { field: name, found: property.physicalType ?? '' });
  }

  const heading = nonEmptyText.parse(property.businessName) ?? property.physicalName ?? name;
  const labels = custom.read('labels', localizedText) ?? { vi: heading, en: heading };
  const description = nonEmptyText.parse(property.description);
  const descriptions =
    custom.read('descriptions', localizedText) ??
    (description === undefined ? undefined : { vi: description, en: description });
  const expected = element?.personal ?? 'none';
  const personal = custom.read('personal', oneOf(personalKinds)) ?? expected;
  if (personalKinds.indexOf(personal) < personalKinds.indexOf(expected)) {
    const facts = { field: name, found: personal, element: element?.id ?? '', expected };
    report('personal-below-element', custom.pathOf('personal'), facts);
  }
  const mask = custom.read('mask', oneOf(masks)) ?? element?.mask ?? (personal === 'none' ? undefined : 'hide');
  if (mask !== undefined && personal === 'none') warn('mask-not-personal', custom.pathOf('mask'), { field: name });
  const semanticType =
    custom.read('semanticType', oneOf(semanticTypeNames)) ??
    semanticTypeNames.find((known) => known === element?.semanticType);
  const codeList = readCodeList(open, surroundings, reporting);
  const formerNames = custom.read('formerNames', fieldNameList);
  const enumeration = readFieldEnumeration(property, type, path, report);
  const reference = readReference(property, path, reporting);

  return {
    name,
    ...(property.physicalName === undefined ? {} : { physicalName: property.physicalName }),
    labels,
    ...(descriptions === undefined ? {} : { descriptions }),
    aliases: custom.read('aliases', aliasList) ?? [],
    ...(formerNames === undefined ? {} : { formerNames }),
    missing: custom.read('missing', textList) ?? [],
    type,
    ...(physicalType === undefined || physicalType === 'broken' ? {} : { physicalType }),
    required: property.required === true || property.primaryKey === true,
    unique: property.unique === true,
    limits: readLimits(property, type, path, report),
    ...(enumeration === undefined ? {} : { enumeration }),
    ...(codeList === undefined ? {} : { codeList }),
    ...(semanticType === undefined ? {} : { semanticType }),
    ...(elementRef === undefined ? {} : { elementRef }),
    personal,
    ...(mask === undefined ? {} : { mask }),
    ...(reference === undefined ? {} : { reference }),
    examples: (property.examples ?? [])
      .filter((example) => example !== null && typeof example !== 'object')
      .map(String),
  };
}

function reportName({ name }: Property, path: Path, report: Report): void {
  if (!isFieldName(name)) {
    report('field-name-shape', [...path, 'name'], { found: name, suggestion: suggestFieldName(name) });
  } else if (isReservedName(name)) report('field-name-reserved', [...path, 'name'], { found: name });
}

function readType({ name, logicalType }: Property, path: Path, report: Report): LogicalType {
  const allowed = logicalTypes.join(', ');
  const type = logicalTypes.find((plain) => plain === logicalType);
  if (logicalType === undefined) report('field-type-missing', path, { field: name, allowed });
  else if (type === undefined)
    report('field-type-unsupported', [...path, 'logicalType'], { field: name, found: logicalType, allowed });
  return type ?? 'string';
}

function readCodeList(
  { property: { name: field }, custom, element }: OpenField,
  { dateFields, dictionary }: FieldSurroundings,
  { report, warn }: Reporting,
): CodeListBinding | undefined {
  const id = custom.read('codeList', identifier) ?? element?.codeList;
  const date = custom.read('codeListDate', nonEmptyText);
  if (id === undefined) {
    if (date !== undefined && !custom.has('codeList'))
      warn('code-list-date-alone', custom.pathOf('codeListDate'), { field });
    return undefined;
  }
  const known = dictionary?.listCodeLists();
  if (known !== undefined && !known.includes(id))
    report('code-list-unknown', custom.pathOf('codeList'), { field, found: id, known: known.join(', ') });
  if (date === undefined) return { id, validOn: { kind: 'receipt' } };
  if (isDay(date)) return { id, validOn: { kind: 'day', day: date } };
  if (!dateFields.has(date)) report('code-list-date', custom.pathOf('codeListDate'), { field, found: date });
  return { id, validOn: { kind: 'field', field: date } };
}

function readFieldEnumeration(property: Property, type: LogicalType, path: Path, report: Report) {
  const entries = (property.quality ?? [])
    .map((quality, index) => ({ quality, at: [...path, 'quality', index] }))
    .filter(({ quality }) => kindOfQuality(quality, true) === 'enumeration');
  for (const { at } of entries.slice(1)) report('enumeration-repeated', at, { field: property.name });
  const [first] = entries;
  return first && readEnumeration(first.quality, { name: property.name, type }, first.at, report);
}

function readReference({ name, relationships }: Property, path: Path, { report, warn }: Reporting): Field['reference'] {
  let reference: Field['reference'];
  for (const [index, { to }] of (relationships ?? []).entries()) {
    const [, dataset, field] =
      (typeof to === 'string' && /^\/?schema\/([a-z0-9-]+)\/properties\/([a-z][a-z0-9_]*)$/.exec(to)) || [];
    const at = [...path, 'relationships', index];
    if (dataset === undefined || field === undefined) report('reference-shape', at, { field: name });
    else if (reference !== undefined) warn('reference-not-read', at, { field: name });
    else reference = { dataset, field };
  }
  return reference;
}
