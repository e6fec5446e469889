import type { DatasetPage } from '#api/web-services.ts';
import { columnDigits } from './column-digits.ts';
import { isYearColumn } from './year-column.ts';

export interface Chart {
  readonly field: string;
  /** Decimals of the measure. */
  readonly digits: number;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
  /** How many rows the bars were chosen from: all of the snapshot. */
  readonly total: number;
}

const barsShown = 10;
const leastBars = 3;

/**
 * The obvious chart of a small dataset: its first measure by its first name, highest first. Only where every row of the
 * snapshot is at hand, for "the highest" of some first rows would be untrue; and only where names tell rows apart.
 */
export function findChart({ rows, snapshot, fields }: DatasetPage): Chart | undefined {
  if (rows.kind !== 'shown' || snapshot === null || rows.rows.length < snapshot.rows) return undefined;
  const open = fields.filter((field) => !field.masked);
  const valuesOf = (name: string) => rows.rows.map((row) => row[name] ?? null);
  const measure = open.find(
    (field) => isMeasureType(field.type) && !field.key && !isOrdinal(field.name) && isMeasure(valuesOf(field.name)),
  );
  const label = open.find((field) => field.type === 'string' && isName(valuesOf(field.name)));
  if (!measure || !label) return undefined;

  const bars = rows.rows
    .flatMap((row) => {
      const value = row[measure.name];
      const name = row[label.name];
      return typeof value === 'number' && typeof name === 'string' ? [{ label: name, value }] : [];
    })
    .toSorted((a, b) => b.value - a.value)
    .slice(0, barsShown);
  if (bars.length < leastBars) return undefined;
  const digits = columnDigits(bars.map((bar) => bar.value));
  return { field: measure.label, digits, bars, total: rows.rows.length };
}

type Value = string | number | boolean | null;

function isMeasureType(type: string): boolean {
  return type === 'integer' || type === 'number';
}

/** «Số thứ tự» counts the rows of a report. */
function isOrdinal(name: string): boolean {
  return /(?:^|_)(?:stt|thu_tu)$/.test(name);
}

/** Amounts from zero up that differ; years are not amounts. */
function isMeasure(values: readonly Value[]): boolean {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.every((value) => value >= 0) && new Set(numbers).size >= leastBars && !isYearColumn(values);
}

/** Texts that tell the rows apart and are words, not codes. */
function isName(values: readonly Value[]): boolean {
  const texts = values.filter((value) => typeof value === 'string');
  return (
    texts.length === values.length &&
    new Set(texts).size === texts.length &&
    texts.every((text) => /\p{L}{2}/u.test(text) && !/\d{3}/.test(text))
  );
}
