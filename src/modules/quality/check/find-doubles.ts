import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/duckdb.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { cleanText, isPresent, plainText, type FieldColumns } from '../rules/field-columns.ts';

/**
 * Fills the table `doubles`: for each rule that compares rows (keys, unique fields), the second and later rows of an equal
 * value, with the row that has it first (no row: the dataset holds it) and, for keys, whether all their fields are equal.
 * A row whose value is missing or cannot be read is compared with nothing.
 *
 * First only hashes are counted; whole rows are taken up for those alone that are there twice.
 */
export async function findDoubles(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  options: { readonly judged: string; readonly heldKeys: readonly string[] },
): Promise<void> {
  await connection.run(
    `create or replace temp table doubles
     (_n bigint, _t smallint, _row bigint, rule integer, value varchar, same boolean, first_t smallint, first_row bigint)`,
  );
  for (const [index, rule] of compiled.rules.entries()) {
    if (rule.test !== undefined) continue;
    const columns = rule.fields.flatMap((name) => compiled.columns.find(({ field }) => field.name === name) ?? []);
    const held = rule.kind === 'key' ? options.heldKeys : [];
    for (const statement of doublesSql({ compiled, columns, index, judged: options.judged, held }))
      await connection.run(statement);
  }
}

interface Doubles {
  readonly compiled: CompiledContract;
  readonly columns: readonly FieldColumns[];
  readonly index: number;
  readonly judged: string;
  readonly held: readonly string[];
}

export function doublesSql({ compiled, columns, index, judged, held }: Doubles): readonly string[] {
  const hash = `hash(${columns.map(({ value }) => value).join(', ')})`;
  const present = columns.map(isPresent).join(' and ');
  const key = `[${columns.map(({ value }) => `${value}::varchar`).join(', ')}]`;
  const castOf = (column: FieldColumns) =>
    `${column.reading.cast(plainText(column.field, column.cell))} as ${column.value}`;
  const content = `[${compiled.columns.map(contentOf).join(', ')}]`;
  const shown = `concat_ws('; ', ${columns.map(({ cell }) => cell).join(', ')})`;
  const judgedRows = `read_parquet(${quoteText(judged)})`;
  const heldRows = `(select ${compiled.columns.map(({ value, field }) => `${quoteName(field.name)} as ${value}, null::varchar as ${`f${value.slice(1)}`}`).join(', ')}
    from read_parquet([${held.map(quoteText).join(', ')}], union_by_name = true))`;
  const keys = `select ${hash} as h from (select ${columns.map(castOf).join(', ')} from received where _look = 0) where ${present}
    union all select ${hash} from ${judgedRows} where ${present}`;
  return [
    `create or replace temp table doubled as select h from (${keys}) group by h having count(*) > 1` +
      (held.length === 0 ? '' : ` union select ${hash} from ${heldRows} where ${hash} in (select h from (${keys}))`),
    `insert into doubles
  select _n, _t, _row, ${index}, value, same, first_t, first_row
  from (
    select *,
      first_value(_n) over earliest as first_n,
      first_value(_t) over earliest as first_t,
      first_value(_row) over earliest as first_row,
      content is not distinct from first_value(content) over earliest as same
    from (
      select _n, _t, _row, ${key} as key, ${content} as content, ${shown} as value
      from (select _n, _t, _row, ${compiled.columns.map((column) => `${castOf(column)}, ${column.cell}`).join(', ')} from received where _look = 0)
      where ${present} and ${hash} in (select h from doubled)
      union all
      select _n, _t, _row, ${key}, ${content}, ${shown} from ${judgedRows} where ${present} and ${hash} in (select h from doubled)
      ${held.length === 0 ? '' : `union all select -1, null, null, ${key}, ${content}, null from ${heldRows} where ${hash} in (select h from doubled)`}
    )
    window earliest as (partition by key order by _n)
  )
  where _n > first_n`,
  ];
}

/** What a cell says: its value, or the text that could not be read. */
function contentOf(column: FieldColumns): string {
  return column.field.type === 'string' ? column.value : `coalesce(${column.value}::varchar, ${cleanText(column)})`;
}
