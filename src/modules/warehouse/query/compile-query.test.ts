import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rights } from '#api/rights.ts';
import { openDuckdb, quoteText, type Duckdb } from '#platform/duckdb/duckdb.ts';
import type { DatasetColumn, DatasetSchema } from '../dataset-schema.ts';
import { prepareSnapshot } from '../snapshots/prepare-snapshot.ts';
import type { StoredRows } from '../snapshots/snapshot.ts';
import { compileCount, compileQuery } from './compile-query.ts';
import type { Position } from './keyset.ts';
import { comparisons, type Aggregate, type OrderTerm, type Predicate, type Query } from './query.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-query-'));
  duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '256MB',
    temporaryDirectory: folder,
    allowedDirectories: [folder],
  });
  connection = await duckdb.connect();
});
afterAll(async () => {
  connection.closeSync();
  duckdb.close();
  await rm(folder, { recursive: true });
});

const column = (name: string, type: DatasetColumn['type'], wide = false): DatasetColumn => ({
  name,
  type,
  label: { vi: name, en: name },
  ...(wide ? { wide } : {}),
});
const schema: DatasetSchema = {
  columns: [
    column('ma', 'VARCHAR'),
    column('ten', 'VARCHAR'),
    column('so', 'BIGINT'),
    column('lon', 'BIGINT', true),
    column('ty_le', 'DOUBLE'),
    column('tien', 'DECIMAL(18,2)'),
    column('ngay', 'DATE'),
    column('luc', 'TIMESTAMP'),
    column('gio', 'TIME'),
    column('dung', 'BOOLEAN'),
  ],
  key: ['ma'],
  partitionBy: [],
};
const everything: Rights = { fields: {} };
const all: Query = { select: 'all', orderBy: [], limit: 1000, offset: 0 };

