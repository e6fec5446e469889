import type { Rights } from '#api/rights.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import type { StandingRows, StoredRows } from '../snapshots/snapshot.ts';
import { compileGrouping } from './compile-grouping.ts';
import { filesAfter, filesFor, type FileRange } from './files-for.ts';
import { isWide, type OutputColumn } from './json-value.ts';
import { afterSql, orderSql, positionSql, type KeysetTerm, type Position } from './keyset.ts';
import { predicateSql } from './predicate-sql.ts';
import type { Query } from './query.ts';
import { recordSql, type SelectedColumn } from './record-sql.ts';
import { rowSource } from './row-source.ts';
import { storedOrderOf } from './stored-order.ts';
import { visibleFields, type VisibleFields } from './visible-fields.ts';

export interface QuerySource {
  readonly schema: DatasetSchema;
  readonly rights: Rights;
  /** Null: the dataset has no snapshot yet. With what is on record of its parts, fewer of them are read. */
  readonly rows: StoredRows | StandingRows | null;
}

export interface CompileOptions {
  /** Rows after this one only; for a query that is not grouped. */
  readonly after?: Position;
  /** A second column, `position`, from which the next page can go on. */
  readonly withPosition?: boolean;
  /** Where rows lie in the opposite order, read the file only in which the page begins. */
  readonly nearest?: boolean;
}

export interface CompiledQuery {
  /** One text column, `record`: a row of the answer as a JSON object. */
  readonly sql: string;
  readonly columns: readonly OutputColumn[];
  /** Files were left out that hold what comes after these rows. */
  readonly isPart?: boolean;
}

/**
 * The only way from a question to SQL. The caller's rights are in the text: rows outside them do not exist in it, masked
 * fields appear as their mask alone, and using one otherwise throws `field-masked`. Equal text therefore means an equal
 * answer for an equal right, for ever, since snapshots do not change.
 *
 * Without an order rows come as the snapshot has them, which is by key; ties come so, too.
 */
export function compileQuery(query: Query, source: QuerySource, options: CompileOptions = {}): CompiledQuery {
  const fields = visibleFields(source.schema, source.rights);
  const conditions = conditionsOf(query, fields);
  if (query.grouping !== undefined) {
    return compileGrouping(query, query.grouping, {
      fields,
      relation: filtered(sourceOf(query, source), conditions),
    });
  }
  const asked = query.orderBy.map((term): KeysetTerm => ({ ...term, column: fields.filterable(term.field) }));
  const stored = storedOrderOf(asked, source.rows, source.schema);
  // What lies in order is read in order.
  const terms = stored === 'same' ? [] : asked;
  const after = options.after === undefined ? [] : [afterSql(terms, options.after)];
  const whole = filesOf(query, source);
  const files = whole && filesAfter(whole, stored, options);
  const page = `(select * from ${filtered(rowSource(source.rows, source.schema, files), [...conditions, ...after])}
    ${terms.length > 0 ? `order by ${orderSql(terms)}` : ''} limit ${query.limit} offset ${query.offset})`;
  const selected = selectedColumns(query, fields);
  const position = options.withPosition === true ? `, ${positionSql(terms)} as position` : '';
  return {
    sql: `select ${recordSql(selected)} as record${position} from ${page}`,
    columns: selected.map(({ name, type, wide }) => ({ name, type, wide })),
    isPart: options.nearest === true && stored === 'opposite',
  };
}

/** How many rows the query has without its limit; one number. */
export function compileCount(query: Query, source: QuerySource): string {
  const fields = visibleFields(source.schema, source.rights);
  return `select cast(count(*) as varchar) from ${filtered(sourceOf(query, source), conditionsOf(query, fields))}`;
}

function sourceOf(query: Query, source: QuerySource): string {
  return rowSource(source.rows, source.schema, filesOf(query, source));
}

/** The files that can hold what is asked for. */
function filesOf({ where }: Query, { rows, schema }: QuerySource): FileRange | undefined {
  return rows === null ? undefined : filesFor(where, rows, schema);
}

/** Fields as the caller may see them, under the names that he gave them; the same field under the same name is there once. */
export function selectedColumns(query: Pick<Query, 'select'>, fields: VisibleFields): readonly SelectedColumn[] {
  const items = query.select === 'all' ? fields.names.map((field) => ({ field, as: field })) : query.select;
  const meant = new Map<string, string>();
  for (const { field, as } of items) {
    if ((meant.get(as) ?? field) !== field) throw fail('query-invalid', `«${as}» is selected twice`);
    meant.set(as, field);
  }
  return [...meant].map(([as, field]) => {
    const { sql, type, column } = fields.show(field);
    return { name: as, sql, type, wide: type === column.type && isWide(column) };
  });
}

function conditionsOf(query: Query, fields: VisibleFields): readonly string[] {
  const where = query.where === undefined ? [] : [predicateSql(query.where, fields.filterable)];
  return fields.rows === null ? where : [fields.rows, ...where];
}

function filtered(relation: string, conditions: readonly string[]): string {
  return conditions.length === 0 ? relation : `(select * from ${relation} where ${conditions.join(' and ')})`;
}
