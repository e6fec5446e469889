import type { ColumnType } from '../dataset-schema.ts';

/** What a compiled query raises instead of a sum that the engine cannot hold. */
export const sumTooLarge = 'daklake: sum too large';

/**
 * The engine sums decimals of any width in 38 digits, and what is over comes out as another number. With fewer than 19
 * digits a column there cannot be rows enough for that.
 */
export function sumSql(name: string, { type }: { readonly type: ColumnType }): string {
  const [precision = 0, scale = 0] = type.startsWith('DECIMAL') ? (type.match(/\d+/g) ?? []).map(Number) : [];
  if (precision < 19) return `sum(${name})`;
  return `case when coalesce(sum(abs(cast(${name} as double))) < 9.9e${37 - scale}, true) then sum(${name})
    else error('${sumTooLarge}') end`;
}
