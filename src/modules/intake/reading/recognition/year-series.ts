import type { BodyContext } from './body-rows.ts';

/** One column a year: statistics publish the total as one of the things that they count. */
export function isYearSeries({ headerCells, width }: BodyContext): boolean {
  const years = headerCells.map(
    (cells) => cells.filter((cell) => /(?:^|\D)(?:19|20)\d{2}(?:\D|$)/.test(cell ?? '')).length,
  );
  return Math.max(0, ...years) >= 0.5 * (width - 1);
}
