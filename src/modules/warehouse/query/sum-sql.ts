import type { ColumnType } from '../dataset-schema.ts';

/** Digits of which no dataset has rows enough, ten thousand million, for a sum of over 38. */
const alwaysHeld = 28;

/** What a compiled query raises instead of a sum that the engine cannot hold. */
export const sumTooLarge = 'daklake: sum too large';

/** The engine sums decimals of any width in 38 digits, and what is over comes out as another number. */
export function sumSql(name: string, { type }: { readonly type: ColumnType }): string {
  const { precision, scale } = digitsOf(type);
  if (precision <= alwaysHeld) return `sum(${name})`;
  return `case when coalesce(sum(abs(cast(${name} as double))) < 9.9e${37 - scale}, true) then sum(${name})
    else error('${sumTooLarge}') end`;
}

/** Of exact numbers the exact sum is divided, where the engine can hold it. */
export function averageSql(name: string, { type }: { readonly type: ColumnType }): string {
  return digitsOf(type).precision <= alwaysHeld ? `avg(${name})` : `avg(cast(${name} as double))`;
}

function digitsOf(type: ColumnType): { readonly precision: number; readonly scale: number } {
  const [precision = 0, scale = 0] = type.startsWith('DECIMAL') ? (type.match(/\d+/g) ?? []).map(Number) : [];
  return { precision, scale };
}
