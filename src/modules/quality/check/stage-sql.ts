import { quoteText } from '#platform/duckdb/duckdb.ts';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import { isPlainText } from '../reading/clean-text.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { plainText, type FieldColumns } from '../rules/field-columns.ts';
import type { StagingLayout } from './staging-layout.ts';

/** Bits that fit into a column of applicability. */
const bitsOfAColumn = 60;

/** Conditions under which rules apply to a row whose cells are plain; one bit each, in this order. */
export function applicabilityOf({ rules }: CompiledContract): readonly string[] {
  return [...new Set(rules.flatMap(({ test }) => test?.applies ?? []))].filter((condition) => condition !== 'true');
}

/** Reads a condition's bit back from a staged row: 1 or 0. */
export function applicabilityBit(bit: number): string {
  return `((_applies${Math.floor(bit / bitsOfAColumn)} >> ${bit % bitsOfAColumn}) & 1)`;
}

/**
 * The one scan of a source: its cells as text, and beside them whether the row must be looked at (`_look`) and which rules
 * apply to it where it need not. A row need not be looked at if all its cells are plain and no rule finds anything.
 *
 * The order of rows is kept, since ordinals are positions. So nothing in here may be planned as a join: no `in`, no
 * subquery.
 */
export function stageSql(
  compiled: CompiledContract,
  layout: StagingLayout,
  number: number,
  options: { readonly examineAll: boolean },
): string {
  const staged = layout.tables[number];
  if (staged === undefined) throw new Error(`there is no table ${number}`);
  const { table, columns, file } = staged;
  const places = layout.places[number] ?? [];
  const cells = layout.headings.map((_, place) => {
    const column = places.indexOf(place);
    return column < 0 ? `null::varchar as c${place}` : `cell${column} as c${place}`;
  });
  const texts = compiled.columns.map((column) => {
    const source = columns[column.index];
    return `${source === undefined ? 'null::varchar' : plainText(column.field, `cell${source}`)} as ${column.text}`;
  });
  const values = compiled.columns.flatMap((column) =>
    isText(column)
      ? [`${column.text} as ${column.value}`, `nullif(${column.text}, '') as ${column.present}`]
      : [`${column.reading.cast(column.text)} as ${column.value}`],
  );
  const presents = compiled.columns
    .filter((column) => !isText(column))
    .map(({ value, present }) => `${value} as ${present}`);
  const look = options.examineAll ? '1' : `case when ${fineSql(compiled)} then 0 else 1 end`;
  const { positioned } = table.storage;
  return `copy (
  select ${cells.map((cell) => cell.split(' as ')[1]).join(', ')},
    ${number}::smallint as _t,
    _position,
    _shape,
    (${look})::utinyint as _look,
    ${applicabilityColumns(compiled).join(',\n    ')}
  from (
    select *${presents.map((present) => `, ${present}`).join('')}
    from (
      select *, ${values.join(', ')}
      from (
        select ${[...cells, ...texts].join(', ')},
          ${positioned ? '_row' : 'null::bigint'} as _position, ${positioned ? '_shape' : 'null::varchar'} as _shape
        from (select ${[...table.columns.map((_, index) => `c${index} as cell${index}`), ...(positioned ? ['_row', '_shape'] : [])].join(', ')}
          from ${textTableScan(table)})
      )
    )
  )
) to ${quoteText(file)} (format parquet, compression snappy)`;
}

function fineSql(compiled: CompiledContract): string {
  const looked = new Set(
    compiled.rules.filter(({ test }) => test?.impliesPlainText === true).flatMap(({ fields }) => fields),
  );
  const plain = compiled.columns.flatMap((column) => {
    if (isText(column))
      return looked.has(column.field.name) ? [] : [`(${column.present} is null or ${isPlainText(column.present)})`];
    return [`(${column.text} is null or coalesce(${column.reading.plain(column.text, column.value)}, false))`];
  });
  const tests = compiled.rules.flatMap(({ test }) => (test === undefined || test.plain === 'true' ? [] : [test.plain]));
  return ['true', ...plain, ...new Set(tests)].join('\n      and ');
}

function applicabilityColumns(compiled: CompiledContract): readonly string[] {
  const conditions = applicabilityOf(compiled);
  const columns = Math.max(1, Math.ceil(conditions.length / bitsOfAColumn));
  return Array.from({ length: columns }, (_, column) => {
    const own = conditions.slice(column * bitsOfAColumn, (column + 1) * bitsOfAColumn);
    const bits = own.map((condition, bit) => `case when ${condition} then ${2 ** bit} else 0 end`);
    return `(${bits.length === 0 ? '0' : bits.join(' + ')})::bigint as _applies${column}`;
  });
}

function isText({ field }: FieldColumns): boolean {
  return field.type === 'string';
}