describe('values in JSON', () => {
  test('numbers that JavaScript would round are strings, moments are in +07:00, null stays', async () => {
    const rows = await store([
      `('b', 'x"y', 9007199254740991, 9223372036854775807, 0.1, 123456789012.5, '2024-02-29', '2024-02-29 23:59:58.5', '07:30:00', true)`,
      `('a', null, null, null, 'NaN'::double, null, null, null, null, null)`,
    ]);
    expect(await ask(all, rows)).toEqual([
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
    const rows = await store([row('a', { so: '2', lon: '9223372036854775807' }), row('b', { so: '3', lon: '1' })]);
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
    expect(await ask({ ...all, grouping: { groupBy: [], aggregates } }, rows)).toEqual([
      { n: 2, d: 2, s: 5, l: '9223372036854775808', a: 2.5, m: 2.5, i: 'a', x: '9223372036854775807' },
    ]);
  });
});

test('without an order rows come by key, and a dataset without a snapshot has none', async () => {
  const rows = await store([row('ă', {}), row('b', {}), row('B', {}), row('đ', {})]);
  expect((await ask(all, rows)).map((each) => each['ma'])).toEqual(['B', 'b', 'ă', 'đ']);
  expect(await ask(all, null)).toEqual([]);
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
    expect(() => compileQuery({ ...all, ...part }, { schema, rights: everything, rows: null })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

test('moments are compared on Vietnam’s clock, whatever their offset', async () => {
  const rows = await store([row('a', { luc: `timestamp '2024-01-01 07:00:00'` })]);
  for (const value of [
    '2024-01-01T00:00:00Z',
    '2024-01-01T07:00:00+07:00',
    '2023-12-31 23:30:00-00:30',
    '2024-01-01T07:00',
  ]) {
    const where: Predicate = { kind: 'compare', field: 'luc', operator: 'eq', value };
    expect(await ask({ ...all, where }, rows), value).toHaveLength(1);
  }
});

// The law: whatever is asked, the answer is that of the same question put to a plain table by hand.

const texts = ['', 'a', 'A', "l'an", 'Đắk Lắk', 'đắk lắk', 'Ea H’leo', '100%', 'x_y', 'x\\y', '"', 'Ương', '𝒳'];
const domains = {
  ma: fc.constantFrom(...texts),
  ten: fc.constantFrom(...texts),
  so: fc.constantFrom('-5', '0', '7', '9007199254740993'),
  lon: fc.constantFrom('1', '9223372036854775807', '-9223372036854775808'),
  ty_le: fc.constantFrom('0.5', '-1', '1e10', '0.1'),
  tien: fc.constantFrom('1.5', '-0.01', '1234567890123456.78'),
  ngay: fc.constantFrom('1999-12-31', '2024-02-29', '2026-11-22'),
  luc: fc.constantFrom('2024-02-29 00:00:00', '2024-02-29 12:30:15.25'),
  gio: fc.constantFrom('00:00:00', '23:59:59'),
  dung: fc.constantFrom('true', 'false'),
};
type FieldName = keyof typeof domains;
const names = Object.keys(domains) as FieldName[];
const patterns = fc.constantFrom('%', 'a%', '%ắ%', '*Lắk', 'x\\_y', '100\\%', '_', '%’%', 'đẮk%');

const storedRow = fc.record(
  Object.fromEntries(names.map((name) => [name, name === 'ma' ? domains.ma : fc.option(domains[name], { freq: 3 })])),
) as fc.Arbitrary<Record<FieldName, string | null>>;
const storedRows = fc.uniqueArray(storedRow, { selector: (each) => each.ma, maxLength: 12 });

const field = fc.constantFrom(...names);
const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  field.chain((name) =>
    fc.record({
      kind: fc.constant('compare' as const),
      field: fc.constant(name),
      operator: fc.constantFrom(...(Object.keys(comparisons) as (keyof typeof comparisons)[])),
      value: domains[name],
    }),
  ),
  field.chain((name) =>
    fc.record({
      kind: fc.constant('in' as const),
      field: fc.constant(name),
      values: fc.array(domains[name], { maxLength: 3 }),
    }),
  ),
  fc.record({ kind: fc.constant('is' as const), field, value: fc.constant(null) }),
  fc.record({ kind: fc.constant('is' as const), field: fc.constant('dung'), value: fc.boolean() }),
  fc.record({
    kind: fc.constant('like' as const),
    field: fc.constantFrom('ma', 'ten'),
    pattern: patterns,
    ignoreCase: fc.boolean(),
  }),
);
const predicate = fc.letrec<{ tree: Predicate }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('tree') }),
  ),
})).tree;
const orderTerm: fc.Arbitrary<OrderTerm> = fc.record({
  field,
  descending: fc.boolean(),
  nulls: fc.constantFrom('first' as const, 'last' as const),
});
const query = fc.record({
  select: fc.oneof(
    fc.constant('all' as const),
    fc.uniqueArray(field, { minLength: 1 }).map((fields) => fields.map((each) => ({ field: each, as: `«${each}»` }))),
  ),
  where: fc.option(predicate, { nil: undefined }),
  orderBy: fc.uniqueArray(orderTerm, { selector: (term) => term.field, maxLength: 3 }),
  limit: fc.integer({ min: 0, max: 8 }),
  offset: fc.integer({ min: 0, max: 4 }),
});

test('answers as plain DuckDB does', { timeout: 20_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(storedRows, fc.array(query, { minLength: 12, maxLength: 12 }), async (data, queries) => {
      const rows = await store(data.map(valuesOf), 5);
      for (const { where, ...rest } of queries) {
        const asked: Query = { ...rest, ...(where === undefined ? {} : { where }) };
        expect(await ask(asked, rows)).toEqual(await plainly(asked));
        const source = { schema, rights: everything, rows };
        expect(await texts1(compileCount(asked, source))).toEqual(await texts1(plainCount(asked)));
      }
    }),
    { numRuns: 25 },
  );
});

