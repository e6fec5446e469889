import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetColumn } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import type { CompiledQuery } from './compile-query.ts';
import { isWide } from './json-value.ts';
import type { Aggregate, Grouping, OrderTerm, Query } from './query.ts';
import { recordSql, type SelectedColumn } from './record-sql.ts';
import { averageSql, sumSql } from './sum-sql.ts';
import type { VisibleFields } from './visible-fields.ts';

export interface GroupingSource {
  readonly fields: VisibleFields;
  /** The filtered rows. */
  readonly relation: string;
}

/** A row per group: the group's fields, then the aggregates. In the order asked for, and by the group's fields after it. */
export function compileGrouping(query: Query, grouping: Grouping, { fields, relation }: GroupingSource): CompiledQuery {
  const groups = grouping.groupBy.map((field) => groupColumn(fields.filterable(field)));
  const aggregates = grouping.aggregates.map((aggregate) => aggregateColumn(aggregate, fields));
  const columns = [...groups, ...aggregates];
  assertDistinct(columns);
  const list = columns.map((column) => `${column.sql} as ${quoteName(column.name)}`).join(', ');
  const groupBy = groups.length > 0 ? `group by ${groups.map((group) => group.sql).join(', ')}` : '';
  const order = orderOf(query.orderBy, columns, groups);
  const shown = columns.map((column) => ({ ...column, sql: quoteName(column.name) }));
  return {
    sql: `select ${recordSql(shown)} as record from (
      select * from (select ${list} from ${relation} ${groupBy}) ${order} limit ${query.limit} offset ${query.offset})`,
    columns: columns.map(({ name, type, wide }) => ({ name, type, wide })),
  };
}

function groupColumn(column: DatasetColumn): SelectedColumn {
  return { name: column.name, sql: quoteName(column.name), type: column.type, wide: isWide(column) };
}

function aggregateColumn({ fn, field, as }: Aggregate, fields: VisibleFields): SelectedColumn {
  if (field === undefined) {
    if (fn !== 'count') throw fail('query-invalid', `«${fn}» needs a field`);
    return { name: as, sql: 'count(*)', type: 'BIGINT', wide: false };
  }
  const column = fields.filterable(field);
  const name = quoteName(field);
  const wide = isWide(column);
  switch (fn) {
    case 'count':
      return { name: as, sql: `count(${name})`, type: 'BIGINT', wide: false };
    case 'countDistinct':
      return { name: as, sql: `count(distinct ${name})`, type: 'BIGINT', wide: false };
    case 'min':
    case 'max':
      return { name: as, sql: `${fn}(${name})`, type: column.type, wide };
    case 'sum':
      return { name: as, sql: sumSql(numeric(column, fn), column), type: column.type, wide: wide || 'by-value' };
    case 'avg':
      return { name: as, sql: averageSql(numeric(column, fn), column), type: 'DOUBLE', wide: false };
    case 'median':
      return { name: as, sql: `median(cast(${numeric(column, fn)} as double))`, type: 'DOUBLE', wide: false };
  }
}

function numeric(column: DatasetColumn, fn: string): string {
  if (column.type === 'BIGINT' || column.type === 'DOUBLE' || column.type.startsWith('DECIMAL')) {
    return quoteName(column.name);
  }
  throw fail('query-invalid', `«${fn}» is for numbers; ${column.name} is none`);
}

function orderOf(
  terms: readonly OrderTerm[],
  columns: readonly SelectedColumn[],
  groups: readonly SelectedColumn[],
): string {
  const asked = terms.map(({ field, descending, nulls }) => {
    if (!columns.some((column) => column.name === field)) {
      throw fail('query-invalid', `A grouped query is ordered by what it answers; «${field}» is not in it`);
    }
    return `${quoteName(field)} ${descending ? 'desc' : 'asc'} nulls ${nulls}`;
  });
  const rest = groups.map((group) => `${quoteName(group.name)} asc nulls last`);
  return asked.length + rest.length === 0 ? '' : `order by ${[...asked, ...rest].join(', ')}`;
}

/** Without regard to case, as the engine compares names of columns. */
function assertDistinct(columns: readonly SelectedColumn[]): void {
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name.toLowerCase())) throw fail('query-invalid', `«${name}» stands twice in the answer`);
    names.add(name.toLowerCase());
  }
}
