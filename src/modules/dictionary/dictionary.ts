import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Directory } from '#modules/directory/index.ts';
import type { CodeList, CodeLists } from './code-list.ts';
import { readElements, type DataElement } from './data-element.ts';
import { readCodeList } from './read-code-list.ts';
import { unitCodeLists } from './unit-code-lists.ts';

export interface Dictionary {
  /** A list is read when it is first asked for, and kept. */
  readonly codeLists: CodeLists;
  /** Identifiers of all code lists, sorted. */
  listCodeLists(): readonly string[];
  listElements(): readonly DataElement[];
  findElement(id: string): DataElement | undefined;
}

/** The data dictionary and the code lists of the packs folder and of the directory. Needs no database. */
export function createDictionary(options: { readonly packs: string; readonly directory: Directory }): Dictionary {
  const folder = join(options.packs, 'dictionary');
  const ofUnits = unitCodeLists(options.directory);
  const kept = new Map<string, CodeList>();
  let elements: ReadonlyMap<string, DataElement> | undefined;

  const codeLists: CodeLists = (id) => {
    const known = kept.get(id);
    if (known !== undefined) return known;
    const list = ofUnits.get(id)?.() ?? readFromPack(folder, id);
    if (list !== undefined) kept.set(id, list);
    return list;
  };
  const elementsById = () =>
    (elements ??= new Map(readElements(join(folder, 'elements.yaml')).map((element) => [element.id, element])));

  return {
    codeLists,
    listCodeLists: () =>
      [...ofUnits.keys(), ...readdirSync(join(folder, 'code-lists')).map((file) => basename(file, '.yaml'))].toSorted(),
    listElements: () => [...elementsById().values()],
    findElement: (id) => elementsById().get(id),
  };
}

function readFromPack(folder: string, id: string): CodeList | undefined {
  // The identifier comes from a contract: it must never become a path of another's choosing.
  if (!/^[a-z0-9-]+$/.test(id)) return undefined;
  const file = join(folder, 'code-lists', `${id}.yaml`);
  return existsSync(file) ? readCodeList(file) : undefined;
}
