import { isMap, isSeq, parseDocument, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ContractAmendments } from '#api/contract-amendments.ts';
import { parseOdcs } from '../contract/parse-odcs.ts';
import { refuseContract } from '../refuse-contract.ts';
import { amendField } from './amend-field.ts';
import { customOf, setOrDelete } from './custom-members.ts';

/**
 * The draft as somebody corrected it, as YAML: what he did not touch stays as it was, its comments too. It is edited as a
 * document, so that no text of his can become anything but a value. Throws `contract-unreadable` or `contract-invalid` for
 * a draft that cannot be read; whether the outcome keeps the rules for contracts is for its reader to say.
 */
export function amendDraft(text: string, amendments: ContractAmendments): string {
  // Reads it with our limits first: on depth, on aliases, on what YAML may hide.
  const read = parseOdcs(text);
  if (!read.ok) throw refuseContract(read);
  const document = parseDocument(text);
  amendFacts(document, amendments);
  const properties = document.getIn(['schema', 0, 'properties']);
  if (isSeq(properties)) amendFields(document, properties, amendments);
  return document.toString({ lineWidth: 110 });
}

function amendFacts(document: Document, { id, title, purpose, owner, access, loadMode }: ContractAmendments): void {
  document.set('id', id);
  document.set('name', title.vi);
  document.set('status', 'active');
  document.setIn(['schema', 0, 'name'], id);
  document.setIn(['description', 'purpose'], purpose.vi);
  // A document that parses as ODCS is a map.
  const custom = customOf(document, document.contents as YAMLMap);
  custom.set('labels', { ...title });
  custom.set('descriptions', { ...purpose });
  custom.set('owner', owner);
  custom.set('access', access);
  custom.set('loadMode', loadMode);
}

/** Those that are not to be kept go; keys count in the order of the amendments. */
function amendFields(document: Document, properties: YAMLSeq, { fields }: ContractAmendments): void {
  const amended = new Map(fields.map((amendment) => [amendment.field, amendment]));
  const keys = fields.filter(({ keep, key }) => keep && key).map(({ field }) => field);
  properties.items = properties.items.filter((item) => !isMap(item) || amended.get(nameOf(item))?.keep !== false);
  for (const item of properties.items) {
    const amendment = isMap(item) ? amended.get(nameOf(item)) : undefined;
    if (!isMap(item) || amendment === undefined) continue;
    const position = keys.indexOf(amendment.field) + 1;
    setOrDelete(item, 'primaryKey', position > 0 || undefined);
    setOrDelete(item, 'primaryKeyPosition', position || undefined);
    setOrDelete(item, 'required', position > 0 || amendment.required || undefined);
    if (position > 0) item.delete('unique');
    amendField(document, item, amendment);
  }
}

function nameOf(item: YAMLMap): string {
  return String(item.get('name'));
}
