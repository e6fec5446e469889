export { createDictionary, type Dictionary } from './dictionary.ts';
export type { Code, CodeList, CodeLists, CodeSuccession } from './code-list.ts';
export type { DataElement } from './data-element.ts';
export { codesValidOn, explainCode, type CodeExplanation } from './explain-code.ts';
