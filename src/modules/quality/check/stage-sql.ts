import { quoteText } from '#platform/duckdb/quote.ts';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import { isPlainText } from '../reading/clean-text.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { plainText, type FieldColumns } from '../rules/field-columns.ts';
import { hashColumns } from './find-doubles.ts';
import { markColumns } from './marks.ts';
import { cellIn, isPositioned, keepsAllCells, sourceCells, type StagingLayout } from './staging-layout.ts';
import { isVeryWide, usualWidths, wideFormat, type Widths } from './wide-tables.ts';

/**
 * The one scan of a source. Of each row it keeps whether it must be looked at (`_look`), which marks it bears (see
 * marks.ts), the hashes by which equal rows are found (see find-doubles.ts), and its cells. A row need not be looked at if all its
 * cells are plain and no rule finds anything.
 *
 * The file is not compressed: it is read at once and removed, and dictionaries have taken out most of what is there twice.
 * The order of rows is kept, since ordinals are positions. So nothing in here may be planned as a join: no `in`, no
 * subquery.
 */
export function stageSql(
  compiled: CompiledContract,
  layout: StagingLayout,
  number: number,
  options: { readonly examineAll: boolean; readonly widths?: Widths },
): string {
  const staged = layout.tables[number];
  if (staged === undefined) throw new Error(`there is no table ${number}`);
  const { columns } = compiled;
  if (isVeryWide(compiled.contract.fields, options.widths ?? usualWidths))
    return stageCellsSql(compiled, layout, number);
  // Only between quotes can a text be empty.
  const quoted = staged.table.storage.quote !== '';
  const hashes = new Map(hashColumns(compiled));
  if (keepsAllCells(layout)) hashes.delete('_content');
  const found = new Map([...markColumns(compiled), ...hashes]);
  const texts = columns.map((column) => `${textOf(column, layout, number)} as ${column.text}`);
  const values = columns.map(
    (column) => `${isText(column) ? column.text : column.reading.cast(column.text)} as ${column.value}`,
  );
  const presents = columns.map(
    (column) => `${isText(column) && quoted ? `nullif(${column.text}, '')` : column.value} as ${column.present}`,
  );
  const cells = sourceCells(layout);
  const kept = cells.filter((_, place) => layout.kept.has(place));
  // As a list, since a column for every cell costs its time even where nothing is in it.
  const listed = keepsAllCells(layout)
    ? []
    : [`case when _look = 1 then [${cells.join(', ')}] end::varchar[] as cells`];
  // What is the same in every row is said by the view, since to write it takes as long as if it were not.
  const table = layout.tables.length > 1 ? [`${number}::smallint as _t`] : [];
  const place = isPositioned(layout) ? ['_position', '_shape'] : [];
  return `copy (
  select ${[...table, ...place, '_look', ...found.keys(), ...kept, ...listed].join(', ')}
  from (
    select *,
      (${options.examineAll ? '1' : `case when ${fineSql(compiled)} then 0 else 1 end`})::utinyint as _look${[...found].map(([name, sql]) => `,\n      ${sql} as ${name}`).join('')}
    from (
      select *, ${[...presents, ...onceSql(compiled)].join(', ')}
      from (
        select *, ${values.join(', ')}
        from (
          select *, ${texts.join(', ')}
          from (${scanSql(layout, number)})
        )
      )
    )
  )
) to ${stagedFile(layout, staged.file)}`;
}

/** The same where every row is looked at, so that nothing need be known of rows that are not. */
function stageCellsSql(compiled: CompiledContract, layout: StagingLayout, number: number): string {
  const staged = layout.tables[number];
  if (staged === undefined) throw new Error(`there is no table ${number}`);
  const table = layout.tables.length > 1 ? [`${number}::smallint as _t`] : [];
  const place = isPositioned(layout) ? ['_position', '_shape'] : [];
  const cells = keepsAllCells(layout)
    ? sourceCells(layout)
    : [...[...layout.kept].map((kept) => `c${kept}`), `[${sourceCells(layout).join(', ')}] as cells`];
  const marks = [...markColumns(compiled).keys()].map((name) => `null::bigint as ${name}`);
  const hashes = [...hashColumns(compiled).keys()]
    .filter((name) => name !== '_content' || !keepsAllCells(layout))
    .map((name) => `null::ubigint as ${name}`);
  return `copy (
  select ${[...table, ...place, '1::utinyint as _look', ...marks, ...hashes, ...cells].join(', ')}
  from (${scanSql(layout, number)})
) to ${stagedFile(layout, staged.file)}`;
}

function stagedFile({ headings }: StagingLayout, file: string): string {
  return `${quoteText(file)} (format parquet, compression uncompressed${wideFormat(headings.length)})`;
}

/** What rules want evaluated once; over values. */
export function onceSql({ rules }: Pick<CompiledContract, 'rules'>): readonly string[] {
  return rules.flatMap(({ once }) => (once === undefined ? [] : [`${once.sql} as ${once.name}`]));
}

/** A table's rows with their cells in the places that staging gives them. */
export function scanSql(layout: StagingLayout, number: number): string {
  const staged = layout.tables[number];
  if (staged === undefined) throw new Error(`there is no table ${number}`);
  const { table } = staged;
  const places = layout.places[number] ?? [];
  const { positioned } = table.storage;
  // The scan's columns are called as staging calls its places, but are not in the same order.
  const scanned = table.columns.map((_, column) => `c${column} as cell${column}`);
  const placed = layout.headings.map((_, place) => {
    const column = places.indexOf(place);
    return `${column < 0 ? 'null::varchar' : `cell${column}`} as c${place}`;
  });
  return `select ${positioned ? '_row' : 'null::bigint'} as _position, ${positioned ? '_shape' : 'null::varchar'} as _shape, ${placed.join(', ')}
            from (select ${[...scanned, ...(positioned ? ['_row', '_shape'] : [])].join(', ')}
            from ${textTableScan(table)})`;
}

function textOf({ index, field }: FieldColumns, layout: StagingLayout, number: number): string {
  const cell = cellIn(layout, number, index);
  return cell === undefined
    ? 'null::varchar'
    : plainText(field, cell, layout.tables[number]?.table.storage.quote !== '');
}

function fineSql(compiled: CompiledContract): string {
  const looked = new Set(
    compiled.rules.filter(({ test }) => test?.impliesPlainText === true).flatMap(({ fields }) => fields),
  );
  const plain = compiled.columns.flatMap((column) => {
    const { text, value, present, reading, field } = column;
    if (!isText(column)) return [`(${text} is null or coalesce(${reading.plain(text, value)}, false))`];
    return looked.has(field.name) ? [] : [`(${present} is null or ${isPlainText(present)})`];
  });
  const tests = compiled.rules.flatMap(({ test }) => (test === undefined || test.plain === 'true' ? [] : [test.plain]));
  return ['true', ...plain, ...new Set(tests)].join('\n      and ');
}

function isText({ field }: FieldColumns): boolean {
  return field.type === 'string';
}
