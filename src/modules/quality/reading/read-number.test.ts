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

test('what was done to a number is called what it is', async () => {
  const said = async (field: Field, values: readonly string[]) =>
    (await checkValues(bench, field, values)).map(({ mend }) => mend ?? null);
  const share = testField('ty_le', { type: 'number', semanticType: 'percent' });
  expect(await said(share, ['12,5%', '12,5', '12.5', '(3,2%)'])).toEqual([
    'number-signs',
    'decimal-comma',
    null,
    'negative',
  ]);
  const dong = testField('tien', { type: 'integer', semanticType: 'money' });
  expect(await said(dong, ['850 tr', '1.234.567', '1.234.567 đ', '(1.000)', '1 234', '12.0', '7'])).toEqual([
    'amount',
    'thousands',
    'number-signs',
    'negative',
    'thousands',
    'number',
    null,
  ]);
  const millions = testField('von', { ...dong, type: 'number', labels: { vi: 'Vốn (tr.đ)', en: 'Capital' } });
  expect(await said(millions, ['1.500.000 đ', '1,5 triệu', '1,5'])).toEqual(['amount', 'amount', 'decimal-comma']);
  const latitude = testField('vi_do', { type: 'number', semanticType: 'latitude' });
  expect(await said(latitude, ['12,5', '12°30′B'])).toEqual(['decimal-comma', 'angle']);
});

test('apostrophes between thousands part them, in a number, an amount and a coordinate', async () => {
  expect(await read(number, ["1'400'853.97", '1’400’853,97', "-12'500"])).toEqual([1400853.97, 1400853.97, -12500]);
  expect(await read(number, ["1'40'853", "'1400", "1400'"])).toEqual(['error', 'error', 'error']);
  expect(await read({ ...whole, semanticType: 'money' }, ["1'400'853", "1'500'000 đ"])).toEqual(['1400853', '1500000']);
  const northing = testField('x', { type: 'number', semanticType: 'northing' });
  const [checked] = await checkValues(bench, northing, ["1'400'853.97"]);
  expect([checked?.read, checked?.mend]).toEqual([1400853.97, 'thousands']);
});

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

test('what stands around a number is taken off: footnote marks, brackets of bookkeepers, currencies', async () => {
  const values = ['(1.234,5)', '1.234,5 (1)', '12,5*', '1.234,56²', '12,5 phần trăm', '–5', '1.234,5 (a)'];
  expect(await read(number, values)).toEqual([-1234.5, 1234.5, 12.5, 1234.56, 12.5, -5, 1234.5]);
  expect(await read(number, ['12 (15)', '½', '1,5 triệu', '()'])).toEqual(['error', 'error', 'error', 'error']);
});

test('money says its unit in the cell, and is brought to the unit of its column', async () => {
  const dong = testField('so', { type: 'integer', semanticType: 'money' });
  const millions = testField('so', {
    type: 'number',
    semanticType: 'money',
    labels: { vi: 'Kinh phí (triệu đồng)', en: 'Budget (million VND)' },
  });
  const amounts: readonly (readonly [text: string, value: number])[] = [
    ['1,5 triệu đồng', 1_500_000],
    ['2 tỷ 300 triệu', 2_300_000_000],
    ['1 triệu 500.000 đồng', 1_500_000],
    ['500 nghìn', 500_000],
    ['2,3 tỉ', 2_300_000_000],
    ['15tr', 15_000_000],
    ['1,5 tr.đ', 1_500_000],
    ['1.234 triệu đồng', 1_234_000_000],
    ['-1,5 triệu', -1_500_000],
    ['1.234.567đ', 1_234_567],
    ['VND 1.234.567', 1_234_567],
    ['1.234.567 VNĐ', 1_234_567],
  ];
  const texts = amounts.map(([text]) => text);
  expect((await read(dong, texts)).map(Number)).toEqual(amounts.map(([, value]) => value));
  expect((await read(millions, texts)).map(Number)).toEqual(amounts.map(([, value]) => value / 1e6));
  expect(await read(millions, ['12,5', '1500'])).toEqual([12.5, 1500]);
  expect(await read(dong, ['5 triệu rưỡi', 'triệu', '99999999999999999 tỷ', '0,5 đồng'])).toEqual([
    'error',
    'error',
    'error',
    'error',
  ]);
  const [unclear] = await checkValues(bench, dong, ['1,234 triệu']);
  expect(unclear?.findings[0]?.message.vi).toContain('hai cách');
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
