import { fail } from '../errors.ts';
import type { Predicate, Query } from '../query/query.ts';
import { countConditions } from '../query/query-request.ts';
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
  /** One object instead of an array, or 406. */
  readonly single: boolean;
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

/** PostgREST's read dialect. Throws `query-invalid`, `query-too-complex` or `range-not-satisfiable`. */
export function parseRecordsRequest(
  parameters: URLSearchParams,
  headers: RecordsHeaders,
  fields: readonly string[],
): RecordsRequest {
  const where = parseWhere(parameters);
  const order = parameters.get('order') ?? '';
  const count = /(?:^|[,;\s])count=(exact|planned|estimated)\b/.exec(headers.prefer ?? '')?.[1];
  return {
    query: {
      select: parseSelect(parameters.get('select') ?? '', fields),
      ...(where === undefined ? {} : { where }),
      orderBy: order === '' ? [] : parseOrder(order),
      ...parseRange(parameters, headers.range),
    },
    // The expression matches these three only.
    count: count as RecordsRequest['count'],
    single: /application\/vnd\.pgrst\.object(?:\+json)?/.test(headers.accept ?? ''),
    cursor: parameters.get('cursor') ?? undefined,
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
