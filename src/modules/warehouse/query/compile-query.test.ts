import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatasetSchema } from '../dataset-schema.ts';
import { storedRowsOf } from '../snapshots/find-snapshots.ts';
import type { StoredRows } from '../snapshots/snapshot.ts';
import {
  allRecords,
  createQuerySample,
  everything,
  querySchema,
  sampleRow,
  type QuerySample,
} from '../testing/query-sample.ts';
import { sampleColumn } from '../testing/sample-store.ts';
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

test('a sum that JavaScript would round is a string, whatever the column; one that no type holds is refused', async () => {
  const rows = await sample.store([
    sampleRow('a', { so: '9007199254740991', tien: '9999999999999999.99' }),
    sampleRow('b', { so: '1', tien: '0.01' }),
    sampleRow('c', { so: '-2' }),
  ]);
  const sums = async (where: Predicate) => {
    const aggregates: Aggregate[] = [
      { fn: 'sum', field: 'so', as: 'so' },
      { fn: 'sum', field: 'tien', as: 'tien' },
    ];
    const [found] = await sample.ask({ ...allRecords, where, grouping: { groupBy: [], aggregates } }, rows);
    return found;
  };
  const among = (...values: string[]): Predicate => ({ kind: 'in', field: 'ma', values });
  expect(await sums(among('a', 'b'))).toEqual({ so: '9007199254740992', tien: '10000000000000000.00' });
  expect(await sums(among('a', 'c'))).toEqual({ so: 9007199254740989, tien: '9999999999999999.99' });
  expect(await sums(among())).toEqual({ so: null, tien: null });
});

describe('decimals of 38 digits', () => {
  const schema: DatasetSchema = {
    columns: [sampleColumn('ma'), sampleColumn('x', 'DECIMAL(38,2)'), sampleColumn('y', 'DECIMAL(15,2)')],
    key: ['ma'],
    partitionBy: [],
  };
  const most = '9'.repeat(36);
  let rows: StoredRows;
  beforeAll(async () => {
    const values = `('a', '${most}.99'::decimal(38,2), 9999999999999.99), ('b', '${most}', 0.01), ('c', 1, 2)`;
    const snapshot = await sample.publish('wide', schema, `from (values ${values}) as t(ma, x, y)`);
    rows = storedRowsOf(snapshot, sample.snapshotsFolder);
  });
  const ask = async (part: Partial<Query>) => {
    const { sql } = compileQuery({ ...allRecords, ...part }, { schema, rights: everything, rows });
    return (await sample.texts(sql)).map((text) => JSON.parse(text) as unknown);
  };
  const sum = (where: Predicate, field: string) =>
    ask({ where, grouping: { groupBy: [], aggregates: [{ fn: 'sum', field, as: 's' }] } });

  test('are compared with what has a fraction, and with nothing that is wider', async () => {
    const x = { kind: 'compare', field: 'x', operator: 'gt' } as const;
    const select = [{ field: 'ma', as: 'ma' }];
    expect(await ask({ select, where: { ...x, value: `${most}.5` } })).toEqual([{ ma: 'a' }]);
    expect(await ask({ select, where: { kind: 'in', field: 'x', values: ['1', `${most}.99`] } })).toHaveLength(2);
    expect(
      await ask({ select, where: { kind: 'in', field: 'y', values: ['2', '0.0000000001', '1'.repeat(36)] } }),
    ).toEqual([{ ma: 'c' }]);
    const never: Predicate = { kind: 'in', field: 'y', values: ['0.001'] };
    expect(await ask({ where: never })).toEqual([]);
    expect(await ask({ where: { kind: 'not', operand: never } })).toHaveLength(3);
    for (const value of ['0.001', '1'.repeat(37)]) {
      await expect(ask({ where: { ...x, value } })).rejects.toMatchObject({ code: 'value-invalid' });
    }
  });

  test('are summed as far as 38 digits go, and never come out as another number', async () => {
    const among = (...values: string[]): Predicate => ({ kind: 'in', field: 'ma', values });
    expect(await sum(among('c'), 'x')).toEqual([{ s: '1.00' }]);
    expect(await sum(among('a', 'b'), 'y')).toEqual([{ s: '10000000000000.00' }]);
    await expect(sum(among('a', 'b'), 'x')).rejects.toThrow(/sum too large|Overflow/);
  });
});

test('no pattern takes longer than its text is long', async () => {
  const rows = await sample.store([
    sampleRow('a', { ten: `repeat('ă', 20000)` }),
    sampleRow('b', { ten: String.raw`'a_b\c.*'` }),
  ]);
  const found = async (pattern: string, ignoreCase = false) =>
    (await sample.ask({ ...allRecords, where: { kind: 'like', field: 'ten', pattern, ignoreCase } }, rows)).map(
      (row) => row['ma'],
    );
  const begun = performance.now();
  for (const ignoreCase of [false, true]) {
    expect(await found('%ă_%ă_%ă_%ă_%ă_%ă_%b', ignoreCase)).toEqual([]);
    expect(await found('%ă%ă%ă%ă%ă%ă%ă%b', ignoreCase)).toEqual([]);
    expect(await found('_%Ă_%', true)).toEqual(['a']);
  }
  // Some 40 ms; ways that grow with the square of the text take minutes.
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(await found(String.raw`a\_b\\c._`)).toEqual(['b']);
  expect(await found(String.raw`A\_B%`, true)).toEqual(['b']);
  expect(await found('a.b%')).toEqual([]);
  await expect(found('%'.repeat(1001))).rejects.toMatchObject({ code: 'query-too-complex' });
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
    ...['__proto__', 'constructor'].map((value): [string, Partial<Query>, string] => [
      `«${value}» for a truth value`,
      { where: { kind: 'compare', field: 'dung', operator: 'eq', value } },
      'value-invalid',
    ]),
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
    [
      'a number longer than any',
      { where: { kind: 'in', field: 'tien', values: Array.from({ length: 500 }, () => `${'0'.repeat(9999)}x`) } },
      'value-invalid',
    ],
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
    '2024-01-01T09:30:00+09:30',
    '2024-01-01T07:00:00 07:00',
  ]) {
    const where: Predicate = { kind: 'compare', field: 'luc', operator: 'eq', value };
    expect(await sample.ask({ ...allRecords, where }, rows), value).toHaveLength(1);
  }
});
