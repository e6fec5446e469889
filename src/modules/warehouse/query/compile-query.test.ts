import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allRecords,
  createQuerySample,
  everything,
  querySchema,
  sampleRow,
  type QuerySample,
} from '../testing/query-sample.ts';
import { compileQuery } from './compile-query.ts';
import type { Aggregate, Predicate, Query } from './query.ts';

let sample: QuerySample;

beforeAll(async () => {
  sample = await createQuerySample();
});
afterAll(() => sample.close());

describe('values in JSON', () => {
  test('numbers that JavaScript would round are strings, moments are in +07:00, null stays', async () => {
    const rows = await sample.store([
      `('b', 'x"y', 9007199254740991, 9223372036854775807, 0.1, 123456789012.5, '2024-02-29', '2024-02-29 23:59:58.5', '07:30:00', true)`,
      `('a', null, null, null, 'NaN'::double, null, null, null, null, null)`,
    ]);
    expect(await sample.ask(allRecords, rows)).toEqual([
      {
        ma: 'a',
        ten: null,
        so: null,
        lon: null,
        ty_le: null,
        tien: null,
        ngay: null,
        luc: null,
        gio: null,
        dung: null,
      },
      {
        ma: 'b',
        ten: 'x"y',
        so: 9007199254740991,
        lon: '9223372036854775807',
        ty_le: 0.1,
        tien: '123456789012.50',
        ngay: '2024-02-29',
        luc: '2024-02-29T23:59:58.5+07:00',
        gio: '07:30:00',
        dung: true,
      },
    ]);
  });

  test('sums of wide columns are strings, other sums and counts are numbers', async () => {
    const rows = await sample.store([
      sampleRow('a', { so: '2', lon: '9223372036854775807' }),
      sampleRow('b', { so: '3', lon: '1' }),
    ]);
    const aggregates: Aggregate[] = [
      { fn: 'count', as: 'n' },
      { fn: 'countDistinct', field: 'so', as: 'd' },
      { fn: 'sum', field: 'so', as: 's' },
      { fn: 'sum', field: 'lon', as: 'l' },
      { fn: 'avg', field: 'so', as: 'a' },
      { fn: 'median', field: 'so', as: 'm' },
      { fn: 'min', field: 'ma', as: 'i' },
      { fn: 'max', field: 'lon', as: 'x' },
    ];
    expect(await sample.ask({ ...allRecords, grouping: { groupBy: [], aggregates } }, rows)).toEqual([
      { n: 2, d: 2, s: 5, l: '9223372036854775808', a: 2.5, m: 2.5, i: 'a', x: '9223372036854775807' },
    ]);
  });
});

test('without an order rows come by key, and a dataset without a snapshot has none', async () => {
  const rows = await sample.store([sampleRow('ă', {}), sampleRow('b', {}), sampleRow('B', {}), sampleRow('đ', {})]);
  expect((await sample.ask(allRecords, rows)).map((each) => each['ma'])).toEqual(['B', 'b', 'ă', 'đ']);
  expect(await sample.ask(allRecords, null)).toEqual([]);
});

describe('refuses', () => {
  const refusals: readonly [string, Partial<Query>, string][] = [
    ['an unknown field', { select: [{ field: 'constructor', as: 'x' }] }, 'field-unknown'],
    [
      'a name selected twice',
      {
        select: [
          { field: 'ma', as: 'x' },
          { field: 'ten', as: 'x' },
        ],
      },
      'query-invalid',
    ],
    [
      'a word for a number',
      { where: { kind: 'compare', field: 'so', operator: 'eq', value: "1' or 1=1" } },
      'value-invalid',
    ],
    [
      'a fraction for a whole number',
      { where: { kind: 'compare', field: 'so', operator: 'eq', value: 1.5 } },
      'value-invalid',
    ],
    [
      'a number beyond 64 bits',
      { where: { kind: 'compare', field: 'so', operator: 'eq', value: '9223372036854775808' } },
      'value-invalid',
    ],
    [
      'a day that is none',
      { where: { kind: 'compare', field: 'ngay', operator: 'eq', value: '2023-02-29' } },
      'value-invalid',
    ],
    [
      'a pattern on a number',
      { where: { kind: 'like', field: 'so', pattern: '1%', ignoreCase: false } },
      'value-invalid',
    ],
    [
      'a pattern that ends in a backslash',
      { where: { kind: 'like', field: 'ten', pattern: 'a\\', ignoreCase: false } },
      'value-invalid',
    ],
    ['«is true» of a text', { where: { kind: 'is', field: 'ten', value: true } }, 'value-invalid'],
    ['NUL', { where: { kind: 'compare', field: 'ten', operator: 'eq', value: 'a\0' } }, 'value-invalid'],
    [
      'a sum of texts',
      { grouping: { groupBy: [], aggregates: [{ fn: 'sum', field: 'ten', as: 's' }] } },
      'query-invalid',
    ],
    [
      'an order by what is not answered',
      { orderBy: [{ field: 'ten', descending: false, nulls: 'last' }], grouping: { groupBy: ['ma'], aggregates: [] } },
      'query-invalid',
    ],
  ];
  test.for(refusals)('%s', ([, part, code]) => {
    expect(() =>
      compileQuery({ ...allRecords, ...part }, { schema: querySchema, rights: everything, rows: null }),
    ).toThrow(expect.objectContaining({ code }));
  });
});

test('moments are compared on Vietnam’s clock, whatever their offset', async () => {
  const rows = await sample.store([sampleRow('a', { luc: `timestamp '2024-01-01 07:00:00'` })]);
  for (const value of [
    '2024-01-01T00:00:00Z',
    '2024-01-01T07:00:00+07:00',
    '2023-12-31 23:30:00-00:30',
    '2024-01-01T07:00',
  ]) {
    const where: Predicate = { kind: 'compare', field: 'luc', operator: 'eq', value };
    expect(await sample.ask({ ...allRecords, where }, rows), value).toHaveLength(1);
  }
});
