import type { MendedRow, TakenSuggestion } from '#api/web-services/mending.ts';
import { shownCell } from './use-mended-rows.ts';

/** A longer form is none of ours: a page of the grid with the widest rows stays far under it. */
export const longestForm = 16 * 1024 * 1024;

/** The field that says which row the numbered one is, and how its cells were. */
export function rowName(row: number): string {
  return `row.${row}`;
}

/** Cells are counted as the row's own values stand. */
export function cellName(row: number, column: number): string {
  return `cell.${row}.${column}`;
}

/** What the button beside a suggestion says: that cell of that row alone. */
export function takeValue(row: number, column: number, suggestion: string): string {
  return JSON.stringify([row, column, suggestion]);
}

export function suggestionValue({ rule, field, value }: TakenSuggestion): string {
  return JSON.stringify([rule, field, value]);
}

/** Rows of the grid with the cells that were changed. */
export function readMendedRows(form: FormData): readonly MendedRow[] {
  const taken = readTaken(form);
  const rows: MendedRow[] = [];
  for (let number = 0; form.has(rowName(number)); number++) {
    if (taken !== undefined && taken.row !== number) continue;
    const row = readRow(form.get(rowName(number)));
    if (row === undefined) continue;
    const changed = Object.entries(row.values).flatMap(([heading, value], column) => {
      const typed = taken?.column === column ? taken.suggestion : form.get(cellName(number, column));
      return typeof typed === 'string' && typed !== shownCell(value) ? [[heading, typed] as const] : [];
    });
    if (changed.length > 0) rows.push({ table: row.table, row: row.row, values: Object.fromEntries(changed) });
  }
  return rows;
}

export function readSuggestions(form: FormData): readonly TakenSuggestion[] {
  return form.getAll('suggestion').flatMap((text) => {
    const [rule, field, value] = readTexts(text);
    return rule === undefined || field === undefined || value === undefined ? [] : [{ rule, field, value }];
  });
}

function readTaken(form: FormData) {
  const value = parse(form.get('take'));
  if (!Array.isArray(value)) return undefined;
  const [row, column, suggestion]: readonly unknown[] = value;
  if (typeof row !== 'number' || typeof column !== 'number' || typeof suggestion !== 'string') return undefined;
  return { row, column, suggestion };
}

function readTexts(text: FormDataEntryValue | null): readonly string[] {
  const value = parse(text);
  return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : [];
}

function readRow(text: FormDataEntryValue | null): MendedRow | undefined {
  const value = parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { table, row, values } = value as Readonly<Record<string, unknown>>;
  if (typeof row !== 'number' || (table !== null && typeof table !== 'string')) return undefined;
  if (typeof values !== 'object' || values === null) return undefined;
  const texts = Object.entries(values).filter(
    (entry): entry is [string, string | null] => entry[1] === null || typeof entry[1] === 'string',
  );
  return { table, row, values: Object.fromEntries(texts) };
}

function parse(text: FormDataEntryValue | null): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
