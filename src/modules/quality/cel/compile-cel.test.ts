import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field } from '#modules/catalog/index.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { openTestBench, testField, type TestBench } from '../test-check.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { compileCel } from './compile-cel.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const fields: readonly Field[] = [
  testField('a', { type: 'integer' }),
  testField('b', { type: 'integer' }),
  testField('x', { type: 'number' }),
  testField('s', {}),
  testField('u', {}),
  testField('d', { type: 'date' }),
  testField('e', { type: 'date' }),
  testField('p', { type: 'boolean' }),
];

interface Row {
  readonly a: number | null;
  readonly b: number | null;
  readonly x: number | null;
  readonly s: string | null;
  readonly u: string | null;
  readonly d: string | null;
  readonly e: string | null;
  readonly p: boolean | null;
}

const types = {
  a: 'bigint',
  b: 'bigint',
  x: 'double',
  s: 'varchar',
  u: 'varchar',
  d: 'date',
  e: 'date',
  p: 'boolean',
} as const;

async function evaluate(expressions: readonly string[], row: Row): Promise<readonly unknown[]> {
  const compiled = expressions.map((expression) => {
    const result = compileCel(expression, fields);
    if (!result.ok) throw new Error(`${expression}: ${result.reason.en}`);
    return result.sql;
  });
  const values = Object.entries(types).map(([name, type]) => {
    const value = row[name as keyof Row];
    return `${value === null ? 'null' : `${quoteText(String(value))}`}::${type} as "${name}"`;
  });
  const sql = `select ${compiled.join(', ')} from (select ${values.join(', ')})`;
  return (await bench.connection.runAndReadAll(sql)).getRowsJson()[0] ?? [];
}

const filled: Row = { a: 7, b: -2, x: 2.5, s: 'Đắk Lắk', u: 'đ', d: '2026-05-07', e: '2024-02-29', p: true };
const empty: Row = { a: null, b: null, x: null, s: null, u: null, d: null, e: null, p: null };

test.each<[string, boolean | null]>([
  ['a == 7 && b == -2', true],
  ['a / 2 == 3 && b / 3 == 0 && -7 / 2 == -3 && a % b == 1', true],
  ['a / (b + 2) == 1', null],
  ['a % (b + 2) == 1', null],
  ['9223372036854775807 + a > 0', null],
  ['-9223372036854775808 < b', true],
  ['timestamp("9999-12-31T23:00:00Z") + duration("1h") > d', null],
  ['timestamp("2026-05-07T24:00:00Z") == d', null],
  ['a > x', true],
  ['x * 2.0 == 5.0', true],
  ['double(a) / 2.0 == 3.5', true],
  ['int(x) == 2 && int(-2.5) == -2 && int("12") == 12', true],
  ['int(s) == 1', null],
  ['string(a) + s == "7Đắk Lắk"', true],
  ['string(2.0) == "2" && string(true) == "true"', true],
  ['size(s) == 7 && s.size() == 7', true],
  ['s.startsWith("Đắk") && s.endsWith("Lắk") && s.contains("k L")', true],
  ['s.matches("^Đ.k") && !s.matches("^k")', true],
  ['s in ["Buôn Hồ", "Đắk Lắk"] && !(a in [1, 2])', true],
  ['d > timestamp("2026-05-06T23:59:59Z")', true],
  ['d - e > duration("19000h") && d == timestamp("2026-05-07T00:00:00Z")', true],
  ['d - duration("24h") == timestamp("2026-05-06T00:00:00Z")', true],
  ['d.getFullYear() == 2026 && d.getMonth() == 4 && d.getDayOfMonth() == 6 && d.getDate() == 7', true],
  ['d.getDayOfWeek() == 4 && e.getDayOfYear() == 59', true],
  ['p ? a > 0 : b > 0', true],
  ['s < "Đắk Nông" && s >= "Buôn"', true],
  ['string(d) == "2026-05-07T00:00:00Z"', true],
])('%s is %s', async (expression, expected) => {
  expect(await evaluate([expression], filled)).toEqual([expected]);
});

test.each<[string, boolean | null]>([
  ['a == null && !(a != null)', true],
  ['a > 1', null],
  ['a > 1 || a == null', true],
  ['a > 1 && a != null', false],
  ['!p', null],
  ['p ? true : false', null],
  ['s.startsWith("a")', null],
  ['s in ["a"]', null],
  ['d < e', null],
  ['size(s) > 0 || 1 < 2', true],
])('without values %s is %s', async (expression, expected) => {
  expect(await evaluate([expression], empty)).toEqual([expected]);
});

test.each<[string, string, string]>([
  ['a >', 'cel-syntax', 'cannot be read'],
  ['a + 1', 'cel-type', 'Type bool is needed'],
  ['a + x > 1.0', 'cel-type', 'double(…)'],
  ['a < 9223372036854775808', 'cel-type', 'too large'],
  ['a == s', 'cel-type', 'between int and string'],
  ['z == 1', 'cel-unknown-name', 'no field named “z”'],
  ['has(s)', 'cel-unsupported', 'field != null'],
  ['[1, 2].exists(i, i == a)', 'cel-unsupported', 'exists'],
  ['s.matches(u)', 'cel-unsupported', 'written out'],
  ['s.matches("(?=x)")', 'cel-unsupported', 'look-around'],
  ['duration("ba ngày") < d - e', 'cel-unsupported', 'duration'],
  [String.raw`s == "a\u0000b"`, 'cel-unsupported', 'NUL'],
  ['constructor(a)', 'cel-unsupported', 'constructor'],
  ['{"k": a}["k"] == 1', 'cel-unsupported', 'cannot be used'],
  ['d.getFullYear("Asia/Ho_Chi_Minh") == 2026', 'cel-type', 'does not take'],
])('refuses %s with its place, reason and mend', (expression, code, words) => {
  const compiled = compileCel(expression, fields);
  expect(compiled).toMatchObject({ ok: false, code, position: expect.any(Number) });
  expect(JSON.stringify(compiled)).toContain(words);
});

