/** As `listPartitions` writes them: each the JSON text of its values' texts by field; null: the whole dataset. */
export type Partitions = readonly string[] | null;

/**
 * Whether rows of both could lie in one partition. A contract may cut its dataset otherwise than the one before: then the
 * fields that both name decide, and where there are none, they could.
 */
export function partitionsMeet(one: Partitions, other: Partitions): boolean {
  if (one === null || other === null) return true;
  const [mine, others] = [fieldsOf(one), fieldsOf(other)];
  const common = mine.filter((field) => others.includes(field));
  const alike = common.length === mine.length && common.length === others.length && common.length > 0;
  const part = alike ? (partition: string) => partition : (partition: string) => valuesOf(partition, common);
  const filled = new Set(one.map(part));
  return other.some((partition) => filled.has(part(partition)));
}

/** None of what releases before this one wrote: values alone. */
function fieldsOf(partitions: readonly string[]): readonly string[] {
  const values: unknown = JSON.parse(partitions[0] ?? '{}');
  return typeof values === 'object' && values !== null && !Array.isArray(values) ? Object.keys(values) : [];
}

function valuesOf(partition: string, fields: readonly string[]): string {
  // Only read for fields that it has.
  const values = JSON.parse(partition) as Readonly<Record<string, string | null>>;
  return JSON.stringify(fields.map((field) => values[field]));
}
