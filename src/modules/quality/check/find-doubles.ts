import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { isPresent, isUnreadable, plainText, type FieldColumns } from '../rules/field-columns.ts';
import type { Rule } from '../rules/rule.ts';
import { fieldCells, keepsAllCells, type StagingLayout } from './staging-layout.ts';

/** A rule that compares rows with each other: keys, unique fields. */
export interface Comparison {
  readonly rule: Rule;
  /** Its place among the rules. */
  readonly index: number;
  readonly columns: readonly FieldColumns[];
}

export function comparisonsOf({ rules, columns }: CompiledContract): readonly Comparison[] {
  return rules.flatMap((rule, index) => {
    if (rule.test !== undefined || rule.kind === 'corrected' || rule.kind === 'reference') return [];
    return [{ rule, index, columns: columns.filter(({ field }) => rule.fields.includes(field.name)) }];
  });
}

/**
 * Columns of a row by which its equals are found, by name, as SQL over its values: of each rule a hash of what it compares
 * (null: nothing), and, where there is a key, one of all that the row says. Two rows of the same key whose contents have
 * the same 64 bits are taken for equal. `unreadable`: SQL of what could not be read, see `unreadableSql`.
 */
export function hashColumns(
  compiled: CompiledContract,
  unreadable = unreadableSql(compiled.columns),
): ReadonlyMap<string, string> {
  const comparisons = comparisonsOf(compiled);
  const hashes = comparisons.map(({ index, columns }): [string, string] => [
    `_h${index}`,
    `case when ${columns.map(isPresent).join(' and ')} then hash(${columns.map(({ value }) => value).join(', ')}) end`,
  ]);
  if (!comparisons.some(({ rule }) => rule.kind === 'key')) return new Map(hashes);
  return new Map([...hashes, ['_content', contentSql(compiled, unreadable)]]);
}

/** Of rows that came plain: all of their cells could be read. */
function plainContentSql({ columns }: CompiledContract): string {
  return `hash(${[...columns.map(({ value }) => value), `''`].join(', ')})`;
}

function contentSql({ columns }: CompiledContract, unreadable: string): string {
  return `hash(${[...columns.map(({ value }) => value), unreadable].join(', ')})`;
}

/** The texts of the columns that could not be read, one after the other; empty where all could. */
export function unreadableSql(columns: readonly FieldColumns[]): string {
  const texts = columns.flatMap((column) =>
    column.field.type === 'string' ? [] : [`case when ${isUnreadable(column)} then ${column.text} end`],
  );
  return joinedTexts(texts);
}

export function joinedTexts(texts: readonly string[]): string {
  return texts.length === 0 ? `''` : `concat_ws(chr(31), ${texts.join(', ')})`;
}

/**
 * Fills the table `doubles`: for each rule that compares rows, the second and later rows of an equal value, with the row
 * that has it first (no row: the dataset holds it) and, for keys, whether the rows are equal as a whole. A row whose value
 * is missing or cannot be read is compared with nothing.
 */
export async function findDoubles(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  layout: StagingLayout,
  options: {
    readonly judged: string;
    readonly heldFiles: readonly string[];
    /** Unique fields are compared with what the dataset holds, too, as where rows are added to their own delivery. */
    readonly uniqueAgainstHeld?: boolean;
  },
): Promise<void> {
  const { judged, heldFiles } = options;
  const held = heldFiles.length === 0 ? undefined : await heldRows(connection, compiled, heldFiles);
  await connection.run(
    `create or replace table doubles
     (_n bigint, _t smallint, _row bigint, rule integer, value varchar, same boolean, first_t smallint, first_row bigint)`,
  );
  for (const comparison of comparisonsOf(compiled)) {
    const rows = {
      judged,
      held: comparison.rule.kind === 'key' || options.uniqueAgainstHeld === true ? held : undefined,
    };
    await connection.run(doubledSql(comparison, rows));
    await connection.run(doublesSql(comparison, { compiled, layout, ...rows }));
  }
}

/** The unit whose rows the sender fills. */
export interface FilledUnit {
  readonly field: string;
  readonly value: string;
}