test('names the fields that it reads, in the contract’s order', () => {
  expect(compileCel('s == u || d > e', fields)).toMatchObject({ ok: true, fields: ['s', 'u', 'd', 'e'] });
  expect(compileCel('e > d', fields)).toMatchObject({ ok: true, fields: ['d', 'e'] });
});

/** Expressions of every type, nested, over the fields. */
const { bool } = fc.letrec<{ bool: string; int: string; double: string; string: string; time: string }>((tie) => ({
  int: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('a', 'b', '0', '3', '-7'),
    fc.tuple(tie('int'), fc.constantFrom('+', '-', '*', '/', '%'), tie('int')).map(([l, o, r]) => `(${l} ${o} ${r})`),
    tie('string').map((text) => `size(${text})`),
    fc
      .tuple(
        tie('time'),
        fc.constantFrom('getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear'),
      )
      .map(([t, f]) => `${t}.${f}()`),
    tie('double').map((value) => `int(${value})`),
  ),
  double: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('x', '0.5', '-3.0', '1e3'),
    fc.tuple(tie('double'), fc.constantFrom('+', '-', '*'), tie('double')).map(([l, o, r]) => `(${l} ${o} ${r})`),
    tie('int').map((value) => `double(${value})`),
  ),
  string: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('s', 'u', '"Đắk"', '""', '"a"'),
    fc.tuple(tie('string'), tie('string')).map(([l, r]) => `(${l} + ${r})`),
    tie('int').map((value) => `string(${value})`),
  ),
  time: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom('d', 'e', 'timestamp("2025-07-01T00:00:00Z")'),
    fc.tuple(tie('time'), fc.constantFrom('+', '-')).map(([t, o]) => `(${t} ${o} duration("36h"))`),
  ),
  bool: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('p', 'true', 'false'),
    fc
      .tuple(tie('int'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('int'))
      .map(([l, o, r]) => `${l} ${o} ${r}`),
    fc.tuple(tie('double'), fc.constantFrom('<', '>='), tie('double')).map(([l, o, r]) => `${l} ${o} ${r}`),
    fc.tuple(tie('string'), fc.constantFrom('==', '!='), tie('string')).map(([l, o, r]) => `${l} ${o} ${r}`),
    fc.tuple(tie('time'), fc.constantFrom('==', '<', '>='), tie('time')).map(([l, o, r]) => `${l} ${o} ${r}`),
    fc
      .tuple(tie('string'), fc.constantFrom('startsWith', 'endsWith', 'contains'), tie('string'))
      .map(([l, f, r]) => `${l}.${f}(${r})`),
    fc.tuple(tie('int'), tie('int'), tie('int')).map(([v, l, r]) => `${v} in [${l}, ${r}]`),
    fc.tuple(tie('bool'), fc.constantFrom('&&', '||'), tie('bool')).map(([l, o, r]) => `(${l} ${o} ${r})`),
    fc.tuple(tie('bool'), tie('bool'), tie('bool')).map(([c, y, n]) => `(${c} ? ${y} : ${n})`),
    tie('bool').map((value) => `!(${value})`),
  ),
}));

const anyRow: fc.Arbitrary<Row> = fc.record({
  a: fc.integer({ min: -1000, max: 1000 }),
  b: fc.integer({ min: -3, max: 3 }),
  x: fc.integer({ min: -4000, max: 4000 }).map((value) => value / 8),
  s: fc.constantFrom('', 'a', 'Đắk Lắk', 'ê̆'),
  u: fc.constantFrom('', 'đ', 'Đắk', 'aa'),
  d: fc.constantFrom('2026-05-07', '2024-02-29', '1999-12-31'),
  e: fc.constantFrom('2025-07-01', '2000-03-01'),
  p: fc.boolean(),
});

/** The library's own evaluation; what it refuses at run time (a division by zero) is unknown. */
function evaluateInJavaScript(expression: string, row: Row): unknown {
  const environment = new Environment()
    .registerVariable('a', 'int')
    .registerVariable('b', 'int')
    .registerVariable('x', 'double')
    .registerVariable('s', 'string')
    .registerVariable('u', 'string')
    .registerVariable('d', 'google.protobuf.Timestamp')
    .registerVariable('e', 'google.protobuf.Timestamp')
    .registerVariable('p', 'bool');
  try {
    return environment.evaluate(expression, {
      ...row,
      a: BigInt(row.a ?? 0),
      b: BigInt(row.b ?? 0),
      d: new Date(`${row.d}T00:00:00Z`),
      e: new Date(`${row.e}T00:00:00Z`),
    });
  } catch {
    return null;
  }
}

test('agrees with the library’s own evaluation wherever no value is missing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bool, { minLength: 20, maxLength: 40 }), anyRow, async (expressions, row) => {
      expect(
        Object.fromEntries((await evaluate(expressions, row)).map((value, index) => [expressions[index], value])),
      ).toEqual(
        Object.fromEntries(expressions.map((expression) => [expression, evaluateInJavaScript(expression, row)])),
      );
    }),
    { numRuns: lawRuns(20), endOnFailure: true },
  );
});
