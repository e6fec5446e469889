import type { Field, LogicalType, PhysicalType } from '#modules/catalog/index.ts';

/** Name, type, and the values of one row after the other, in the one spelling that both sides read. */
const columns: readonly (readonly [
  name: string,
  type: LogicalType,
  physicalType: PhysicalType | undefined,
  values: readonly (string | null)[],
])[] = [
  ['a', 'integer', undefined, ['7', '-2', null, '0', '9007199254740991', '1']],
  ['b', 'integer', { kind: 'bigint' }, ['-2', '0', '9223372036854775807', '-9223372036854775808', null, '3']],
  ['w', 'integer', { kind: 'decimal', precision: 30, scale: 0 }, ['5', '12345678901234567890', '-1', null, '0', '64']],
  ['x', 'number', undefined, ['2.5', '0', '-0.1', '1e300', null, '123456789012345680']],
  ['y', 'number', undefined, ['-4', null, '0.30000000000000004', '1e-7', '1000000000000000', '9.5']],
  ['m', 'number', { kind: 'decimal', precision: 12, scale: 2 }, ['12.50', '-0.05', '0.00', '9999999999.99', '1.00', null]],
  ['s', 'string', undefined, ['Đắk Lắk', '', 'ê̆', null, '😀a', '2024-02-29T12:30:15Z']],
  ['u', 'string', undefined, ['đ', 'Đắk', null, '-12.5', 'a', '\u{ff5e}\n']],
  ['p', 'boolean', undefined, ['true', 'false', null, 'true', 'false', null]],
  ['q', 'boolean', undefined, ['false', null, 'true', 'true', 'false', 'true']],
  ['d', 'date', undefined, ['2026-05-07', '2024-02-29', null, '1969-12-31', '0001-01-01', '9999-12-31']],
  ['e', 'date', undefined, ['2025-07-01', null, '2000-03-01', '2026-05-07', '1899-12-30', '2024-12-31']],
  ['t', 'timestamp', undefined, ['2026-05-07 13:05:59', '1969-12-31 23:59:59.5', null, '2025-07-01 00:00:00', '1600-02-29 07:08:09.123456', null]],
  ['h', 'time', undefined, ['13:05:00', null, '00:00:00', '23:59:59', '07:30:00', '12:00:00.5']],
]; // prettier-ignore

export interface CelColumn {
  readonly field: Field;
  readonly values: readonly (string | null)[];
}

export const celColumns: readonly CelColumn[] = columns.map(([name, type, physicalType, values]) => ({
  field: {
    name,
    type,
    ...(physicalType === undefined ? {} : { physicalType }),
    labels: { vi: name, en: name },
    aliases: [],
    required: false,
    unique: false,
    limits: {},
    missing: [],
    personal: 'none',
    examples: [],
  },
  values,
}));

/** Every column is turned by its own step, so that values meet that do not stand beside each other above. */
const steps = [0, 1, 2, 3, 5, 1, 2, 4, 3, 1, 5, 2, 4, 1] as const;
const rounds = 4;

/** Rows of texts in the order of the columns. */
export const celRows: readonly (readonly (string | null)[])[] = Array.from({ length: rounds * 6 }, (_, row) =>
  celColumns.map(({ values }, column) => {
    const turned = row + Math.floor(row / 6) * (steps[column] ?? 0);
    return values[turned % values.length] ?? null;
  }),
);
