import { foldAccents } from '#platform/text/vietnamese-letters.ts';

/** The words of a heading in small letters without accents, one blank between and around them: `MaXa`, `Mã xã` → ` ma xa `. */
export function wordsOf(heading: string): string {
  const apart = heading.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2');
  return ` ${foldAccents(apart)
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()} `;
}

/** Whether one of the phrases stands in the words, whole. */
export function says(words: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => words.includes(` ${phrase} `));
}

const codes = [
  'ma', 'so hieu', 'code', 'id', 'uuid', 'guid', 'key', 'zip', 'zipcode', 'postcode', 'postal', 'isbn', 'sku', 'fips', 'iso',
  'so dinh danh', 'cccd', 'cmnd', 'mst', 'ky hieu',
]; // prettier-ignore

/** Whether the heading names codes: texts for ever, whatever they look like. */
export function namesCodes(words: string): boolean {
  return says(words, codes);
}

const measures = [
  'so luong', 'tong', 'tong so', 'dien tich', 'dan so', 'san luong', 'so tien', 'kinh phi', 'le phi', 'phi', 'gia', 'gia tri',
  'ty le', 'ti le', '%', 'phan tram', 'nhiet do', 'luong mua', 'do am', 'toc do', 'chieu dai', 'chieu rong', 'trong luong',
  'value', 'amount', 'count', 'total', 'price', 'rate', 'area', 'population', 'percent', 'score', 'diem', 'temperature',
]; // prettier-ignore

/** Whether the heading names something that is measured or counted. */
export function namesMeasures(words: string): boolean {
  return says(words, measures);
}

/** A mere serial number of the row. */
export function namesOrdinals(words: string): boolean {
  return says(words, ['stt', 'tt', 'so tt', 'so thu tu', 'row number']) || words === ' no ' || words.trim() === '';
}
