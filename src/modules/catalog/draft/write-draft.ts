import { Document, isMap, isSeq, type YAMLMap } from 'yaml';
import type { ContractDraft, DraftField } from './contract-draft.ts';

/**
 * A draft as an ODCS document in YAML: in the order in which a steward reads, with its notes as comments, status draft and
 * access private until somebody says otherwise.
 */
export function writeDraft(draft: ContractDraft): string {
  const document = new Document(contentOf(draft));
  document.commentBefore = commentOf(draft.notes);
  const properties = document.getIn(['schema', 0, 'properties']);
  if (isSeq(properties)) {
    for (const [index, item] of properties.items.entries()) {
      const notes = draft.fields[index]?.notes ?? [];
      if (isMap(item) && notes.length > 0) item.commentBefore = commentOf(notes);
      if (isMap(item) && index > 0) item.spaceBefore = true;
      if (isMap(item)) flattenAgreement(item);
    }
  }
  return document.toString({ lineWidth: 110, singleQuote: true });
}

/** Comments take whole lines; what a file's heading says must not end one. */
function commentOf(lines: readonly string[]): string | null {
  if (lines.length === 0) return null;
  return lines.map((line) => ` ${line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`).join('\n');
}

/** The shares stand on one line each field. */
function flattenAgreement(property: YAMLMap): void {
  const custom = property.get('customProperties');
  if (!isSeq(custom)) return;
  for (const entry of custom.items) {
    const value = isMap(entry) && entry.get('property') === 'daklake.agreement' ? entry.get('value') : undefined;
    if (isMap(value)) value.flow = true;
  }
}

/** The document's values, as they are written. */
export function contentOf({ id, title, purpose, owner, theme, grid, fields, key }: ContractDraft) {
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id,
    version: '1.0.0',
    status: 'draft',
    name: title.vi,
    description: { purpose: purpose.vi },
    customProperties: custom({
      labels: title,
      descriptions: purpose,
      owner,
      access: 'private',
      importance: 'other',
      ...(theme === undefined ? {} : { theme }),
      loadMode: 'replace',
      grid,
    }),
    schema: [
      {
        name: id,
        logicalType: 'object',
        physicalType: 'table',
        properties: fields.map((field) => propertyOf(field, key)),
      },
    ],
  };
}

function propertyOf(field: DraftField, key: readonly string[]) {
  const position = key.indexOf(field.name) + 1;
  return {
    name: field.name,
    logicalType: field.type,
    ...(field.physicalType === undefined ? {} : { physicalType: field.physicalType }),
    ...(position === 0 ? {} : { primaryKey: true, primaryKeyPosition: position }),
    ...(field.required || position > 0 ? { required: true } : {}),
    ...(field.unique && position === 0 ? { unique: true } : {}),
    ...(field.personal === 'none' ? {} : { classification: `${field.personal}-personal` }),
    ...(Object.keys(field.limits).length === 0 ? {} : { logicalTypeOptions: { ...field.limits } }),
    ...(field.examples.length === 0 ? {} : { examples: [...field.examples] }),
    ...(field.enumeration === undefined ? {} : { quality: [enumerationOf(field.name, field.enumeration)] }),
    ...(field.reference === undefined ? {} : { relationships: [relationshipTo(field.reference)] }),
    customProperties: custom({
      labels: field.labels,
      ...(field.aliases.length === 0 ? {} : { aliases: [...field.aliases] }),
      elementRef: field.elementRef,
      semanticType: field.semanticType,
      codeList: field.codeList,
      codeListDate: field.codeListDate,
      ...(field.personal === 'none' ? {} : { personal: field.personal, mask: field.mask }),
      ...(field.missing.length === 0 ? {} : { missing: [...field.missing] }),
      agreement: field.agreement,
    }),
  };
}

function relationshipTo({ dataset, field }: NonNullable<DraftField['reference']>) {
  return { type: 'foreignKey', to: `schema/${dataset}/properties/${field}` };
}

function enumerationOf(name: string, { values, severity }: NonNullable<DraftField['enumeration']>) {
  return {
    name: `${name}_hop_le`,
    type: 'library',
    metric: 'invalidValues',
    arguments: { validValues: [...values] },
    mustBe: 0,
    dimension: 'conformity',
    severity,
  };
}

function custom(facts: Readonly<Record<string, unknown>>) {
  return Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [{ property: `daklake.${name}`, value }],
  );
}
