import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field } from '#modules/catalog/index.ts';
import { checkRows, openTestBench, testContract, testField, type TestBench, type TestCheck } from '../test-check.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

/** Fields of every kind, each with cells: the first is right, the others are nearly so, or wrong. */
const kinds: readonly { readonly field: Partial<Field>; readonly cells: readonly (string | null)[] }[] = [
  {
    field: {},
    cells: ['Buôn Ma Thuột', 'Ea Kao ', 'Ho`', '', ' ', null, 'Nguyễn'.normalize('NFD'), 'NguyÔn V¨n', "=1+1'"],
  },
  { field: { limits: { minLength: 2, maxLength: 5 } }, cells: ['ab', 'a', 'abcdef', ' abcde ', 'ăâê', null] },
  { field: { limits: { pattern: '^[A-Z]\\d+$' } }, cells: ['A1', 'a1', ' B22', 'B2 2', ''] },
  {
    field: { enumeration: { values: ['Nam', 'Nữ'], severity: 'error' } },
    cells: ['Nam', 'Nữ', 'nam', 'Nữ'.normalize('NFD'), 'Nam ', null, ''],
  },
  { field: { enumeration: { values: ['x'], severity: 'warn', dimension: 'accuracy' } }, cells: ['x', 'y', null] },
  {
    field: { codeList: { id: 'commune', validOn: { kind: 'receipt' } } },
    cells: ['24133', '24118', '24 133', '99999', null],
  },
  {
    field: { codeList: { id: 'commune', validOn: { kind: 'field', field: 'f1' } } },
    cells: ['24133', '24118', '24169', '99999', null],
  },
  {
    field: { semanticType: 'personal-id' },
    cells: ['066300000001', '66300000001', '999300000001', '066.300.000.001', '240123456', null],
  },
  { field: { semanticType: 'phone' }, cells: ['0912345678', '+84912345678', '912345678', '0952345678', ''] },
  { field: { semanticType: 'tax-code' }, cells: ['0100109106', '0100109107', '6000000040', '100109106'] },
  { field: { semanticType: 'person-name' }, cells: ['Trần Thị B', 'B 2', 'TrÇn', null] },
  {
    field: { type: 'integer', limits: { minimum: 0, multipleOf: 5 } },
    cells: ['10', '7', '-5', '1.000', '15 đ', 'x', '1.5', '', null, '007', '9007199254740993'],
  },
  {
    field: { type: 'number', limits: { maximum: 100 } },
    cells: ['1.5', '1,5', '1.234', '1.234,5', '101', '1e5', 'NaN', null, '12.0'],
  },
  {
    field: { type: 'number', physicalType: { kind: 'decimal', precision: 9, scale: 2 } },
    cells: ['1.5', '1.255', '12,50', 'x', null],
  },
  { field: { type: 'integer' }, cells: ['10', '1.000', '007', '5.0', '5.4', '1e3', '1_000', '+5', ' 5'] },
  { field: { type: 'boolean' }, cells: ['true', 'Có', 'x', '0', 'hai', null] },
  {
    field: { type: 'date', limits: { minimum: '2020-01-01' } },
    cells: [
      '2026-05-07',
      '7/5/2026',
      '2026-5-7',
      '2026/05/07',
      ' 2026-05-07',
      'infinity',
      '2019-12-31',
      '31/2/2026',
      '45000',
      '7/5/26',
      null,
      '',
      '2026-05-07 10:00',
    ],
  },
  { field: { type: 'date', personal: 'basic' }, cells: ['1990-05-07', '7/5/90', '7/5/1990', null] },
  {
    field: { type: 'timestamp' },
    cells: ['2026-05-07 10:00:00', '2026-05-07T10:00:00', '7/5/2026 10:00', '2026-05-07T10:00:00Z', 'x', null],
  },
  { field: { type: 'time' }, cells: ['10:00:00', '7h30', '25:00', null] },
  { field: { missing: ['-', 'N/A'] }, cells: ['a', '-', 'N/A', ' - ', null] },
  { field: { type: 'integer', missing: ['..'] }, cells: ['5', '..', '.. ', null] },
];

/** A column of any kind; the second is always a date, which code lists may be read on. */
const dated = kinds.findIndex(({ field }) => field.type === 'date');
const column = (index: number) =>
  fc.record({
    kind: index === 1 ? fc.constant(dated) : fc.nat({ max: kinds.length - 1 }),
    required: fc.boolean(),
    unique: fc.nat({ max: 9 }).map((number) => number === 9),
  });

/** Mostly the right one: a single fault in a row is what tells the two ways apart. */
const anyCell = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 60 }) });

