import { readFileSync } from 'node:fs';

/**
 * Reads one of our own small tables: UTF-8, a heading, commas, no quotes. The heading must be exactly `columns`, and every
 * row as long as it; anything else is a fault in the pack and thrown with its line.
 */
export function readPackTable<C extends string>(file: string, columns: readonly C[]): readonly Record<C, string>[] {
  const [heading, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  if (heading !== columns.join(',')) throw new Error(`${file}: the heading must be ${columns.join(',')}`);
  return lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) throw new Error(`${file}:${index + 2}: ${columns.length} cells expected`);
    // Every column has a cell: the lengths were compared above.
    return Object.fromEntries(columns.map((column, at) => [column, cells[at]])) as Record<C, string>;
  });
}
