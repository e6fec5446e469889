import { normalizeCellText } from '#platform/text/cell-text.ts';

const cellTag = /<(\/?)(tr|td|th)\b[^<>]*>/gi;
const longestName = 100;
const mostPairs = 500;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * Names and values of the table that map programs write into the description of a placemark, where they have no other
 * place for attributes: rows of two cells, at least two of them, each name once. Empty: there is no such table.
 */
export function balloonPairs(description: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const none: ReadonlyMap<string, string> = new Map();
  if (!/<t[dh]\b/i.test(description)) return none;
  let cells: string[] = [];
  let start: number | undefined;
  for (const found of description.matchAll(cellTag)) {
    const [tag, slash, name = ''] = found;
    const isRow = name.toLowerCase() === 'tr';
    if (slash === '') {
      if (isRow) cells = [];
      start = isRow ? undefined : found.index + tag.length;
    } else if (!isRow) {
      if (start !== undefined) cells.push(plainText(description.slice(start, found.index)));
      start = undefined;
    } else {
      const [heading = '', value = ''] = cells;
      if (cells.length === 2 && heading !== '') {
        if (heading.length > longestName || pairs.has(heading) || pairs.size >= mostPairs) return none;
        pairs.set(heading, value);
      }
      cells = [];
    }
  }
  return pairs.size < 2 ? none : pairs;
}

function plainText(html: string): string {
  const text = html
    .replace(/<(?:br|p|div|li)\b[^<>]*>/gi, ' ')
    .replace(/<[^<>]*>/g, '')
    .replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    );
  return normalizeCellText(text)
    .replace(/\s+/g, ' ')
    .replace(/^<null>$/i, '');
}