test('pages by position give every row once, in order', { timeout: 20_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(storedRows, query, fc.integer({ min: 1, max: 4 }), async (data, { where, orderBy }, limit) => {
      const rows = await store(data.map(valuesOf), 3);
      const whole: Query = { ...all, orderBy, ...(where === undefined ? {} : { where }) };
      const found: unknown[] = [];
      let after: Position | undefined;
      for (;;) {
        const { sql } = compileQuery(
          { ...whole, limit },
          { schema, rights: everything, rows },
          {
            withPosition: true,
            ...(after === undefined ? {} : { after }),
          },
        );
        const page = (await connection.runAndReadAll(sql)).getRowsJson();
        if (page.length === 0) break;
        found.push(...page.map(([record]) => JSON.parse(String(record)) as unknown));
        after = JSON.parse(String(page.at(-1)?.[1])) as Position;
      }
      expect(found).toEqual(await ask(whole, rows));
    }),
    { numRuns: 25 },
  );
});

test('groups as plain DuckDB does', { timeout: 20_000 }, async () => {
  const fns = fc.constantFrom('count' as const, 'countDistinct' as const, 'min' as const, 'max' as const);
  const numbers = fc.constantFrom('sum' as const, 'avg' as const, 'median' as const);
  const aggregate: fc.Arbitrary<Aggregate> = fc.oneof(
    fc.record({ fn: fns, field, as: fc.constant('k') }),
    fc.record({ fn: numbers, field: fc.constantFrom('so', 'tien'), as: fc.constant('k') }),
  );
  await fc.assert(
    fc.asyncProperty(
      storedRows,
      fc.uniqueArray(field, { maxLength: 2 }),
      aggregate,
      fc.option(predicate),
      async (data, groupBy, each, where) => {
        const rows = await store(data.map(valuesOf), 5);
        const grouping = { groupBy, aggregates: [each] };
        const asked: Query = { ...all, grouping, ...(where === null ? {} : { where }) };
        expect(await ask(asked, rows)).toEqual(await plainGroups(asked, grouping));
      },
    ),
    { numRuns: 25 },
  );
});

function valuesOf(data: Record<FieldName, string | null>): string {
  return `(${names.map((name) => (data[name] === null ? 'null' : quoteText(data[name]))).join(', ')})`;
}

function row(ma: string, data: Partial<Record<FieldName, string>>): string {
  return `(${names.map((name) => (name === 'ma' ? quoteText(ma) : (data[name] ?? 'null'))).join(', ')})`;
}

let made = 0;
/** Makes a snapshot of the rows, and the plain table `plain` of the same, in key order. */
async function store(values: readonly string[], rowsPerPart = 1000): Promise<StoredRows> {
  made += 1;
  const list = schema.columns.map(({ name, type }) => `cast(${name} as ${type}) as ${name}`).join(', ');
  const source =
    values.length > 0 ? `values ${values.join(', ')}` : `select ${names.map(() => 'null').join(', ')} where false`;
  await connection.run(
    `create or replace table plain as select ${list} from (${source}) as t(${names.join(', ')}) order by ma`,
  );
  const accepted = join(folder, `accepted-${made}.parquet`);
  await connection.run(`copy plain to ${quoteText(accepted)} (format parquet)`);
  const outputFolder = join(folder, `snapshot-${made}`);
  const prepared = await prepareSnapshot({
    connection,
    accepted,
    current: null,
    schema,
    mode: 'replace',
    outputFolder,
    rowsPerPart,
  });
  return { files: prepared.files.map((file) => join(outputFolder, file.path)), columns: prepared.schema.columns };
}

async function ask(asked: Query, rows: StoredRows | null): Promise<Record<string, unknown>[]> {
  const { sql } = compileQuery(asked, { schema, rights: everything, rows });
  return (await texts1(sql)).map((record) => JSON.parse(record) as Record<string, unknown>);
}

async function texts1(sql: string): Promise<string[]> {
  return (await connection.runAndReadAll(sql)).getRowsJson().map(([text]) => String(text));
}

