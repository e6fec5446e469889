export type CellKind = 'number' | 'date' | 'code' | 'text';

const number = /^[+-]?\(?\d[\d.,\s\u00a0]*\)?\s?%?$/;
const scientific = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i;
const date = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d{1,2}:\d{2}.*)?$/;
const missing = /^(?:\.{1,3}|…|-{1,2}|n\/?a|null|x)$/i;

/** What a cell looks like, for telling headings from data; it decides no type. */
export function cellKind(text: string): CellKind {
  if (date.test(text)) return 'date';
  if (number.test(text) || scientific.test(text) || missing.test(text)) return 'number';
  return isCode(text) ? 'code' : 'text';
}

/** A number, a day or a code, and no sign that there is none. */
export function isValue(text: string): boolean {
  return cellKind(text) !== 'text' && /\d/.test(text);
}

/** `2015`, `2015.0`, `Sơ bộ 2016`: numbers that name a column of a statistical table. */
export function isYear(text: string): boolean {
  return /^(?:19|20)\d{2}$/.test(text);
}

/** Capitals and digits without blanks, half of them digits: `H15.05-250701-0001`. */
function isCode(text: string): boolean {
  if (text.length < 4 || !/^[\p{Lu}\d./_-]+$/u.test(text)) return false;
  const digits = text.match(/\d/g)?.length ?? 0;
  return digits >= 3 && digits * 2 >= (text.match(/[\p{Lu}\d]/gu)?.length ?? 0);
}
