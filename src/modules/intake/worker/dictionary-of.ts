import { createDictionary, type CodeLists } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';

/** The code lists of packs, without a database. */
export function dictionaryOf({ packs }: { readonly packs: string }): { readonly codeLists: CodeLists } {
  return createDictionary({ packs, directory: createDirectory({ packs }) });
}
