/**
 * The records of a table that was written column by column (`{"a":[1,2],"b":["x","y"]}`): every member is a list of plain
 * values, and all are of one length. Undefined where the value is one record.
 */
export function recordsOfColumns(value: unknown): readonly Readonly<Record<string, unknown>>[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const columns = Object.entries(value);
  const lists = columns.map(([, list]: [string, unknown]) => (isPlainList(list) ? list : undefined));
  const length = lists[0]?.length ?? 0;
  if (columns.length < 2 || length === 0 || lists.some((list) => list?.length !== length)) return undefined;
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(columns.map(([name], column) => [name, lists[column]?.[row]])),
  );
}

function isPlainList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}
