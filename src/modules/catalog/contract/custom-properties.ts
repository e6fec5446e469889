import type { CustomProperty } from './odcs/parts.ts';
import type { CustomKind } from './custom-kinds.ts';
import { findMeant } from './find-meant.ts';
import type { Path, Report } from './problem.ts';

/** Where problems and warnings of a contract under reading go. */
export interface Reporting {
  readonly report: Report;
  readonly warn: Report;
}

/** The `daklake.` facts of one element (the contract, a field, a rule). */
export interface CustomReader {
  /** Undefined where it is absent, or has a value that cannot be used, which is then reported. */
  read<T>(name: string, kind: CustomKind<T>): T | undefined;
  has(name: string): boolean;
  /** Where the property stands, or its element where it is absent. */
  pathOf(name: string): Path;
}

const ours = 'daklake.';

/**
 * `known` are the names that have a meaning here. Another of ours is a problem where it is nearly one of them, since a slip
 * in `daklake.personal` would show a person to everybody, else a warning; everybody else's are let be.
 */
export function readCustomProperties(
  properties: readonly CustomProperty[] | undefined,
  element: Path,
  known: readonly string[],
  { report, warn }: Reporting,
): CustomReader {
  const found = new Map<string, { readonly value: unknown; readonly path: Path }>();
  for (const [index, { property, value }] of (properties ?? []).entries()) {
    if (!property.startsWith(ours)) continue;
    const path = [...element, 'customProperties', index];
    if (found.has(property)) report('custom-repeated', path, { property });
    else if (!known.includes(property.slice(ours.length))) {
      const meant = findMeant(property.slice(ours.length), known, 2);
      if (meant === undefined) warn('custom-unknown', path, { property });
      else report('custom-misspelled', path, { property, meant: ours + meant });
    }
    found.set(property, { value, path });
  }
  return {
    read: (name, kind) => {
      const entry = found.get(ours + name);
      // A property without a value says nothing.
      if (entry === undefined || entry.value === null) return undefined;
      const value = kind.parse(entry.value);
      if (value === undefined) {
        report('custom-value', [...entry.path, 'value'], {
          property: ours + name,
          expectedVi: kind.expected.vi,
          expected: kind.expected.en,
        });
      }
      return value;
    },
    has: (name) => (found.get(ours + name)?.value ?? null) !== null,
    pathOf: (name) => found.get(ours + name)?.path ?? element,
  };
}