// By hand, and differently from the compiler: prepared parameters, JavaScript's own JSON, row numbers for ties.

async function plainly(asked: Query) {
  const items = asked.select === 'all' ? names.map((each) => ({ field: each, as: each })) : asked.select;
  const order = asked.orderBy.map((term) => `${term.field} ${term.descending ? 'desc' : ''} nulls ${term.nulls}`);
  const { sql, parameters } = plainWhere(asked);
  const found = await connection.runAndReadAll(
    `select ${items.map((item) => item.field).join(', ')} from plain ${sql}
    order by ${[...order, 'rowid'].join(', ')} limit ${asked.limit} offset ${asked.offset}`,
    parameters,
  );
  return found.getRowsJson().map((values) => present(items, values));
}

function plainCount(asked: Query): string {
  const { sql, parameters } = plainWhere(asked);
  const filled = parameters.reduce((text, value) => text.replace('?', () => quoteText(value)), sql);
  return `select count(*) from plain ${filled}`;
}

async function plainGroups(asked: Query, { groupBy, aggregates }: NonNullable<Query['grouping']>) {
  const { sql, parameters } = plainWhere(asked);
  const [each] = aggregates;
  const fn = {
    count: 'count(',
    countDistinct: 'count(distinct ',
    sum: 'sum(',
    avg: 'avg(',
    min: 'min(',
    max: 'max(',
    median: 'median(',
  };
  const list = [...groupBy, `${fn[each?.fn ?? 'count']}${each?.field})`];
  const found = await connection.runAndReadAll(
    `select ${list.join(', ')} from plain ${sql} ${groupBy.length > 0 ? `group by ${groupBy.join(', ')}` : ''}
    ${groupBy.length > 0 ? `order by ${groupBy.map((name) => `${name} nulls last`).join(', ')}` : ''}`,
    parameters,
  );
  const kind = each?.fn === 'min' || each?.fn === 'max' || each?.fn === 'sum' ? (each.field ?? '') : '#number';
  const items = [...groupBy.map((name) => ({ field: name, as: name })), { field: kind, as: 'k' }];
  return found.getRowsJson().map((values) => present(items, values));
}

function plainWhere(asked: Query): { sql: string; parameters: string[] } {
  const parameters: string[] = [];
  const bind = (value: unknown, name: string) => {
    parameters.push(String(value));
    return `cast(? as ${schema.columns.find((each) => each.name === name)?.type})`;
  };
  const write = (each: Predicate): string => {
    switch (each.kind) {
      case 'compare':
        return `${each.field} ${comparisons[each.operator]} ${bind(each.value, each.field)}`;
      case 'in':
        return `(${each.values.map((value) => `${each.field} = ${bind(value, each.field)}`).join(' or ') || 'false'})`;
      case 'is':
        return each.value === null ? `${each.field} is null` : `coalesce(${each.field} = ${each.value}, false)`;
      case 'like': {
        const text = bind(each.pattern.replaceAll('*', '%'), 'ten');
        return each.ignoreCase
          ? `lower(${each.field}) like lower(${text}) escape '\\'`
          : `${each.field} like ${text} escape '\\'`;
      }
      case 'not':
        return `not (${write(each.operand)})`;
      case 'and':
      case 'or':
        return `(${each.operands.map((operand) => `(${write(operand)})`).join(` ${each.kind} `)})`;
    }
  };
  return { sql: asked.where === undefined ? '' : `where ${write(asked.where)}`, parameters };
}

function present(items: readonly { readonly field: string; readonly as: string }[], values: readonly unknown[]) {
  return Object.fromEntries(
    items.map(({ field: name, as }, index) => {
      const value = values[index];
      if (value === null || value === undefined) return [as, null];
      if (name === 'so' || name === 'ty_le' || name === '#number') return [as, Number(value)];
      if (name === 'luc') return [as, `${String(value).replace(' ', 'T')}+07:00`];
      return [as, typeof value === 'boolean' ? value : String(value)];
    }),
  );
}
