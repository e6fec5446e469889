export { createDictionary, type Dictionary } from './dictionary.ts';
export type { Code, CodeList, CodeLists } from './code-list.ts';
export type { DataElement } from './data-element.ts';
export { codesValidOn, explainCode } from './explain-code.ts';
