import type { ColumnType } from '../dataset-schema.ts';

export interface OutputColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Travels as a string in JSON; `by-value`: where JavaScript would round it. */
  readonly wide: boolean | 'by-value';
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
      if (column.wide === 'by-value') return exactNumberSql(sql, column.type);
      return column.wide ? `cast(${sql} as varchar)` : sql;
  }
}

/** A number of at most 15 digits or 2^53 as it is, any other as a string. */
function exactNumberSql(sql: string, type: ColumnType): string {
  const scale = /^DECIMAL\(\d+,(\d+)\)$/.exec(type)?.[1];
  const highest = scale === undefined ? '9007199254740991' : `1e${15 - Number(scale)}`;
  const text = `to_json(cast(${sql} as varchar))`;
  return `case when abs(${sql}) ${scale === undefined ? '<=' : '<'} ${highest} then to_json(${sql}) else ${text} end`;
}

/** RFC 3339, without a fraction where there is none. */
export function timestampText(sql: string): string {
  return `replace(cast(${sql} as varchar), ' ', 'T') || '+07:00'`;
}
