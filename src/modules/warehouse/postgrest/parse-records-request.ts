import { fail } from '../errors.ts';
import type { Predicate, Query } from '../query/query.ts';
import { countConditions } from '../query/query-request.ts';
import { acceptedShape, type AnswerShape } from './accepted-shape.ts';
import { parseFilter, parseTree } from './parse-filter.ts';
import { parseRange } from './parse-range.ts';
import { parseOrder, parseSelect } from './parse-select.ts';

/** Headers that matter, as they came. */
export interface RecordsHeaders {
  readonly accept?: string | undefined;
  readonly prefer?: string | undefined;
  readonly range?: string | undefined;
}

export interface RecordsRequest {
  readonly query: Query;
  readonly count: 'exact' | 'planned' | 'estimated' | undefined;
  readonly shape: AnswerShape;
  readonly cursor: string | undefined;
}

const reserved = new Set(['select', 'order', 'limit', 'offset', 'asOf', 'cursor']);
const trees: Readonly<Record<string, readonly ['and' | 'or', boolean]>> = {
  and: ['and', false],
  or: ['or', false],
  'not.and': ['and', true],
  'not.or': ['or', true],
};
const mostConditions = 500;

/**
 * PostgREST's read dialect. Throws `query-invalid`, `query-too-complex`, `range-not-satisfiable` or
 * `media-type-not-offered`. A cursor tells by itself where its page begins, so that with it `Range` says nothing.
 */
export function parseRecordsRequest(
  parameters: URLSearchParams,
  headers: RecordsHeaders,
  fields: readonly string[],
): RecordsRequest {
  for (const name of reserved) {
    if (parameters.getAll(name).length > 1) throw fail('query-invalid', `«${name}» stands twice in the address`);
  }
  const cursor = parameters.get('cursor') ?? undefined;
  if (cursor !== undefined && parameters.has('offset')) {
    throw fail('query-invalid', 'A page begins at a cursor or at an offset, not at both');
  }
  const where = parseWhere(parameters);
  const order = parameters.get('order') ?? '';
  const count = /(?:^|[,;\s])count=(exact|planned|estimated)\b/.exec(headers.prefer ?? '')?.[1];
  return {
    query: {
      select: parseSelect(parameters.get('select') ?? '', fields),
      ...(where === undefined ? {} : { where }),
      orderBy: order === '' ? [] : parseOrder(order),
      ...parseRange(parameters, cursor === undefined ? headers.range : undefined),
    },
    // The expression matches these three only.
    count: count as RecordsRequest['count'],
    shape: acceptedShape(headers.accept),
    cursor,
  };
}

function parseWhere(parameters: URLSearchParams): Predicate | undefined {
  const operands: Predicate[] = [];
  for (const [name, value] of parameters) {
    if (reserved.has(name)) continue;
    const tree = Object.hasOwn(trees, name) ? trees[name] : undefined;
    if (tree === undefined) operands.push(parseFilter(name, value));
    else operands.push(tree[1] ? { kind: 'not', operand: parseTree(tree[0], value) } : parseTree(tree[0], value));
  }
  if (operands.length === 0) return undefined;
  const where: Predicate = { kind: 'and', operands };
  if (countConditions(where) > mostConditions) {
    throw fail('query-too-complex', `A query has at most ${mostConditions} conditions`);
  }
  return where;
}
