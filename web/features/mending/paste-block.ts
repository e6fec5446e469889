import type { ChangedCell } from './use-mended-rows.ts';

/** A block of cells as spreadsheets put it on the clipboard: tabs between cells, quotes around cells with line ends. */
export function readBlock(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/gy;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [all, quoted, plain = '', end = ''] = found;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"').replaceAll(/[\r\n]+/g, ' '));
    if (end === '' || (all === '' && pattern.lastIndex >= text.length)) break;
    if (end !== '\t') {
      if (pattern.lastIndex >= text.length) break;
      rows.push([]);
    }
  }
  return rows;
}

/** Where the cells of a block go that is pasted at a cell: to the right and down, as far as there are cells. */
export function placeBlock(
  block: readonly (readonly string[])[],
  at: { readonly row: number; readonly heading: string },
  headings: readonly string[],
): readonly ChangedCell[] {
  const first = headings.indexOf(at.heading);
  if (first < 0) return [];
  return block.flatMap((cells, down) =>
    cells.flatMap((value, right) => {
      const heading = headings[first + right];
      return heading === undefined ? [] : [{ row: at.row + down, heading, value }];
    }),
  );
}
