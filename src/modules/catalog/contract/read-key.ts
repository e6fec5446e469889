import type { Reporting } from './custom-properties.ts';
import type { Property } from './odcs/property.ts';
import type { Path } from './problem.ts';

/** The key's fields, by their positions; those without one come after, as they are declared. */
export function readPrimaryKey(
  placed: readonly { readonly property: Property; readonly path: Path }[],
  { report, warn }: Reporting,
): readonly string[] {
  const taken = new Map<number, string>();
  const key: { readonly name: string; readonly position: number }[] = [];
  for (const { property, path } of placed) {
    const { name, primaryKey = false, primaryKeyPosition } = property;
    // The standard writes -1 where a field is not part of the key.
    const position = primaryKeyPosition !== undefined && primaryKeyPosition > 0 ? primaryKeyPosition : undefined;
    if (!primaryKey) {
      if (position !== undefined) warn('key-position-alone', [...path, 'primaryKeyPosition'], { field: name });
      continue;
    }
    const other = position === undefined ? undefined : taken.get(position);
    if (position !== undefined && other !== undefined) {
      report('key-position-repeated', [...path, 'primaryKeyPosition'], { field: name, other, position });
    }
    if (position !== undefined) taken.set(position, name);
    key.push({ name, position: position ?? Number.POSITIVE_INFINITY });
  }
  // Infinity minus itself is no number, hence the comparison.
  return key
    .toSorted((one, other) => (one.position === other.position ? 0 : one.position < other.position ? -1 : 1))
    .map(({ name }) => name);
}
