/** A column of years is written without thousands dots, and is no measure. */
export function isYearColumn(values: readonly (string | number | boolean | null)[]): boolean {
  const present = values.filter((value) => value !== null);
  return (
    present.length > 0 &&
    present.every((value) => typeof value === 'number' && Number.isInteger(value) && value >= 1900 && value <= 2100)
  );
}
