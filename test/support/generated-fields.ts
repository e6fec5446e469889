import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Contract, Field } from '#modules/catalog/index.ts';
import type { XlsxValue } from '#platform/spreadsheets/xlsx-cells.ts';
import type { TypedRow } from './pack-rows.ts';

interface GeneratedField {
  readonly label: string;
  readonly type: Field['type'];
  readonly physicalType?: string;
  readonly required?: boolean;
  readonly limits?: Readonly<Record<string, number | string>>;
  readonly values?: readonly string[];
}

/** What people and programs put into labels; those of the guide's own headings, too. */
const labels = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    'Cột',
    'Bắt buộc',
    'Cách ghi',
    'Ví dụ',
    'Ý nghĩa',
    'Danh mục',
    '=1+1',
    "'=cmd",
    '(1)',
    '2024',
    'Tổng cộng',
    'Ghi chú',
    'a\nb',
    ' hai  đầu ',
    '_x000D_',
    'Ký, ghi rõ họ tên',
    '***',
    'dài '.repeat(90),
  ),
);

/** Contracts of fields of all types, with a few limits and lists. */
export const generatedFields = fc.record({
  count: fc.integer({ min: 1, max: 4 }),
  fields: fc.array(
    fc.oneof(
      fc.record({
        label: labels,
        type: fc.constant('string' as const),
        required: fc.boolean(),
        limits: fc.constantFrom({}, { minLength: 2, maxLength: 9 }, { maxLength: 100_000 }),
      }),
      fc.record({
        label: labels,
        type: fc.constant('string' as const),
        values: fc.constantFrom(['Có', 'Không'], ['01', '02', '"x", y'], ['=1+1', "'a"]),
      }),
      fc.record({
        label: labels,
        type: fc.constant('integer' as const),
        limits: fc.constantFrom({}, { minimum: 5, exclusiveMaximum: 20 }, { minimum: 5, multipleOf: 5 }),
      }),
      fc.record({ label: labels, type: fc.constant('integer' as const), physicalType: fc.constant('BIGINT') }),
      fc.record({ label: labels, type: fc.constant('integer' as const), values: fc.constant(['7', '8']) }),
      fc.record({
        label: labels,
        type: fc.constant('number' as const),
        limits: fc.constantFrom({}, { exclusiveMinimum: 1 }, { minimum: 0.5, maximum: 99.5 }),
      }),
      fc.record({ label: labels, type: fc.constantFrom('boolean' as const, 'date', 'timestamp', 'time') }),
    ),
    { minLength: 1, maxLength: 6 },
  ),
});

export function contractOf(fields: readonly GeneratedField[]): string {
  const seen = new Set<string>();
  return stringify({
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: 'thu',
    version: '1.0.0',
    status: 'active',
    name: 'Danh mục',
    customProperties: [
      { property: 'daklake.owner', value: 'H15.05' },
      { property: 'daklake.access', value: 'open' },
    ],
    schema: [
      {
        name: 'thu',
        properties: fields.map(({ label, type, physicalType, required, limits, values }, index) => {
          // Two fields may not share a heading.
          const own = seen.has(label.trim().toLowerCase()) || label.trim() === '' ? `${label} ${index}x` : label;
          seen.add(own.trim().toLowerCase());
          return {
            name: `f${index}`,
            logicalType: type,
            ...(physicalType === undefined ? {} : { physicalType }),
            ...(required === undefined ? {} : { required }),
            ...(limits === undefined || Object.keys(limits).length === 0 ? {} : { logicalTypeOptions: limits }),
            customProperties: [{ property: 'daklake.labels', value: { vi: own, en: own } }],
            ...(values === undefined
              ? {}
              : {
                  quality: [
                    { type: 'library', metric: 'invalidValues', arguments: { validValues: values }, mustBe: 0 },
                  ],
                }),
          };
        }),
      },
    ],
  });
}

/** A right value for each field. */
export function typeRow({ fields }: Contract, row: number): TypedRow {
  return Object.fromEntries(
    fields.map(({ name, type, physicalType, enumeration }) => {
      const [first] = enumeration?.values ?? [];
      if (first !== undefined) return [name, first];
      if (physicalType?.kind === 'bigint') return [name, `900719925474099${row}`];
      const values: Readonly<Record<Field['type'], XlsxValue>> = {
        string: `Buôn ${String.fromCodePoint(97 + row)}`,
        integer: 10,
        number: 12.5 + row,
        boolean: row % 2 === 0 ? 'Có' : 'Không',
        date: '2026-05-07',
        timestamp: '2026-05-07 13:05:00',
        time: '13:05:00',
      };
      return [name, values[type]];
    }),
  );
}
