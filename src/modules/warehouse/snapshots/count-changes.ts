import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';

export interface ComparedRelations {
  readonly incoming: string;
  /** Null: none. */
  readonly replaced: string | null;
}

/**
 * A query of one row, `added`, `changed`, `removed`: what the incoming rows do to those whose place they take. Rows with
 * a key are matched by it and their contents compared whole, null being equal to null. Without a key rows are compared as
 * multisets, so that nothing is ever «changed».
 */
export function countChangesSql(schema: DatasetSchema, { incoming, replaced }: ComparedRelations): string {
  if (replaced === null) return `select count(*) as added, 0 as changed, 0 as removed from ${incoming}`;
  return schema.key.length > 0 ? byKey(schema, incoming, replaced) : asMultisets(schema, incoming, replaced);
}

function byKey(schema: DatasetSchema, incoming: string, replaced: string): string {
  const matches = schema.key.map((name) => `n.${quoteName(name)} = o.${quoteName(name)}`).join(' and ');
  const rest = schema.columns.filter((column) => !schema.key.includes(column.name));
  const differs = rest.map(({ name }) => `n.${quoteName(name)} is distinct from o.${quoteName(name)}`);
  return `
    select count(*) filter (_old is null) as added,
      count(*) filter (_old and _new and (${differs.join(' or ') || 'false'})) as changed,
      count(*) filter (_new is null) as removed
    from (select *, true as _new from ${incoming}) as n
    full join (select *, true as _old from ${replaced}) as o on ${matches}`;
}

function asMultisets(schema: DatasetSchema, incoming: string, replaced: string): string {
  const columns = schema.columns.map((column) => quoteName(column.name)).join(', ');
  return `
    select coalesce(sum(greatest(_surplus, 0)), 0) as added, 0 as changed,
      coalesce(sum(greatest(-_surplus, 0)), 0) as removed
    from (
      select sum(_side) as _surplus
      from (select ${columns}, 1 as _side from ${incoming} union all select ${columns}, -1 from ${replaced})
      group by ${columns})`;
}
