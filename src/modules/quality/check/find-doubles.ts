import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/duckdb.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { cleanText, isPresent, plainText, type FieldColumns } from '../rules/field-columns.ts';
import type { Rule } from '../rules/rule.ts';
import { fetchRows } from './fetch-rows.ts';
import { fieldCells, type StagingLayout } from './staging-layout.ts';

/** A rule that compares rows with each other: keys, unique fields. */
interface Comparison {
  readonly rule: Rule;
  /** Its place among the rules. */
  readonly index: number;
  readonly columns: readonly FieldColumns[];
}

export function comparisonsOf({ rules, columns }: CompiledContract): readonly Comparison[] {
  return rules.flatMap((rule, index) => {
    if (rule.test !== undefined) return [];
    return [
      { rule, index, columns: rule.fields.flatMap((name) => columns.find(({ field }) => field.name === name) ?? []) },
    ];
  });
}

/** Columns of a staged row by which its equals are found, by name: null where there is nothing to compare. */
export function hashColumns(compiled: CompiledContract): ReadonlyMap<string, string> {
  return new Map(comparisonsOf(compiled).map((comparison) => [hashColumn(comparison), hashSql(comparison)]));
}

/**
 * Fills the table `doubles`: for each rule that compares rows, the second and later rows of an equal value, with the row
 * that has it first (no row: the dataset holds it) and, for keys, whether all their fields are equal. A row whose value is
 * missing or cannot be read is compared with nothing.
 *
 * First only hashes are counted; whole rows are fetched (see fetchRows) for those alone that are there twice.
 */
export async function findDoubles(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  layout: StagingLayout,
  options: { readonly judged: string; readonly heldKeys: readonly string[] },
): Promise<void> {
  const comparisons = comparisonsOf(compiled);
  const held = options.heldKeys.length === 0 ? undefined : heldRows(compiled, options.heldKeys);
  const heldFor = ({ rule }: Comparison) => (rule.kind === 'key' ? held : undefined);
  for (const comparison of comparisons)
    await connection.run(doubledSql(comparison, { ...options, held: heldFor(comparison) }));
  await connection.run(
    `create or replace temp table wanted as ${
      comparisons
        .map(({ index }) => `select _n from received where _look = 0 and _h${index} in (select h from doubled${index})`)
        .join(' union ') || 'select 0::bigint as _n where false'
    }`,
  );
  await fetchRows(connection, layout);
  await connection.run(
    `create or replace temp table doubles
     (_n bigint, _t smallint, _row bigint, rule integer, value varchar, same boolean, first_t smallint, first_row bigint)`,
  );
  for (const comparison of comparisons) {
    await connection.run(doublesSql(comparison, { ...options, compiled, layout, held: heldFor(comparison) }));
  }
}

/** Hashes that more than one row has, or a row and the dataset. */
export function doubledSql(
  comparison: Comparison,
  { judged, held }: { readonly judged: string; readonly held: string | undefined },
): string {
  const hash = hashSql(comparison);
  const hashes = `select ${hashColumn(comparison)} as h from received where _look = 0 union all select ${hash} from read_parquet(${quoteText(judged)})`;
  const alsoHeld =
    held === undefined ? '' : ` union select ${hash} from ${held} where ${hash} in (select h from (${hashes}))`;
  return `create or replace temp table doubled${comparison.index} as
  select h from (${hashes}) where h is not null group by h having count(*) > 1${alsoHeld}`;
}

export function doublesSql(
  comparison: Comparison,
  options: {
    readonly compiled: CompiledContract;
    readonly layout: StagingLayout;
    readonly judged: string;
    readonly held: string | undefined;
  },
): string {
  const { columns } = options.compiled;
  const key = `[${comparison.columns.map(({ value }) => `${value}::varchar`).join(', ')}]`;
  const content = `[${columns.map(contentOf).join(', ')}]`;
  const shown = `concat_ws('; ', ${comparison.columns.map(({ cell }) => cell).join(', ')})`;
  const isDoubled = `${hashSql(comparison)} in (select h from doubled${comparison.index})`;
  const values = columns.map(
    ({ field, reading, cell, value }) => `${reading.cast(plainText(field, cell))} as ${value}`,
  );
  const fetched = `(select *, ${values.join(', ')} from (select *, ${fieldCells(options.layout, columns)} from fetched))`;
  const judged = `(select *, ${fieldCells(options.layout, columns)} from read_parquet(${quoteText(options.judged)}))`;
  const held =
    options.held === undefined
      ? ''
      : `
      union all
      select -1, null, null, ${key}, ${content}, null from ${options.held} where ${isDoubled}`;
  return `insert into doubles
  select _n, _t, _row, ${comparison.index}, value, same, first_t, first_row
  from (
    select *,
      first_value(_n) over earliest as first_n,
      first_value(_t) over earliest as first_t,
      first_value(_row) over earliest as first_row,
      content is not distinct from first_value(content) over earliest as same
    from (
      select _n, _t, _row, ${key} as key, ${content} as content, ${shown} as value from ${fetched} where ${isDoubled}
      union all
      select _n, _t, _row, ${key}, ${content}, ${shown} from ${judged} where ${isDoubled}${held}
    )
    window earliest as (partition by key order by _n)
  )
  where _n > first_n`;
}

/** What the dataset holds, with the columns that rows on their way have. */
function heldRows({ columns }: CompiledContract, files: readonly string[]): string {
  const values = columns.map(
    ({ field, value, cell }) => `${quoteName(field.name)} as ${value}, null::varchar as ${cell}`,
  );
  return `(select ${values.join(', ')} from read_parquet([${files.map(quoteText).join(', ')}], union_by_name = true))`;
}

function hashColumn({ index }: Comparison): string {
  return `_h${index}`;
}

function hashSql({ columns }: Comparison): string {
  return `case when ${columns.map(isPresent).join(' and ')} then hash(${columns.map(({ value }) => value).join(', ')}) end`;
}

/** What a cell says: its value, or the text that could not be read. */
function contentOf(column: FieldColumns): string {
  return column.field.type === 'string' ? column.value : `coalesce(${column.value}::varchar, ${cleanText(column)})`;
}
