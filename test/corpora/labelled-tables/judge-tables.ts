import type { CorpusReading, Judgement } from '../corpus.ts';
import type { LabelledFile, TableLabel } from './labels.ts';

type ReadTable = Extract<CorpusReading, { readonly kind: 'read' }>['outcome']['tables'][number];

/** Whole tables right: heading, columns, count, first and last row, and every row that is none of the data. */
export function judgeTables(label: LabelledFile, read: readonly ReadTable[]): Judgement {
  const tables = read.filter(
    ({ name, rowCount }) => rowCount > 0 && (label.only === undefined || label.only.some((sheet) => isOf(sheet, name))),
  );
  const differences = label.tables.map((table, at) => {
    const found = tables[at];
    const where = label.tables.length > 1 ? `table ${at + 1}: ` : '';
    if (found === undefined) return `${where}not found`;
    const differs = differenceOf(table, found);
    return differs === undefined ? undefined : `${where}${differs}`;
  });
  const extra = tables
    .slice(label.tables.length)
    .map(({ name, firstRow }) => `one too many: “${name}” row ${firstRow}`);
  const wrong = [...differences.filter((differs) => differs !== undefined), ...extra];
  return {
    right: differences.filter((differs) => differs === undefined).length,
    total: label.tables.length + extra.length,
    ...(wrong.length === 0 ? {} : { differs: wrong.join('; ') }),
  };
}

function differenceOf(label: TableLabel, found: ReadTable): string | undefined {
  const parts = [
    label.sheet === undefined || isOf(label.sheet, found.name) ? undefined : `sheet “${found.name}”`,
    same(label.header, found.headerRows)
      ? undefined
      : `header [${found.headerRows.join()}] for [${label.header.join()}]`,
    columnsDiffer(label, found.columns),
    label.rows === undefined || label.rows === found.rowCount ? undefined : `${found.rowCount} rows for ${label.rows}`,
    label.first === found.firstRow ? undefined : `first row ${found.firstRow} for ${label.first}`,
    label.last === undefined || label.last === found.lastRow
      ? undefined
      : `last row ${found.lastRow} for ${label.last}`,
    skippedDiffer(label, found),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** The second table of a sheet may be named after it with a number. */
function isOf(sheet: string | null, name: string | null): boolean {
  return (
    name === sheet || (name ?? '').startsWith(`${sheet ?? ''} (`) || (sheet === null && /^\(\d+\)$/.test(name ?? ''))
  );
}

function columnsDiffer({ columns, groups }: TableLabel, found: readonly string[]): string | undefined {
  const shown = `columns ${JSON.stringify(found.slice(0, 12))}${found.length > 12 ? `… ${found.length}` : ''}`;
  if (Array.isArray(columns)) {
    const kept = groups ? found.filter((heading) => columns.includes(heading)) : found;
    return same(columns, kept) ? undefined : shown;
  }
  const { count, first, last } = columns;
  const right =
    found.length === count && same(first, found.slice(0, first.length)) && same(last, found.slice(count - last.length));
  return right ? undefined : shown;
}

function skippedDiffer({ skipped, either, loose }: TableLabel, found: ReadTable): string | undefined {
  const given = new Map(found.skipped.map(({ row, why }) => [row, why as string]));
  const allowed = new Map<number, readonly string[]>();
  for (const [why, rows] of Object.entries(skipped)) for (const row of rows) allowed.set(row, [why]);
  for (const [words, rows] of Object.entries(either)) for (const row of rows) allowed.set(row, words.split('-or-'));
  const missed = [...allowed].filter(([row, words]) => !words.includes(given.get(row) ?? ''));
  const unasked = [...given].filter(([row, why]) => !allowed.has(row) && !loose.includes(why));
  const parts = [
    ...missed.map(([row, words]) => `row ${row} is ${given.get(row) ?? 'data'} for ${words.join(' or ')}`),
    ...unasked.map(([row, why]) => `row ${row} is ${why} for nothing`),
  ];
  return parts.length === 0 ? undefined : parts.slice(0, 5).join(', ');
}

function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
