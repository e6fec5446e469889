import { isYearColumn } from './year-column.ts';

const mostDigits = 6;

type Value = string | number | boolean | null;

/** Decimals that every number of a column is written with, so that they stand under each other. */
export function columnDigits(values: readonly Value[]): number {
  const digits = values.map((value) => (typeof value === 'number' ? (String(value).split('.')[1]?.length ?? 0) : 0));
  return Math.min(Math.max(0, ...digits), mostDigits);
}

/** The same; null for years, whose digits are not grouped either. */
export function digitsOf(values: readonly Value[]): number | null {
  return isYearColumn(values) ? null : columnDigits(values);
}