const anyCheck = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.record({
      columns: fc.tuple(...Array.from({ length: width }, (_, index) => column(index))),
      cells: fc.array(fc.array(anyCell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 60,
      }),
      shapes: fc.array(fc.constantFrom(null, null, null, '-1', '+x'), { maxLength: 60 }),
      keyed: fc.constantFrom(0, 0, 0, 1, 2),
      unit: fc.nat({ max: 9 }).map((number) => number === 9),
    }),
  )
  .map(({ columns, cells, shapes, keyed, unit }): TestCheck => {
    const fields = columns.map(({ kind, required, unique }, index) =>
      testField(`f${index}`, { ...kinds[kind]?.field, required: required || index < keyed, unique }),
    );
    return {
      contract: testContract({
        fields,
        primaryKey: fields.slice(0, keyed).map(({ name }) => name),
        rules: [
          {
            name: 'first_filled',
            expression: 'f0 == null || f1 != null',
            fields: ['f0', 'f1'],
            dimension: 'consistency',
            severity: 'error',
            message: { vi: 'thiếu ngày', en: 'no day' },
          },
          {
            name: 'this_century',
            expression: 'f1.getFullYear() >= 2020 && f1 < timestamp("2026-12-31T00:00:00Z")',
            fields: ['f1'],
            dimension: 'timeliness',
            severity: 'warn',
            message: { vi: 'năm', en: 'year' },
          },
        ],
      }),
      tables: [
        {
          columns: fields.map(({ name }) => name),
          rows: cells.map((row) =>
            row.map((cell, index) => {
              const { cells: own } = kinds[columns[index]?.kind ?? 0] ?? { cells: [null] };
              return own[cell % own.length] ?? null;
            }),
          ),
          shapes: cells.map((_, index) => shapes[index] ?? null),
        },
      ],
      ...(unit ? { unit: { field: 'f0', value: '24133' } } : {}),
    };
  });

/** As a wide table is checked, with hardly anything at once. */
const narrow = { staged: 0, judged: 2, sorted: 2, scans: 1, asked: 2, named: 2 };

/**
 * Looking at every row or only at those that are not plainly faultless, writing rows or not, all columns at once or few at a
 * time: it comes to the same.
 */
async function expectOneOutcome(check: TestCheck) {
  const fast = await checkRows(bench, { ...check, maxFindings: 10_000 });
  const slow = await checkRows(bench, { ...check, maxFindings: 10_000, examineAll: true });
  const wide = await checkRows(bench, { ...check, maxFindings: 10_000, widths: narrow });
  const between = await checkRows(bench, { ...check, maxFindings: 10_000, widths: { ...narrow, staged: Infinity } });
  const wideLean = await checkRows(bench, { ...check, maxFindings: 10_000, widths: narrow, writeRows: false });
  const lean = await checkRows(bench, { ...check, maxFindings: 10_000, writeRows: false });
  expect({ ...lean.result, seconds: 0 }).toEqual({ ...fast.result, seconds: 0 });
  expect(lean.findings).toEqual(fast.findings);
  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted();
  expect({ ...wideLean.result, seconds: 0 }).toEqual({ ...fast.result, seconds: 0 });
  for (const other of [slow, wide, between]) {
    expect({ ...other.result, seconds: 0 }).toEqual({ ...fast.result, seconds: 0 });
    expect(other.rejects).toEqual(fast.rejects);
    expect(other.findings).toEqual(fast.findings);
    expect(other.originals).toEqual(fast.originals);
    // Without a key the order is the source's; with one it is nobody's.
    if (check.contract.primaryKey.length === 0) expect(other.accepted).toEqual(fast.accepted);
    else expect(sorted(other.accepted)).toEqual(sorted(fast.accepted));
  }
  return fast;
}

/** The kinds side by side, some at a time, next to a date; every cell of theirs stands in a row where the others are right. */
test.each(pieces(kinds, 8).map((piece) => [JSON.stringify(piece.map(({ field }) => field)), piece] as const))(
  'a single odd cell comes to the same on both ways: %s',
  async (_, piece) => {
    const fields = piece.map(({ field }, index) => testField(index === 0 ? 'f0' : `f${index + 1}`, field));
    const right = piece.map(({ cells }) => cells[0] ?? null);
    const rows = piece.flatMap(({ cells }, at) => cells.map((cell) => [...right.with(at, cell), '2026-05-07']));
    const { result } = await expectOneOutcome({
      contract: testContract({ fields: [...fields, testField('f1', { type: 'date' })] }),
      tables: [{ columns: [...fields.map(({ name }) => name), 'f1'], rows }],
    });
    expect(result.received).toBe(rows.length);
  },
);

function pieces<Item>(items: readonly Item[], length: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / length);
  return Array.from({ length: count }, (_, piece) => items.slice(piece * length, (piece + 1) * length));
}

test('every row is accepted, rejected or duplicate, and looking at all rows changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyCheck, async (check) => {
      const { result, accepted, rejects } = await expectOneOutcome(check);
      expect(result.received).toBe(check.tables[0]?.rows.length);
      expect(result.accepted + result.rejected + result.duplicate).toBe(result.received);
      expect(accepted.length).toBe(result.accepted);
      expect(rejects.length).toBe(result.rejected + result.duplicate);
      const faulty = result.findings.filter(({ severity }) => severity === 'error').map(({ row }) => row);
      expect(new Set(faulty).size).toBe(result.rejected);
      for (const part of Object.values(result.score)) {
        if (part !== null && typeof part === 'object') expect(part.passed).toBeLessThanOrEqual(part.applicable);
      }
    }),
    { numRuns: lawRuns(6), endOnFailure: true },
  );
});
