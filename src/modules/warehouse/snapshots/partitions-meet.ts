/** As loads list what they fill: each the JSON text of its values' texts by field; null: the whole dataset. */
export type Partitions = readonly string[] | null;

/**
 * Whether rows of both could lie in one partition. A contract may cut its dataset otherwise than the one before: then the
 * fields that both name decide, and where there are none, they could.
 */
export function partitionsMeet(one: Partitions, other: Partitions): boolean {
  if (one === null || other === null) return true;
  const [mine, others] = [partitionFields(one[0]), partitionFields(other[0])];
  const common = mine.filter((field) => others.includes(field));
  const alike = common.length > 0 && JSON.stringify(mine) === JSON.stringify(others);
  const part = alike ? (partition: string) => partition : (partition: string) => partitionValues(partition, common);
  const filled = new Set(one.map(part));
  return other.some((partition) => filled.has(part(partition)));
}

/** None of what releases before this one wrote: values alone. */
export function partitionFields(partition = '{}'): readonly string[] {
  const values: unknown = JSON.parse(partition);
  return typeof values === 'object' && values !== null && !Array.isArray(values) ? Object.keys(values) : [];
}

/** The partition as far as these fields go, each of which it must have. */
export function partitionValues(partition: string, fields: readonly string[]): string {
  if (fields.length === 0) return '[]';
  // Only read for fields that it has.
  const values = JSON.parse(partition) as Readonly<Record<string, string | null>>;
  return JSON.stringify(fields.map((field) => values[field]));
}
