import type { Field, LogicalType, PhysicalType } from './contract.ts';

/** The name of a DuckDB type, as a dataset's snapshots keep a field. */
export type ColumnTypeName =
  'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP' | 'TIME' | `DECIMAL(${number},${number})`;

const plain = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  time: 'TIME',
} as const satisfies Readonly<Record<LogicalType, ColumnTypeName>>;

export function columnTypeOf(field: Pick<Field, 'type' | 'physicalType'>): ColumnTypeName {
  if (field.physicalType?.kind === 'bigint') return 'BIGINT';
  if (field.physicalType?.kind === 'decimal')
    return `DECIMAL(${field.physicalType.precision},${field.physicalType.scale})`;
  return plain[field.type];
}

/** Undefined: says nothing to us (`varchar(30)`); `'broken'`: a DECIMAL that cannot be kept. */
export function parsePhysicalType(text: string | undefined, type: LogicalType): PhysicalType | 'broken' | undefined {
  if (text === undefined || (type !== 'integer' && type !== 'number')) return undefined;
  const name = text.trim().toUpperCase();
  if (name === 'BIGINT') return { kind: 'bigint' };
  if (!name.startsWith('DECIMAL')) return undefined;
  const [, p, s] = /^DECIMAL\s*\(\s*(\d{1,2})\s*(?:,\s*(\d{1,2})\s*)?\)$/.exec(name) ?? [];
  const precision = Number(p);
  const scale = Number(s ?? 0);
  if (p === undefined || precision < 1 || precision > 38 || scale > precision) return 'broken';
  if (type === 'integer' && scale > 0) return 'broken';
  return { kind: 'decimal', precision, scale };
}
