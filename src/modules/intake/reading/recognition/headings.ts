import { majorityCoding, mendLegacyCell } from '#platform/text/mend-legacy-cell.ts';
import { isFilled } from './source-row.ts';
import type { Cell } from '../read-outcome.ts';

/** Joins the heading's rows top to bottom by ` / `; a text that repeats the one above it counts once. */
export function joinHeadings(rows: readonly (readonly Cell[])[], width: number): readonly string[] {
  const majority = majorityCoding(rows.flat().filter(isFilled));
  return Array.from({ length: width }, (_, column) => {
    const parts: string[] = [];
    for (const row of rows) {
      const cell = row[column];
      if (!isFilled(cell)) continue;
      const text = (mendLegacyCell(cell, majority)?.text ?? cell).replace(/\s*\n\s*/g, ' ');
      if (parts.at(-1) !== text) parts.push(text);
    }
    return parts.join(' / ');
  });
}

/** Equal headings get ` (2)`, ` (3)`; a column without one stays ''. */
export function uniqueHeadings(headings: readonly string[]): readonly string[] {
  const taken = new Set(headings);
  const next = new Map<string, number>();
  return headings.map((heading) => {
    const first = next.get(heading);
    if (heading === '' || first === undefined) {
      next.set(heading, 2);
      return heading;
    }
    let number = first;
    while (taken.has(`${heading} (${number})`)) number++;
    next.set(heading, number + 1);
    return `${heading} (${number})`;
  });
}

export function numberedHeadings(width: number): readonly string[] {
  return Array.from({ length: width }, (_, column) => `column ${column + 1}`);
}
