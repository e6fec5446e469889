import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '#platform/duckdb/quote.ts';
import { allRecords, createQuerySample, everything, querySchema, type QuerySample } from '../testing/query-sample.ts';
import { compileQuery } from './compile-query.ts';
import type { TextRows } from '../engine/answer-cache.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { filesFor } from './files-for.ts';
import type { Position } from './keyset.ts';
import type { Predicate, Query } from './query.ts';
import { readPage } from './read-page.ts';

let sample: QuerySample;

beforeAll(async () => {
  sample = await createQuerySample();
});
afterAll(() => sample.close());

// Letters whose order by bytes, by UTF-16 and by the Vietnamese alphabet differ.
const key = fc
  .string({ unit: fc.constantFrom('a', 'B', 'ă', 'Đ', 'z', '\u{1F33E}', '\uFF21', 'e\u0301'), maxLength: 2 })
  .map((text) => text.normalize('NFC'));
const compare = fc.record({
  kind: fc.constant('compare' as const),
  field: fc.constant('ma'),
  operator: fc.constantFrom(
    'eq' as const,
    'neq' as const,
    'gt' as const,
    'gte' as const,
    'lt' as const,
    'lte' as const,
  ),
  value: key,
});
const within = fc.record({
  kind: fc.constant('in' as const),
  field: fc.constant('ma'),
  values: fc.array(key, { maxLength: 3 }),
});
const { where } = fc.letrec<{ where: Predicate }>((tie) => ({
  where: fc.oneof(
    { weight: 4, arbitrary: compare },
    within,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('where'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('where') }),
  ),
}));

async function readTexts(sql: string): Promise<TextRows> {
  // Compiled queries give texts only.
  return (await sample.connection.runAndReadAll(sql)).getRows() as TextRows;
}

const valuesOf = (keys: readonly string[]) =>
  keys.map((text) => `(${quoteText(text)}${', null'.repeat(querySchema.columns.length - 1)})`);
const byKey = { field: 'ma', descending: false, nulls: 'last' } as const;
const fromTheEnd = { field: 'ma', descending: true, nulls: 'first' } as const;

test('what is read of a few files, in their order, is what all of them have', async () => {
  let fewer = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { minLength: 4, maxLength: 20 }),
      fc.array(where, { minLength: 10, maxLength: 10 }),
      async (keys, all) => {
        const rows = await sample.store(valuesOf(keys), 2);
        const { files, columns } = rows;
        for (const each of all) {
          for (const term of [byKey, fromTheEnd]) {
            const asked: Query = { ...allRecords, where: each, orderBy: [term], limit: 3, offset: 1 };
            expect(await sample.ask(asked, rows)).toEqual(await sample.ask(asked, { files, columns }));
          }
          if (filesFor(each, rows, querySchema).files.length < files.length) fewer += 1;
        }
      },
    ),
    { numRuns: lawRuns(6) },
  );
  expect(fewer).toBeGreaterThan(5);
});

test('pages from the end have every row once, asking one file alone first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { minLength: 1, maxLength: 20 }),
      fc.option(where, { nil: undefined }),
      fc.integer({ min: 1, max: 4 }),
      async (keys, each, limit) => {
        const rows = await sample.store(valuesOf(keys), 3);
        const whole: Query = { ...allRecords, orderBy: [fromTheEnd], ...(each === undefined ? {} : { where: each }) };
        const source = { schema: querySchema, rights: everything, rows };
        const found: unknown[] = [];
        for (let after: Position | undefined; ;) {
          const page = await readPage({ read: readTexts }, { ...whole, limit }, source, after);
          found.push(...page.map(([record]) => JSON.parse(record ?? '') as unknown));
          if (page.length < limit) break;
          // The compiled query wrote it.
          after = JSON.parse(page.at(-1)?.[1] ?? '') as Position;
        }
        const { files, columns } = rows;
        expect(found).toEqual(await sample.ask(whole, { files, columns }));
      },
    ),
    { numRuns: lawRuns(10) },
  );
});

test('rows that lie in the order asked for are not sorted', async () => {
  const rows = await sample.store(valuesOf(['a', 'b', 'c']), 1);
  const sqlOf = (orderBy: Query['orderBy'], source = rows, schema = querySchema) =>
    compileQuery({ ...allRecords, orderBy }, { schema, rights: everything, rows: source }).sql;
  const other = { ...byKey, field: 'ten' };
  expect(sqlOf([byKey])).not.toContain('order by');
  expect(sqlOf([byKey, other])).not.toContain('order by');
  expect(sqlOf([other, byKey])).toContain('order by "ten" asc');
  expect(sqlOf([fromTheEnd])).toContain('order by "ma" desc nulls first');
  expect(sqlOf([{ ...byKey, nulls: 'first' }])).toContain('order by "ma" asc nulls first');
  // Stored as a number once, «10» lay behind «9».
  const asNumber = { ...rows, columns: rows.columns.map((column) => ({ ...column, type: 'BIGINT' as const })) };
  expect(sqlOf([byKey], asNumber)).toContain('order by "ma" asc');
  expect(sqlOf([byKey], { ...rows, schema: { ...rows.schema, key: [] } })).toContain('order by "ma" asc');
});

test('files that cannot hold the key are not opened', async () => {
  const rows = await sample.store(valuesOf(['a', 'b', 'c', 'd']), 1);
  const named = (operator: 'eq' | 'gt' | 'lt', value: string) => {
    const range = filesFor(
      { kind: 'and', operands: [{ kind: 'compare', field: 'ma', operator, value }] },
      rows,
      querySchema,
    );
    return [range.first, range.files.length];
  };
  expect([named('eq', 'c'), named('eq', 'bb'), named('gt', 'c'), named('lt', 'b')]).toEqual([
    [2, 1],
    [0, 0],
    [2, 2],
    [0, 2],
  ]);
  const other: Predicate = { kind: 'compare', field: 'ten', operator: 'eq', value: 'c' };
  expect(filesFor({ kind: 'or', operands: [other] }, rows, querySchema).files).toHaveLength(4);
});
