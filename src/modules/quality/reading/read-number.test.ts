import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field } from '#modules/catalog/index.ts';
import { checkRows, checkValues, openTestBench, testContract, testField, type TestBench } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const whole = testField('so', { type: 'integer' });
const number = testField('so', { type: 'number' });

async function read(field: Field, values: readonly string[]) {
  const checked = await checkValues(bench, field, values);
  return checked.map(({ read: value, findings }) =>
    findings.length === 0 ? value : `${findings[0]?.severity} ${String(value ?? '')}`.trim(),
  );
}

test('reads whole numbers with thousands dots, blanks and currency', async () => {
  const values = [
    '1234',
    '-5',
    '1.234',
    '1,234',
    '1.234.567',
    '1 234 567',
    '15.000 đ',
    '15000VNĐ',
    '8.000 đồng',
    '007',
    '5.0',
    '+3',
    '−2',
  ];
  expect((await read(whole, values)).map(Number)).toEqual([
    1234, -5, 1234, 1234, 1234567, 1234567, 15000, 15000, 8000, 7, 5, 3, -2,
  ]);
});

test('takes nothing for a whole number that is none', async () => {
  const values = ['1.5', '1.2345E+11', '9007199254740993', '1_000', 'năm', '12a', '1.23.4', '--1', '1e3'];
  expect(await read(whole, values)).toEqual(values.map(() => 'error'));
  const [big] = await read(testField('so', { type: 'integer', physicalType: { kind: 'bigint' } }), [
    '9007199254740993',
  ]);
  expect(big).toBe('9007199254740993');
});

test('a column tells what its dots mean', async () => {
  expect(await read(number, ['1.234', '12,5'])).toEqual([1234, 12.5]);
  expect(await read(number, ['1.234', '12.5'])).toEqual([1.234, 12.5]);
  expect(await read(number, ['1.234', '1500'])).toEqual(['warn 1.234', 1500]);
  expect(await read(number, ['1,234', '1,234.5'])).toEqual([1234, 1234.5]);
  expect(await read(number, ['1.234', '12,5', '0.25'])).toEqual(['warn 1.234', 12.5, 0.25]);
  expect(await read({ ...number, semanticType: 'money' }, ['1.234', '500'])).toEqual([1234, 500]);
  expect(await read({ ...number, semanticType: 'percent' }, ['12,5%', '7 %'])).toEqual([12.5, 7]);
});

test('in a typed cell a dot is the decimal point', async () => {
  const tables = [{ columns: ['so'], rows: [['1.234'], ['1500']], typedNumbers: [true] }];
  const { result, accepted } = await checkRows(bench, { contract: testContract({ fields: [number] }), tables });
  expect(accepted).toEqual([{ so: 1.234 }, { so: 1500 }]);
  expect(result.findings).toEqual([]);
});

test('numbers are finite, and decimals lose no digit', async () => {
  expect(await read(number, ['NaN', 'inf', '1e400', '1e5'])).toEqual(['error', 'error', 'error', 100000]);
  const money = testField('so', { type: 'number', physicalType: { kind: 'decimal', precision: 20, scale: 2 } });
  expect(await read(money, ['12345678901234567.89', '1,5', '1.234', '2.50'])).toEqual([
    '12345678901234567.89',
    '1.50',
    'error',
    '2.50',
  ]);
});

test('reads any number in either style as that number, on either way', async () => {
  const written = fc.record({
    value: fc
      .double({ min: -1e12, max: 1e12, noNaN: true, noDefaultInfinity: true })
      .map((value) => Math.round(value * 100) / 100 + 0),
    vietnamese: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(written, { minLength: 100, maxLength: 200 }),
      fc.boolean(),
      async (numbers, examineAll) => {
        const texts = numbers.map(({ value, vietnamese }) =>
          // Always with a fraction of two digits, so that no cell has two meanings.
          vietnamese ? value.toLocaleString('vi-VN', { minimumFractionDigits: 2 }) : value.toFixed(2),
        );
        const checked = await checkValues(bench, number, texts, { examineAll });
        expect(checked.map(({ read: value }) => Number(value) + 0)).toEqual(numbers.map(({ value }) => value));
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
});
