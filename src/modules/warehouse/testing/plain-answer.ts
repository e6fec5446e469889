// The answer by hand, and differently from the compiler: prepared parameters, JavaScript's own JSON, row ids for ties.

import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '#platform/duckdb/quote.ts';
import { comparisons, type Predicate, type Query } from '../query/query.ts';
import { fieldNames, querySchema } from './query-sample.ts';

/** Records of the table `plain`, ties in its own order. */
export async function plainAnswer(connection: DuckDBConnection, asked: Query) {
  const items = asked.select === 'all' ? fieldNames.map((each) => ({ field: each, as: each })) : asked.select;
  const order = asked.orderBy.map((term) => `${term.field} ${term.descending ? 'desc' : ''} nulls ${term.nulls}`);
  const { sql, parameters } = plainWhere(asked);
  const found = await connection.runAndReadAll(
    `select ${items.map((item) => item.field).join(', ')} from plain ${sql}
    order by ${[...order, 'rowid'].join(', ')} limit ${asked.limit} offset ${asked.offset}`,
    parameters,
  );
  return found.getRowsJson().map((values) => present(items, values));
}

export function plainCount(asked: Query): string {
  const { sql, parameters } = plainWhere(asked);
  const filled = parameters.reduce((text, value) => text.replace('?', () => quoteText(value)), sql);
  return `select count(*) from plain ${filled}`;
}

export async function plainGroups(
  connection: DuckDBConnection,
  asked: Query,
  { groupBy, aggregates }: NonNullable<Query['grouping']>,
) {
  const { sql, parameters } = plainWhere(asked);
  const [each] = aggregates;
  const fn = {
    count: 'count(',
    countDistinct: 'count(distinct ',
    sum: 'sum(',
    avg: 'avg(',
    min: 'min(',
    max: 'max(',
    // Of doubles, whatever is stored: a decimal's own median would be cut to its digits.
    median: 'median(1e0 * ',
  };
  const list = [...groupBy, `${fn[each?.fn ?? 'count']}${each?.field})`];
  const found = await connection.runAndReadAll(
    `select ${list.join(', ')} from plain ${sql} ${groupBy.length > 0 ? `group by ${groupBy.join(', ')}` : ''}
    ${groupBy.length > 0 ? `order by ${groupBy.map((name) => `${name} nulls last`).join(', ')}` : ''}`,
    parameters,
  );
  const counted = each?.fn === 'sum' && each.field === 'so' ? '#sum' : '#number';
  const kind =
    each?.fn === 'min' || each?.fn === 'max' || (each?.fn === 'sum' && each.field === 'tien')
      ? (each.field ?? '')
      : counted;
  const items = [...groupBy.map((name) => ({ field: name, as: name })), { field: kind, as: 'k' }];
  return found.getRowsJson().map((values) => present(items, values));
}

function plainWhere(asked: Query): { sql: string; parameters: string[] } {
  const parameters: string[] = [];
  const bind = (value: unknown, name: string) => {
    parameters.push(String(value));
    return `cast(? as ${querySchema.columns.find((each) => each.name === name)?.type})`;
  };
  const write = (each: Predicate): string => {
    switch (each.kind) {
      case 'compare':
        return `${each.field} ${comparisons[each.operator]} ${bind(each.value, each.field)}`;
      case 'in':
        return `(${each.values.map((value) => `${each.field} = ${bind(value, each.field)}`).join(' or ') || 'false'})`;
      case 'is':
        return each.value === null ? `${each.field} is null` : `coalesce(${each.field} = ${each.value}, false)`;
      case 'like': {
        const text = bind(each.pattern.replaceAll('*', '%'), 'ten');
        return each.ignoreCase
          ? `lower(${each.field}) like lower(${text}) escape '\\'`
          : `${each.field} like ${text} escape '\\'`;
      }
      case 'not':
        return `not (${write(each.operand)})`;
      case 'and':
      case 'or':
        return `(${each.operands.map((operand) => `(${write(operand)})`).join(` ${each.kind} `)})`;
    }
  };
  return { sql: asked.where === undefined ? '' : `where ${write(asked.where)}`, parameters };
}

function present(items: readonly { readonly field: string; readonly as: string }[], values: readonly unknown[]) {
  return Object.fromEntries(
    items.map(({ field: name, as }, index) => {
      const value = values[index];
      if (value === null || value === undefined) return [as, null];
      if (name === 'so' || name === 'ty_le' || name === '#number') return [as, Number(value)];
      if (name === '#sum') return [as, Number.isSafeInteger(Number(value)) ? Number(value) : String(value)];
      if (name === 'luc') return [as, `${String(value).replace(' ', 'T')}+07:00`];
      return [as, typeof value === 'boolean' ? value : String(value)];
    }),
  );
}
