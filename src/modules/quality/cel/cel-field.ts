import type { CelType } from '#api/cel-overloads.ts';
import type { Field } from '#modules/catalog/index.ts';

/** What a field is in an expression. */
export function celTypeOf(field: Field): CelType {
  switch (field.type) {
    case 'string':
    case 'time':
      return 'string';
    case 'integer':
      return 'int';
    case 'number':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'date':
    case 'timestamp':
      return 'timestamp';
  }
}

/** Its SQL; `column` holds the stored value. */
export function celFieldSql(field: Field, column: string): string {
  switch (field.type) {
    case 'integer':
      // Not a cast that is tried: in a comparison DuckDB 1.5 casts the other side instead, and knows what should be unknown.
      return field.physicalType?.kind === 'decimal'
        ? `(case when ${column} between -9223372036854775808 and 9223372036854775807 then ${column}::bigint end)`
        : column;
    case 'number':
      return field.physicalType === undefined ? column : `${column}::double`;
    case 'date':
      return `${column}::timestamp`;
    case 'time':
      return `${column}::varchar`;
    case 'string':
    case 'boolean':
    case 'timestamp':
      return column;
  }
}
