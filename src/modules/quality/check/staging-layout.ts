import { quoteText } from '#platform/duckdb/quote.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { FieldColumns } from '../rules/field-columns.ts';
import type { DerivedDegrees } from '../rules/derived-degrees.ts';

/** A table with what is known of its columns, and the file that its rows are staged in. */
export interface StagedTable {
  readonly table: TextTable;
  /** By the contract's fields: the table's column, or undefined. */
  readonly columns: readonly (number | undefined)[];
  readonly file: string;
}

/**
 * Where the source's columns stand in the staging files. Columns of the same heading share a place, so that several
 * tables (sheets, members of an archive) can be read as one relation.
 */
export interface StagingLayout {
  readonly tables: readonly StagedTable[];
  /** The headings in the order of their places, of columns that have one; place i is the staging column `c<i>`. */
  readonly headings: readonly string[];
  /** By table, then by its columns: the place; -1: nobody asks for the column's cells. */
  readonly places: readonly (readonly number[])[];
  /** Places whose cells are staged for every row; the others only for rows that must be looked at. */
  readonly kept: ReadonlySet<number>;
  /** Undefined: every cell is the source's own. */
  readonly derived?: DerivedDegrees | undefined;
}

/**
 * `keep`: the fields whose cells are asked for later on, whatever the row, and no cell of a column that is no field's;
 * undefined: all cells are.
 */
export function staging(
  tables: readonly StagedTable[],
  keep?: readonly number[],
  derived?: DerivedDegrees,
): StagingLayout {
  const headings: string[] = [];
  const placeOf = new Map<string, number>();
  const places = tables.map(({ table, columns }) => {
    const seen = new Map<string, number>();
    const asked = keep === undefined ? undefined : new Set(columns);
    return table.columns.map((heading, column) => {
      if (asked?.has(column) === false) return -1;
      // Columns without a heading are several of the same name.
      const nth = (seen.get(heading) ?? 0) + 1;
      seen.set(heading, nth);
      const known = placeOf.get(`${nth}/${heading}`);
      if (known !== undefined) return known;
      placeOf.set(`${nth}/${heading}`, headings.length);
      return headings.push(heading) - 1;
    });
  });
  const asked = (keep ?? []).flatMap((field) =>
    tables.flatMap(({ columns }, table) => {
      const column = columns[field];
      return column === undefined ? [] : (places[table]?.[column] ?? []);
    }),
  );
  return { tables, headings, places, kept: new Set(keep === undefined ? headings.keys() : asked), derived };
}

/** Whether the cells of every row are staged. */
export function keepsAllCells({ kept, headings }: StagingLayout): boolean {
  return kept.size === headings.length;
}

/** Whether rows of some table carry their places. */
export function isPositioned({ tables }: StagingLayout): boolean {
  return tables.some(({ table }) => table.storage.positioned);
}

/** Room for a table's rows below the table's number. */
const rowsOfATable = 2 ** 40;

/** A row's ordinal over all tables. */
export function ordinalSql(rowOfTable: string): string {
  return `_t::bigint * ${rowsOfATable} + ${rowOfTable}`;
}

/**
 * The view `received`: every row once, with `_n` (its ordinal over all tables), `_t` (its table), `_row` (its place in the
 * source), what staging found out about it, and, where staging kept them, the source's cells as `c<place>`. Rows that a
 * sieve left do not stand in their order: their places do.
 */
export function receivedView(layout: StagingLayout, { sifted = false } = {}): string {
  const files = layout.tables.map(({ file }) => quoteText(file)).join(', ');
  const listed = sourceCells(layout).flatMap((cell, place) =>
    layout.kept.has(place) ? [] : [`cells[${place + 1}] as ${cell}`],
  );
  const same = [
    ...(layout.tables.length > 1 ? [] : ['0::smallint as _t']),
    ...(isPositioned(layout) ? [] : ['null::bigint as _position', 'null::varchar as _shape']),
  ];
  const left = ['file_row_number', '_position', ...(keepsAllCells(layout) ? [] : ['cells'])];
  return `create or replace view received as
  select * exclude (${left.join(', ')}),${listed.length === 0 ? '' : `\n    ${listed.join(', ')},`}
    ${ordinalSql(sifted ? `(_position - ${firstRow(layout)})` : 'file_row_number')} as _n,
    coalesce(_position, ${firstRow(layout)} + file_row_number) as _row
  from (select ${['*', ...same].join(', ')} from read_parquet([${files}], file_row_number = true))`;
}

/** The place of a table's first row in the source. */
export function firstRow(layout: StagingLayout): string {
  return byTable(layout.tables.map(({ table }) => String(table.firstRow ?? 0)));
}

/** The source's cells as staging names them. */
export function sourceCells(layout: StagingLayout): readonly string[] {
  return layout.headings.map((_, place) => `c${place}`);
}

/** The cell of each field, out of the source's cells, as `FieldColumns` calls it. */
export function fieldCells(layout: StagingLayout, columns: readonly FieldColumns[]): string {
  return columns.map(({ index, cell }) => `${cellOf(layout, index)} as ${cell}`).join(', ');
}

/** SQL that chooses by the row's table. */
export function byTable(choices: readonly string[]): string {
  const [first] = choices;
  if (first !== undefined && choices.every((choice) => choice === first)) return first;
  return `case _t ${choices.map((choice, table) => `when ${table} then ${choice}`).join(' ')} end`;
}

/** The name of the row's table, null for a text file. */
export function tableName(layout: StagingLayout): string {
  return byTable(layout.tables.map(({ table }) => (table.name === null ? 'null::varchar' : quoteText(table.name))));
}

function cellOf(layout: StagingLayout, field: number): string {
  return byTable(layout.tables.map((_, table) => cellIn(layout, table, field) ?? 'null::varchar'));
}

/** SQL of a field's cell in rows of one table; undefined: the table has none, and none is worked out. */
export function cellIn(layout: StagingLayout, table: number, field: number): string | undefined {
  const sent = (one: number): string | undefined => {
    const column = layout.tables[table]?.columns[one];
    const place = column === undefined ? undefined : layout.places[table]?.[column];
    return place === undefined ? undefined : `c${place}`;
  };
  const { derived } = layout;
  const derive = derived?.cells.get(field);
  if (derived === undefined || derive === undefined) return sent(field);
  const [northing, easting] = [sent(derived.northing), sent(derived.easting)];
  return northing === undefined || easting === undefined ? sent(field) : derive(sent(field), northing, easting);
}
