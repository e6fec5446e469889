import { visibilityOf, type Rights, type RowRestriction } from '#api/rights.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { ColumnType, DatasetColumn, DatasetSchema } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import { maskSql, type TypedSql } from './mask-sql.ts';
import { nearestName } from './nearest-name.ts';

/** The dataset's fields as one caller may see them. */
export interface VisibleFields {
  /** In the schema's order. */
  readonly names: readonly string[];
  /** To show: as it is, or its mask. Throws `field-unknown`. */
  show(name: string): TypedSql & { readonly column: DatasetColumn };
  /** To filter, order, group or aggregate by. Throws `field-unknown`, or `field-masked` for one that shows masked. */
  filterable(name: string): DatasetColumn;
  /** What the caller's rows have in common; null: all rows. */
  readonly rows: string | null;
}

export function visibleFields(schema: DatasetSchema, rights: Rights): VisibleFields {
  const columns = new Map(schema.columns.map((column) => [column.name, column]));
  const find = (name: string): DatasetColumn => {
    const column = columns.get(name);
    if (column !== undefined) return column;
    const names = [...columns.keys()];
    const nearest = nearestName(name, names);
    throw fail('field-unknown', `There is no field «${name}»; the fields are ${names.join(', ')}`, {
      members: { fields: names, hint: nearest === undefined ? null : `Perhaps you meant «${nearest}»` },
    });
  };
  return {
    names: [...columns.keys()],
    rows: rights.rows === undefined ? null : restrictionSql(rights.rows, columns),
    show: (name) => {
      const column = find(name);
      const raw = quoteName(name);
      const mask = visibilityOf(rights, name);
      if (mask === 'visible') return { column, sql: raw, type: column.type };
      const masked = maskSql(raw, column, mask);
      if (rights.unmaskedRows === undefined) return { column, ...masked };
      const own = restrictionSql(rights.unmaskedRows, columns);
      const shown = shownAmongMasked(raw, column, masked.type);
      return { column, type: masked.type, sql: `case when ${own} then ${shown} else ${masked.sql} end` };
    },
    filterable: (name) => {
      const column = find(name);
      if (visibilityOf(rights, name) === 'visible') return column;
      throw fail('field-masked', `${name} is masked for you: it cannot be filtered, ordered, grouped or aggregated by`);
    },
  };
}

/** A value as it is, in a column that for other rows has its mask. */
export function shownAmongMasked(raw: string, column: DatasetColumn, maskedType: ColumnType): string {
  return maskedType === column.type ? raw : `cast(${raw} as varchar)`;
}

/** A restriction to a field that the dataset does not have lets nothing through. */
function restrictionSql({ field, value }: RowRestriction, columns: ReadonlyMap<string, DatasetColumn>): string {
  const column = columns.get(field);
  if (column === undefined) return 'false';
  const text = column.type === 'VARCHAR' ? quoteName(field) : `cast(${quoteName(field)} as varchar)`;
  return `coalesce(${text} = ${quoteText(value)}, false)`;
}
