import type { Localized } from '#api/localized.ts';
import type { Contract, Field } from '#modules/catalog/index.ts';
import { codesValidOn, type Code, type CodeList, type CodeLists } from '#modules/dictionary/index.ts';
import { longestText } from '#platform/spreadsheets/xlsx-text.ts';

/** The values that a field's cells are chosen from, and where they stand on the sheet of lists. */
export interface TemplateList {
  /** The same for fields that share a list. */
  readonly id: string;
  readonly title: Localized;
  /** Column on the sheet of lists; the names, where there are any, stand in the next one. */
  readonly column: number;
  readonly values: readonly ListValue[];
  readonly named: boolean;
  readonly field: Field;
}

export interface ListValue {
  readonly value: string;
  readonly name?: Localized;
}

/** The lists of a contract's fields, by the fields' names. `day` is when codes must be valid, unless the contract says. */
export function templateLists(
  { fields }: Contract,
  { codeLists, day }: { readonly codeLists: CodeLists; readonly day: string },
): ReadonlyMap<string, TemplateList> {
  const lists = new Map<string, TemplateList>();
  const ofField = new Map<string, TemplateList>();
  let column = 0;
  for (const field of fields) {
    const found = valuesOf(field, { codeLists, day });
    // A list that a sheet cannot hold whole would forbid what is right.
    if (found === undefined || found.values.length === 0) continue;
    if (found.values.some(({ value }) => value.length > longestText)) continue;
    const known = lists.get(found.id);
    const named = found.values.some(({ name }) => name !== undefined);
    const list = known ?? { ...found, column, named, field };
    if (known === undefined) column += named ? 2 : 1;
    lists.set(found.id, list);
    ofField.set(field.name, list);
  }
  return ofField;
}

function valuesOf(
  field: Field,
  { codeLists, day }: { readonly codeLists: CodeLists; readonly day: string },
): Pick<TemplateList, 'id' | 'title' | 'values'> | undefined {
  const { enumeration, codeList, name, labels } = field;
  const list = codeList === undefined ? undefined : codeLists(codeList.id);
  const allowed = enumeration?.values.map((value) => value.normalize('NFC').trim()).filter((value) => value !== '');
  if (list !== undefined && codeList !== undefined) {
    const { validOn } = codeList;
    const codes =
      validOn.kind === 'field' ? list.codes : codesValidOn(list, validOn.kind === 'day' ? validOn.day : day);
    const values = codeValues(codes).filter(({ value }) => allowed?.includes(value) ?? true);
    return { id: listId(list, codeList.validOn, allowed === undefined ? '' : name), title: list.title, values };
  }
  if (allowed === undefined || field.type === 'boolean') return undefined;
  return { id: `enum ${name}`, title: labels, values: [...new Set(allowed)].map((value) => ({ value })) };
}

function listId(list: CodeList, validOn: unknown, narrowedBy: string): string {
  return `list ${list.id} ${JSON.stringify(validOn)} ${narrowedBy}`;
}

/** A code that was used at several times stands once, under its newest name. */
function codeValues(codes: readonly Code[]): readonly ListValue[] {
  const values = new Map<string, ListValue>();
  for (const { code, name } of codes) values.set(code, { value: code, name: { vi: name.vi, en: name.en ?? name.vi } });
  return [...values.values()];
}