interface ComparedRows {
  /** Relation of the rows that were looked at. */
  readonly judged: string;
  /** SQL of what the dataset holds, with the columns that rows on their way have. */
  readonly held: string | undefined;
}

/** The table of hashes that more than one row has, or a row and the dataset. */
export function doubledSql({ index }: Comparison, { judged, held }: ComparedRows): string {
  const hash = `_h${index}`;
  const hashes = `select ${hash} as h from received where _look = 0 union all select ${hash} from ${judged}`;
  const alsoHeld =
    held === undefined ? '' : ` union select ${hash} from ${held} where ${hash} in (select h from (${hashes}))`;
  return `create or replace table doubled as
  select h from (${hashes}) where h is not null group by h having count(*) > 1${alsoHeld}`;
}

/** Whole rows are taken up only where their hash is there twice. */
export function doublesSql(
  comparison: Comparison,
  {
    compiled,
    layout,
    judged,
    held,
  }: ComparedRows & { readonly compiled: CompiledContract; readonly layout: StagingLayout },
): string {
  const { index, columns, rule } = comparison;
  // What a row says is hashed only here, where its cells are at hand.
  const hashed = rule.kind === 'key' && keepsAllCells(layout);
  const read = hashed ? compiled.columns : columns;
  const content = rule.kind === 'key' ? '_content' : '0';
  const row =
    `_n, _t, _row, [${columns.map(({ value }) => `${value}::varchar`).join(', ')}] as key, ${content} as content, ` +
    `concat_ws('; ', ${columns.map(({ cell }) => cell).join(', ')}) as value`;
  const values = read.map(({ field, reading, cell, value }) => `${reading.cast(plainText(field, cell))} as ${value}`);
  const isDoubled = `_h${index} in (select h from doubled)`;
  const cells = fieldCells(layout, columns);
  const plain = `select *, ${values.join(', ')} from (select *, ${fieldCells(layout, read)} from received where _look = 0 and ${isDoubled})`;
  const staged = hashed ? `(select *, ${plainContentSql(compiled)} as _content from (${plain}))` : `(${plain})`;
  const looked = `(select *, ${cells} from ${judged} where ${isDoubled})`;
  const alsoHeld = held === undefined ? '' : `\n      union all select ${row} from ${held} where ${isDoubled}`;
  return `insert into doubles
  select _n, _t, _row, ${index}, value, same, first_t, first_row
  from (
    select *,
      first_value(_n) over earliest as first_n,
      first_value(_t) over earliest as first_t,
      first_value(_row) over earliest as first_row,
      content = first_value(content) over earliest as same
    from (
      select ${row} from ${staged}
      union all select ${row} from ${looked}${alsoHeld}
    )
    window earliest as (partition by key order by _n)
  )
  where _n > first_n`;
}

/** SQL of what the dataset holds, of other units alone where one is to be left out. Fields that the snapshot has not yet are null in all its rows. */
export async function heldRows(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  files: readonly string[],
  besides?: FilledUnit,
): Promise<string> {
  const source = `read_parquet([${files.map(quoteText).join(', ')}], union_by_name = true)`;
  const described = await connection.runAndReadAll(`describe select * from ${source}`);
  const known = new Set(described.getRowsJson().map(([name]) => name));
  const values = compiled.columns.map(({ field, reading, value, text, cell }) => {
    const stored = known.has(field.name) ? quoteName(field.name) : 'null';
    return `try_cast(${stored} as ${reading.type}) as ${value}, null::varchar as ${text}, null::varchar as ${cell}`;
  });
  const hashes = [...hashColumns(compiled)].map(([name, sql]) => `${sql} as ${name}`);
  const unit = besides !== undefined && known.has(besides.field) ? `${quoteName(besides.field)}::varchar` : 'null';
  const others = besides === undefined ? '' : ` where ${unit} is distinct from ${quoteText(besides.value)}`;
  return `(select -1::bigint as _n, null::smallint as _t, null::bigint as _row, *, ${hashes.join(', ')} from (select ${values.join(', ')} from ${source}${others}))`;
}
