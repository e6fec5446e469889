import { isAlias, isCollection, isMap, isScalar, visit, type Document, type YAMLMap } from 'yaml';
import type { Facts } from './problem.ts';
import type { ProblemCode } from './problem-texts.ts';

export const maxDepth = 50;
/** Every alias is looked for from the beginning of the document. */
export const maxAliases = 100;
const maxNodes = 200_000;

export interface UnsafeNode {
  readonly code: ProblemCode;
  /** Where it stands in the text. */
  readonly offset: number;
  readonly facts?: Facts;
}

/**
 * What the parser takes and we do not: keys that are repeated, values that cannot be kept as JSON, and whatever could
 * exhaust us on the way. The first of them.
 */
export function findUnsafe(document: Document.Parsed): UnsafeNode | undefined {
  let nodes = 0;
  let aliases = 0;
  let found: UnsafeNode | undefined;
  visit(document, {
    Node: (_key, node, ancestors) => {
      nodes += 1;
      if (isAlias(node)) aliases += 1;
      const offset = node.range?.[0] ?? 0;
      if (nodes > maxNodes || ancestors.filter(isCollection).length > maxDepth) {
        found = { code: 'text-too-deep', offset, facts: { limit: maxDepth } };
      } else if (isAlias(node)) {
        const target = aliases > maxAliases ? undefined : node.resolve(document);
        if (target === undefined || ancestors.includes(target)) found = { code: 'text-alias-unsafe', offset };
      } else if (isMap(node)) found = findRepeatedKey(node);
      else if (isScalar(node) && !isStorable(node.value)) found = { code: 'text-unstorable', offset };
      return found === undefined ? undefined : visit.BREAK;
    },
  });
  return found;
}

function findRepeatedKey(map: YAMLMap): UnsafeNode | undefined {
  const seen = new Set<string>();
  for (const { key } of map.items) {
    // The parser was told to refuse other keys.
    if (!isScalar(key)) continue;
    const name = String(key.value);
    if (seen.has(name)) return { code: 'key-repeated', offset: key.range?.[0] ?? 0, facts: { key: name } };
    seen.add(name);
  }
  return undefined;
}

/** JSON has no infinite numbers, PostgreSQL takes neither U+0000 nor half of a surrogate pair. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'string' || (!value.includes('\u0000') && value.isWellFormed());
}
