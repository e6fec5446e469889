import { mendLegacyCell } from '#platform/text/mend-legacy-cell.ts';
import { isFilled } from './source-row.ts';
import type { Cell } from '../read-outcome.ts';

/** Joins the heading's rows top to bottom by ` / `; a text that repeats the one above it counts once. */
export function joinHeadings(rows: readonly (readonly Cell[])[], width: number): readonly string[] {
  return Array.from({ length: width }, (_, column) => {
    const parts: string[] = [];
    for (const row of rows) {
      const cell = row[column];
      if (!isFilled(cell)) continue;
      const text = (mendLegacyCell(cell)?.text ?? cell).replace(/\s*\n\s*/g, ' ');
      if (parts.at(-1) !== text) parts.push(text);
    }
    return parts.join(' / ');
  });
}

/** Equal headings get ` (2)`, ` (3)`; a column without one stays ''. */
export function uniqueHeadings(headings: readonly string[]): readonly string[] {
  const taken = new Set(headings);
  const seen = new Set<string>();
  return headings.map((heading) => {
    if (heading === '' || !seen.has(heading)) {
      seen.add(heading);
      return heading;
    }
    let number = 2;
    while (seen.has(`${heading} (${number})`) || taken.has(`${heading} (${number})`)) number++;
    const name = `${heading} (${number})`;
    seen.add(name);
    return name;
  });
}

export function numberedHeadings(width: number): readonly string[] {
  return Array.from({ length: width }, (_, column) => `column ${column + 1}`);
}
