import { foldText } from './fold-text.ts';

/** Words that the Common Expression Language keeps for itself. */
const celWords = [
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let',
  'loop', 'package', 'namespace', 'return', 'var', 'void', 'while',
]; // prettier-ignore
/** Parameters of the record API. */
const recordWords = ['select', 'order', 'limit', 'offset', 'and', 'or', 'not', 'asOf', 'cursor'];
/** What the query engine calls the places of rows in their files, unless a column is called so. */
const engineWords = ['file_index', 'file_row_number'];
const reserved = new Set([...celWords, ...recordWords, ...engineWords]);

export function isFieldName(name: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(name);
}

export function isReservedName(name: string): boolean {
  return reserved.has(name);
}

/** A field name near a heading: `Mã hồ sơ` becomes `ma_ho_so`. */
export function suggestFieldName(heading: string): string {
  const name = foldText(heading)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(name) ? name : `truong_${name}`.replace(/_$/, '');
}
