import type { Document, YAMLMap } from 'yaml';
import type { FieldAmendment } from '#api/contract-amendments.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { customOf, setOrDelete, type CustomMembers } from './custom-members.ts';

/** One property as it was corrected; what only made sense of its former type goes with it. */
export function amendField(document: Document, property: YAMLMap, amendment: FieldAmendment): void {
  const custom = customOf(document, property);
  if (property.get('logicalType') !== amendment.type) changeType(property, custom, amendment.type);
  property.set('name', amendment.name);
  rename(custom, amendment);
  setOrDelete(property, 'classification', amendment.personal === 'none' ? undefined : `${amendment.personal}-personal`);
  custom.set('personal', amendment.personal === 'none' ? undefined : amendment.personal);
  if (amendment.personal === 'none') custom.set('mask', undefined);
  else property.delete('examples');
  changeFact(custom, 'elementRef', amendment.elementRef);
  changeFact(custom, 'semanticType', amendment.semanticType);
  if (changeFact(custom, 'codeList', amendment.codeList)) custom.set('codeListDate', undefined);
}

/** Limits, lists of values and shares were those of the former type. */
function changeType(property: YAMLMap, custom: CustomMembers, type: string): void {
  property.set('logicalType', type);
  for (const member of ['physicalType', 'logicalTypeOptions', 'quality', 'examples']) property.delete(member);
  custom.set('agreement', undefined);
}

/** The heading under which the column arrived stays one that it is known by. */
function rename(custom: CustomMembers, { labels, name }: FieldAmendment): void {
  const before = readLabels(custom.get('labels'));
  custom.set('labels', { ...labels });
  const known = new Set([labels.vi, labels.en, name].map(foldHeading));
  const aliases = readTexts(custom.get('aliases'));
  const lost = [before?.vi, ...aliases].filter((text) => text !== undefined && !known.has(foldHeading(text)));
  custom.set('aliases', lost.length === 0 ? undefined : [...new Set(lost)]);
}

function changeFact(custom: CustomMembers, name: string, value: string | null): boolean {
  if ((custom.get(name) ?? null) === value) return false;
  custom.set(name, value);
  const { [name]: _share, ...shares } = readShares(custom.get('agreement'));
  custom.set('agreement', Object.keys(shares).length === 0 ? undefined : shares);
  return true;
}

function readLabels(value: unknown): { readonly vi: string } | undefined {
  return typeof value === 'object' && value !== null && 'vi' in value && typeof value.vi === 'string'
    ? { vi: value.vi }
    : undefined;
}

function readTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function readShares(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
