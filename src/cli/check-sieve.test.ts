import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Contract } from '#modules/catalog/offline.ts';
import { communes, contractWith, openSiftedChecks, validValues, type SiftedChecks } from './testing/sifted-checks.ts';

let checks: SiftedChecks;
beforeAll(async () => {
  checks = await openSiftedChecks({ communes });
});
afterAll(() => checks.close());

/** Properties with cells: the first ones are right, the others nearly so, or wrong. */
const kinds: readonly {
  readonly property: { readonly logicalType: string; readonly [name: string]: unknown };
  readonly right: readonly string[];
  readonly odd: readonly string[];
}[] = [
  {
    property: { logicalType: 'string' },
    right: ['Buôn Ma Thuột', 'Ea Kao', 'x', "H'Lan Niê"],
    odd: ['', ' x', 'x ', 'Nguyễn'.normalize('NFD'), 'NguyÔn V¨n', '=1+1', "'=1", "'x", 'Tổng', '\u00a0x', 'quèc', '-'],
  },
  {
    property: { logicalType: 'string', required: true, logicalTypeOptions: { minLength: 2, maxLength: 4 } },
    right: ['ab', 'ăâêô'],
    odd: ['a', 'abcde', 'ăâêôơ', ' ab', '', 'ế'],
  },
  {
    property: { logicalType: 'string', logicalTypeOptions: { pattern: '^[A-Z]\\d+(?:\\.\\d+)?$' } },
    right: ['A1', 'B22.3', ''],
    odd: ['a1', 'A1 ', 'A1.', 'Đ1', 'A１'],
  },
  {
    property: { logicalType: 'string', logicalTypeOptions: { pattern: '^.{3}$' } },
    right: ['abc', 'ếđc'],
    odd: ['ab', 'ab ', 'a\u0301b', 'abcd', 'TrÇ'],
  },
  {
    property: {
      logicalType: 'string',
      quality: [
        { type: 'library', metric: 'invalidValues', arguments: { validValues: ['Nam', 'Nữ', 'Chưa rõ'] }, mustBe: 0 },
      ],
    },
    right: ['Nam', 'Nữ', 'Chưa rõ', ''],
    odd: ['nam', 'Nữ'.normalize('NFD'), 'Nam ', 'Na', 'Namm'],
  },
  {
    property: { logicalType: 'date', logicalTypeOptions: { minimum: '2000-02-29', exclusiveMaximum: '2030-01-01' } },
    right: ['2024-02-29', '2000-02-29', '2029-12-31', ''],
    odd: [
      '2000-02-28',
      '2030-01-01',
      '2023-02-29',
      '7/5/2026',
      '2026-5-7',
      '0000-01-01',
      '2026-13-01',
      '2100-02-29',
      '2026-05-07 ',
      'infinity',
    ],
  },
  {
    property: { logicalType: 'date', required: true },
    right: ['2026-05-07', '0001-01-01', '9999-12-31'],
    odd: ['', 'x', '31/2/2026'],
  },
  {
    property: {
      logicalType: 'integer',
      logicalTypeOptions: { minimum: -10, maximum: 4_000_000_000_000, multipleOf: 5 },
    },
    right: ['0', '10', '-5', '3000000000000', ''],
    odd: ['7', '-15', '007', '-0', '1.000', '15 đ', '1e3', '4000000000005', '9007199254740993', '+5', '5.0'],
  },
  {
    property: semantic('personal-id', { required: true }),
    right: ['066300000001', '054099000001'],
    odd: ['', '66300000001', '066399000001', '066 300 000 001', '099300000001', '066300000001 '],
  },
  {
    property: semantic('person-name', {}),
    right: ["H'Lan Niê", 'Nguyễn Văn An', ''],
    odd: ['Nguyễn 2', 'Ðỗ An', 'ðỗ', 'TrÇn An', ' An'],
  },
  {
    property: semantic('procedure-code', { logicalTypeOptions: { pattern: '^1\\.' } }),
    right: ['1.004590', ''],
    odd: ['2.004590', '1.00459', '1.004590\u00a0'],
  },
  {
    property: semantic('commune-code', {
      quality: [validValues(['24121', '24133', '24154'], 'warning')],
      customProperties: [{ property: 'daklake.codeList', value: 'commune' }],
    }),
    right: ['24133', ''],
    odd: ['24121', '24154', '24163', '99999'],
  },
  {
    property: semantic('commune-code', {
      quality: [validValues(['24121', '24133'])],
      customProperties: [
        { property: 'daklake.semanticType', value: 'commune-code' },
        { property: 'daklake.codeList', value: 'commune' },
      ],
    }),
    right: ['24133', ''],
    odd: ['24121', '24154', '99999', "'24133", '24133 '],
  },
];

function semantic(type: string, others: Readonly<Record<string, unknown>>) {
  const customProperties = [{ property: 'daklake.semanticType', value: type }];
  return { logicalType: 'string', customProperties, ...others };
}

const keyCells = ['K1', 'K2', ' K1', 'K1'.normalize('NFD'), 'Ký', 'Ký'.normalize('NFD')];

const width = 5;
const anyFile = fc
  .record({
    columns: fc.array(fc.nat({ max: kinds.length - 1 }), { minLength: 1, maxLength: width }),
    rows: fc.array(
      fc.record({
        cells: fc.array(
          fc.record({ odd: fc.integer({ min: 0, max: 24 }).map((number) => number === 0), at: fc.nat({ max: 99 }) }),
          { minLength: width, maxLength: width },
        ),
        key: fc.oneof(
          { weight: 9, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: fc.constantFrom(...keyCells, 'R1', '') },
        ),
      }),
      { minLength: 8, maxLength: 60 },
    ),
    newline: fc.constantFrom('\n', '\r\n'),
    bare: fc.boolean(),
    composite: fc.boolean(),
  })
  .map(({ columns, rows, newline, bare, composite }) => {
    const names = ['ma', ...columns.map((_, index) => `f${index}`)];
    const lines = rows.map(({ cells, key }, row) => {
      const texts = columns.map((kind, index) => {
        const { odd, at } = cells[index] ?? { odd: false, at: 0 };
        const own = odd ? kinds[kind]?.odd : kinds[kind]?.right;
        return own?.[at % own.length] ?? '';
      });
      return [key ?? `R${row + 1}`, ...texts].join(',');
    });
    const text = [names.join(','), ...lines].join(newline) + (bare ? '' : newline);
    const typed = columns.map((kind) => kinds[kind]?.property.logicalType);
    const first = typed.indexOf('date');
    const second = typed.indexOf('date', first + 1);
    const contract = contractOf({
      columns,
      composite: composite && columns[0] === 6,
      rule: first >= 0 && second > 0 ? `f${first} <= f${second}` : undefined,
    });
    return { text, contract, rows: rows.length };
  });

function contractOf(of: { columns: readonly number[]; composite: boolean; rule: string | undefined }): Contract {
  const properties = of.columns.map((kind, index) => ({
    ...kinds[kind]?.property,
    name: `f${index}`,
    ...(of.composite && index === 0 ? { primaryKey: true, primaryKeyPosition: 2 } : {}),
  }));
  const quality = of.rule === undefined ? [] : [{ name: 'r', type: 'custom', engine: 'cel', implementation: of.rule }];
  return contractWith(properties, quality);
}

test('a check of sifted rows comes to the same as one of all rows', async () => {
  expect(await checks.compare(anyFile)).toBeGreaterThan(0);
});
