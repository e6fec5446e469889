import type { Field } from '#modules/catalog/index.ts';

export type CelType = 'int' | 'double' | 'string' | 'bool' | 'timestamp' | 'duration' | 'null';

/** A part of an expression as SQL. Durations are whole microseconds. */
export interface CelSql {
  readonly sql: string;
  readonly type: CelType;
  /** Written out in the expression, and so never unknown. */
  readonly constant?: true;
}

export function isNumeric(type: CelType): boolean {
  return type === 'int' || type === 'double';
}

/** What a field is in an expression. Its SQL is `column`, which holds the stored value. */
export function celFieldOf(field: Field, column: string): CelSql {
  switch (field.type) {
    case 'string':
      return { sql: column, type: 'string' };
    case 'integer':
      return { sql: field.physicalType?.kind === 'decimal' ? `try_cast(${column} as bigint)` : column, type: 'int' };
    case 'number':
      return { sql: field.physicalType === undefined ? column : `${column}::double`, type: 'double' };
    case 'boolean':
      return { sql: column, type: 'bool' };
    case 'date':
      return { sql: `${column}::timestamp`, type: 'timestamp' };
    case 'timestamp':
      return { sql: column, type: 'timestamp' };
    case 'time':
      return { sql: `${column}::varchar`, type: 'string' };
  }
}
