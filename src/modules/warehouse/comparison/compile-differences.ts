import type { Rights } from '#api/rights.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { recordSql } from '../query/record-sql.ts';
import { rowSource } from '../query/row-source.ts';
import { visibleFields, type VisibleFields } from '../query/visible-fields.ts';
import { selectedColumns } from '../query/compile-query.ts';
import type { StoredRows } from '../snapshots/snapshot.ts';

export const changeKinds = ['added', 'changed', 'removed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ComparedRows {
  readonly schema: DatasetSchema;
  readonly rights: Rights;
  /** The fields by which rows of both sides are the same row; empty: rows are compared whole, as multisets. */
  readonly key: readonly string[];
  /** Null: there is no state before. */
  readonly before: StoredRows | null;
  readonly after: StoredRows | null;
}

export interface ChangesPage {
  readonly kind?: ChangeKind;
  readonly offset: number;
  readonly limit: number;
}

/** How many rows differ: `kind` and its count; kinds that do not occur are missing. */
export function compileChangeCounts(compared: ComparedRows): string {
  return `${differencesSql(compared)} select _kind, cast(count(*) as varchar) from differences group by _kind`;
}

/**
 * A page of the rows that differ, by key, or in the order of the snapshots: `kind`, the row before and after as JSON
 * objects, and the names of the fields whose values differ, with commas between. Rows and values are as the caller's
 * rights show them; that a masked field has changed shows, its values do not.
 */
export function compileChanges(compared: ComparedRows, page: ChangesPage): string {
  const { schema, rights, key } = compared;
  const fields = visibleFields(schema, rights);
  const record = recordSql(selectedColumns({ select: 'all' }, fields));
  const names = schema.columns.map(({ name }) => name);
  const side = (rows: StoredRows | null, which: 'before' | 'after') =>
    `(select ${record} as _record, * from (
      select * from ${rowSource(rows, schema)} where (_file, _row) in (select (_${which}_file, _${which}_row) from page)))`;
  const changed = names
    .filter((name) => !key.includes(name))
    .map((name) => `case when b.${quoteName(name)} is distinct from a.${quoteName(name)} then ${quoteText(name)} end`);
  const order = [...places(compared), '_kind'].join(', ');
  return `${differencesSql(compared)},
page as materialized (
  select * from differences ${page.kind === undefined ? '' : `where _kind = ${quoteText(page.kind)}`}
  order by ${order} limit ${page.limit} offset ${page.offset})
select p._kind, b._record, a._record,
  case when p._kind = 'changed' then concat_ws(',', ${[quoteText(''), ...changed].join(', ')}) end
from page as p
left join ${side(compared.before, 'before')} as b on b._file = p._before_file and b._row = p._before_row
left join ${side(compared.after, 'after')} as a on a._file = p._after_file and a._row = p._after_row
order by ${order}`;
}

/** Names of the columns by which differences are sorted. */
function places({ key }: ComparedRows): readonly string[] {
  return key.length > 0 ? key.map((_, index) => `_k${index}`) : ['_place_file', '_place_row'];
}

/** A `with` whose last relation, `differences`, has a row for each row that differs, with its place on both sides. */
function differencesSql(compared: ComparedRows): string {
  const fields = visibleFields(compared.schema, compared.rights);
  return compared.key.length > 0 ? byKey(compared, fields) : asMultisets(compared, fields);
}

const placesOfBoth = 'b._file as _before_file, b._row as _before_row, a._file as _after_file, a._row as _after_row';

/**
 * Only keys, places and a hash of the rest go through the join. Two rows of one key whose contents have the same 64 bits
 * are taken for equal.
 */
function byKey({ schema, key, before, after }: ComparedRows, { rows }: VisibleFields): string {
  const rest = schema.columns.filter(({ name }) => !key.includes(name)).map(({ name }) => quoteName(name));
  const keys = key.map((name, index) => `${quoteName(name)} as _k${index}`);
  const hash = rest.length === 0 ? '0' : `hash(${rest.join(', ')})`;
  const side = (stored: StoredRows | null) =>
    `(select ${keys.join(', ')}, ${hash} as _content, _file, _row from ${rowSource(stored, schema)}${rows === null ? '' : ` where ${rows}`})`;
  const same = key.map((_, index) => `a._k${index} = b._k${index}`).join(' and ');
  const found = key.map((_, index) => `coalesce(a._k${index}, b._k${index}) as _k${index}`);
  return `with differences as (
  select case when b._file is null then 'added' when a._file is null then 'removed' else 'changed' end as _kind,
    ${found.join(', ')}, ${placesOfBoth}
  from ${side(before)} as b full join ${side(after)} as a on ${same}
  where a._file is null or b._file is null or a._content <> b._content)`;
}

/** Equal rows are told apart by a number, so that the second of one side finds the second of the other. */
function asMultisets({ schema, before, after }: ComparedRows, { rows }: VisibleFields): string {
  const columns = schema.columns.map(({ name }) => quoteName(name)).join(', ');
  const side = (stored: StoredRows | null) =>
    `(select hash(${columns}) as _content, _file, _row from ${rowSource(stored, schema)}${rows === null ? '' : ` where ${rows}`})`;
  const numbered = (stored: StoredRows | null) =>
    `(select *, row_number() over (partition by _content order by _file, _row) as _nth
      from ${side(stored)} where _content in (select _content from uneven))`;
  return `with uneven as (
  select _content from (select _content, 1 as _side from ${side(after)} union all select _content, -1 from ${side(before)})
  group by _content having sum(_side) <> 0),
differences as (
  select case when b._file is null then 'added' else 'removed' end as _kind,
    coalesce(a._file, b._file) as _place_file, coalesce(a._row, b._row) as _place_row, ${placesOfBoth}
  from ${numbered(before)} as b full join ${numbered(after)} as a on a._content = b._content and a._nth = b._nth
  where a._file is null or b._file is null)`;
}
