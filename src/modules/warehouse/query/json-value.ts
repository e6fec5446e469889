import type { ColumnType } from '../dataset-schema.ts';

export interface OutputColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Travels as a string in JSON. */
  readonly wide: boolean;
}

/** Whether JavaScript would round values of the column. */
export function isWide(column: { readonly type: ColumnType; readonly wide?: boolean }): boolean {
  const decimal = /^DECIMAL\((\d+),/.exec(column.type);
  return decimal ? Number(decimal[1]) > 15 : column.wide === true;
}

/**
 * The value as it travels in JSON: dates as `YYYY-MM-DD`, timestamps, which are stored as Vietnam's wall clock, with
 * +07:00, numbers too long for JavaScript as strings, what is not a finite number as null.
 */
export function jsonValueSql(sql: string, column: Pick<OutputColumn, 'type' | 'wide'>): string {
  switch (column.type) {
    case 'DATE':
    case 'TIME':
      return `cast(${sql} as varchar)`;
    case 'TIMESTAMP':
      return timestampText(sql);
    case 'DOUBLE':
      return `case when isfinite(${sql}) then ${sql} end`;
    case 'VARCHAR':
    case 'BOOLEAN':
      return sql;
    case 'BIGINT':
    default:
      return column.wide ? `cast(${sql} as varchar)` : sql;
  }
}

/** RFC 3339, without a fraction where there is none. */
export function timestampText(sql: string): string {
  return `replace(cast(${sql} as varchar), ' ', 'T') || '+07:00'`;
}
