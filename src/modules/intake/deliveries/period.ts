import type { Contract, Field } from '#modules/catalog/index.ts';

/**
 * The field that says of which period a delivery is: the one by which the dataset is partitioned besides the unit; of
 * several the one that is declared as a period or a date.
 */
export function periodField({ fields, partitionBy, unitField }: Contract): Field | undefined {
  const others = partitionBy.filter((name) => name !== unitField).flatMap((name) => fieldNamed(fields, name));
  if (others.length === 1) return others[0];
  return others.find(({ semanticType, type }) => semanticType === 'period' || type === 'date');
}

function fieldNamed(fields: readonly Field[], wanted: string): readonly Field[] {
  return fields.filter(({ name }) => name === wanted);
}

/**
 * The last day of a period as `YYYY-MM-DD`: of a day, a month (202605, 2026-05), a quarter (20262, 2026-Q2, 2026Q2), a year, or
 * the last of several months or years (202601-202606, 2024-2025). Undefined for other spellings.
 */
export function lastDayOf(period: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return Number.isNaN(Date.parse(period)) ? undefined : period;
  const year = /^(\d{4})$/.exec(period);
  if (year !== null) return `${year[1]}-12-31`;
  const quarter = /^(\d{4})(?:-?Q)?([1-4])$/i.exec(period);
  if (quarter !== null) return lastDayOfMonth(Number(quarter[1]), Number(quarter[2]) * 3);
  const several = /^(?:\d{6}-(\d{6})|\d{4}-(\d{4}))$/.exec(period);
  if (several !== null) return lastDayOf(several[1] ?? several[2] ?? '');
  const month = /^(\d{4})-?(0[1-9]|1[0-2])$/.exec(period);
  return month === null ? undefined : lastDayOfMonth(Number(month[1]), Number(month[2]));
}

/** Whether it may be asked for although there is nothing of it yet: a time, written as those are of which there are rows. */
export function isComing(period: string, known: readonly string[]): boolean {
  const shape = shapeOf(period);
  return lastDayOf(period) !== undefined && (known.length === 0 || known.some((one) => shapeOf(one) === shape));
}

/** 202605 and 202606 are written alike, 2026-Q2 and 2026 are not. */
function shapeOf(period: string): string {
  return period.replaceAll(/\d/g, '0');
}

function lastDayOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
