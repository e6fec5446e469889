import { stripVTControlCharacters } from 'node:util';

/** Lines of a table for a terminal. What people chose to be called cannot steer it. */
export function alignColumns(lines: readonly (readonly string[])[]): string {
  const clean = lines.map((line) => line.map((cell) => stripVTControlCharacters(cell).replace(/\p{Cc}/gu, ' ')));
  const widths = (clean[0] ?? []).map((_, column) => Math.max(...clean.map((line) => line[column]?.length ?? 0)));
  return clean
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
