import { isMap, isSeq, type Document, type YAMLMap } from 'yaml';

/** The `daklake.` facts of one element of a document under edit. */
export interface CustomMembers {
  get(name: string): unknown;
  /** Undefined and null take the fact away. */
  set(name: string, value: unknown): void;
}

export function customOf(document: Document, element: YAMLMap): CustomMembers {
  const entries = () => {
    const found = element.get('customProperties');
    return isSeq(found) ? found : undefined;
  };
  const find = (name: string) =>
    entries()?.items.find((item): item is YAMLMap => isMap(item) && item.get('property') === `daklake.${name}`);
  return {
    get: (name) => {
      const value = find(name)?.toJSON() as { readonly value?: unknown } | undefined;
      return value?.value;
    },
    set(name, value) {
      const entry = find(name);
      const list = entries();
      if (value === undefined || value === null) {
        if (list !== undefined) list.items = list.items.filter((item) => item !== entry);
      } else if (entry !== undefined) entry.set('value', document.createNode(value));
      else if (list === undefined) {
        element.set('customProperties', document.createNode([{ property: `daklake.${name}`, value }]));
      } else list.add(document.createNode({ property: `daklake.${name}`, value }));
    },
  };
}

export function setOrDelete(element: YAMLMap, member: string, value: string | number | true | undefined): void {
  if (value === undefined) element.delete(member);
  else element.set(member, value);
}
