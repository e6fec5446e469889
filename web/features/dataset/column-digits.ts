const mostDigits = 6;

/** Decimals that every number of a column is written with, so that they stand under each other. */
export function columnDigits(values: readonly (string | number | boolean | null)[]): number {
  const digits = values.map((value) => (typeof value === 'number' ? (String(value).split('.')[1]?.length ?? 0) : 0));
  return Math.min(Math.max(0, ...digits), mostDigits);
}
