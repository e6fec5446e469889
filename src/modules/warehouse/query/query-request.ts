import { z } from 'zod';
import { fail } from '../errors.ts';
import { aggregateFunctions, defaultNulls, type Predicate, type Query } from './query.ts';

const FieldName = z.string().min(1).max(200);
const Scalar = z.union([z.string().max(10_000), z.number(), z.boolean()]);
const Condition = z.strictObject({
  field: FieldName,
  op: z.enum(['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'like', 'ilike', 'in', 'is']),
  value: z.union([Scalar, z.null(), z.array(Scalar).max(1000)]),
});

type WhereRequest =
  | z.infer<typeof Condition>
  | { readonly and: readonly WhereRequest[] }
  | { readonly or: readonly WhereRequest[] }
  | { readonly not: WhereRequest };

const Where: z.ZodType<WhereRequest> = z
  .lazy(() =>
    z.union([
      Condition,
      z.strictObject({ and: z.array(Where).min(1).max(200) }),
      z.strictObject({ or: z.array(Where).min(1).max(200) }),
      z.strictObject({ not: Where }),
    ]),
  )
  .meta({ id: 'Where' });

/** The body of `POST /api/v1/datasets/{id}/query`. */
export const QueryRequest = z.strictObject({
  select: z.array(FieldName).min(1).max(1000).optional(),
  where: Where.optional(),
  groupBy: z.array(FieldName).max(20).optional(),
  aggregates: z
    .array(z.strictObject({ fn: z.enum(aggregateFunctions), field: FieldName.optional(), as: FieldName }))
    .max(100)
    .optional(),
  orderBy: z
    .array(z.strictObject({ field: FieldName, desc: z.boolean().optional() }))
    .max(20)
    .optional(),
  limit: z.int().min(0).optional(),
});
export type QueryRequest = z.infer<typeof QueryRequest>;

export const defaultLimit = 1000;
export const highestLimit = 10_000;

/** Deeper than people write, shallower than what would hurt the parser of the SQL. */
const deepest = 20;
const mostConditions = 500;

/**
 * Reads a body that is JSON already into a query. Throws `query-invalid` or `query-too-complex`. Nesting is measured
 * before it is followed.
 */
export function parseQueryRequest(body: unknown): Query {
  if (depthOf(body) > 2 * deepest + 6) throw fail('query-too-complex', `Conditions nest at most ${deepest} deep`);
  const parsed = QueryRequest.safeParse(body);
  if (!parsed.success) {
    throw fail('query-invalid', z.prettifyError(parsed.error), { cause: parsed.error });
  }
  return queryOf(parsed.data);
}

function queryOf(request: QueryRequest): Query {
  const where = request.where === undefined ? undefined : predicateOf(request.where);
  if (where !== undefined && countConditions(where) > mostConditions) {
    throw fail('query-too-complex', `A query has at most ${mostConditions} conditions`);
  }
  const grouped = request.groupBy !== undefined || request.aggregates !== undefined;
  const grouping = { groupBy: request.groupBy ?? [], aggregates: request.aggregates ?? [] };
  if (grouped) assertSelectedFrom(request.select ?? [], grouping);
  return {
    select: request.select === undefined ? 'all' : request.select.map((field) => ({ field, as: field })),
    ...(where === undefined ? {} : { where }),
    orderBy: (request.orderBy ?? []).map(({ field, desc = false }) => ({
      field,
      descending: desc,
      nulls: defaultNulls(desc),
    })),
    limit: Math.min(request.limit ?? defaultLimit, highestLimit),
    offset: 0,
    ...(grouped ? { grouping: presentOnly(grouping) } : {}),
  };
}

function presentOnly(grouping: {
  readonly groupBy: readonly string[];
  readonly aggregates: NonNullable<QueryRequest['aggregates']>;
}): Query['grouping'] & object {
  if (grouping.groupBy.length + grouping.aggregates.length === 0) {
    throw fail('query-invalid', 'A grouped query needs a field to group by or an aggregate');
  }
  return {
    groupBy: grouping.groupBy,
    aggregates: grouping.aggregates.map(({ fn, field, as }) => ({ fn, as, ...(field === undefined ? {} : { field }) })),
  };
}

/** A grouped query answers its groups and aggregates; a `select` beside may only repeat them. */
function assertSelectedFrom(
  select: readonly string[],
  grouping: { readonly groupBy: readonly string[]; readonly aggregates: readonly { readonly as: string }[] },
) {
  const names = new Set([...grouping.groupBy, ...grouping.aggregates.map((aggregate) => aggregate.as)]);
  const other = select.find((field) => !names.has(field));
  if (other !== undefined)
    throw fail('query-invalid', `«${other}» is selected, but neither grouped by nor an aggregate`);
}

function predicateOf(where: WhereRequest): Predicate {
  if ('and' in where) return { kind: 'and', operands: where.and.map(predicateOf) };
  if ('or' in where) return { kind: 'or', operands: where.or.map(predicateOf) };
  if ('not' in where) return { kind: 'not', operand: predicateOf(where.not) };
  return conditionOf(where);
}

function conditionOf({ field, op, value }: z.infer<typeof Condition>): Predicate {
  if (op === 'is') {
    if (value === null || typeof value === 'boolean') return { kind: 'is', field, value };
    throw fail('query-invalid', '«is» takes null, true or false');
  }
  if (op === 'in') {
    if (Array.isArray(value)) return { kind: 'in', field, values: value };
    throw fail('query-invalid', '«in» takes a list of values');
  }
  if (value === null) throw fail('query-invalid', `«${op}» never holds for null; use «is»`);
  if (Array.isArray(value)) throw fail('query-invalid', `«${op}» takes one value; use «in» for several`);
  if (op !== 'like' && op !== 'ilike') return { kind: 'compare', field, operator: op, value };
  if (typeof value !== 'string') throw fail('query-invalid', `«${op}» takes a text`);
  return { kind: 'like', field, pattern: value, ignoreCase: op === 'ilike' };
}

export function countConditions(predicate: Predicate): number {
  if (predicate.kind === 'not') return countConditions(predicate.operand);
  if (predicate.kind === 'and' || predicate.kind === 'or') {
    return predicate.operands.reduce((sum, operand) => sum + countConditions(operand), 0);
  }
  return predicate.kind === 'in' ? Math.max(1, predicate.values.length / 10) : 1;
}

function depthOf(value: unknown): number {
  let level: readonly unknown[] = [value];
  let depth = 0;
  while (level.length > 0 && depth < 100) {
    depth += 1;
    level = level.flatMap((each): unknown[] => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return depth;
}
