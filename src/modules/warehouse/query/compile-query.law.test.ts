import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '#platform/duckdb/quote.ts';
import { plainAnswer, plainCount, plainGroups } from '../testing/plain-answer.ts';
import { field, predicate, query, storedRows } from '../testing/query-arbitraries.ts';
import {
  allRecords,
  createQuerySample,
  everything,
  fieldNames,
  querySchema,
  type FieldName,
  type QuerySample,
} from '../testing/query-sample.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { compileCount, compileQuery } from './compile-query.ts';
import type { Position } from './keyset.ts';
import type { Aggregate, Query } from './query.ts';

// The law: whatever is asked, the answer is that of the same question put to a plain table by hand.

let sample: QuerySample;

beforeAll(async () => {
  sample = await createQuerySample();
});
afterAll(() => sample.close());

test('answers as plain DuckDB does', async () => {
  await fc.assert(
    fc.asyncProperty(storedRows, fc.array(query, { minLength: 12, maxLength: 12 }), async (data, queries) => {
      const rows = await sample.store(data.map(valuesOf), 5);
      for (const { where, ...rest } of queries) {
        const asked: Query = { ...rest, ...(where === undefined ? {} : { where }) };
        expect(await sample.ask(asked, rows)).toEqual(await plainAnswer(sample.connection, asked));
        const source = { schema: querySchema, rights: everything, rows };
        expect(await sample.texts(compileCount(asked, source))).toEqual(await sample.texts(plainCount(asked)));
      }
    }),
    { numRuns: lawRuns(15) },
  );
});

test('pages by position give every row once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(storedRows, query, fc.integer({ min: 1, max: 4 }), async (data, { where, orderBy }, limit) => {
      const rows = await sample.store(data.map(valuesOf), 3);
      const whole: Query = { ...allRecords, orderBy, ...(where === undefined ? {} : { where }) };
      const found: unknown[] = [];
      let after: Position | undefined;
      for (;;) {
        const { sql } = compileQuery(
          { ...whole, limit },
          { schema: querySchema, rights: everything, rows },
          {
            withPosition: true,
            ...(after === undefined ? {} : { after }),
          },
        );
        const page = (await sample.connection.runAndReadAll(sql)).getRowsJson();
        if (page.length === 0) break;
        found.push(...page.map(([record]) => JSON.parse(String(record)) as unknown));
        after = JSON.parse(String(page.at(-1)?.[1])) as Position;
      }
      expect(found).toEqual(await sample.ask(whole, rows));
    }),
    { numRuns: lawRuns(15) },
  );
});

test('groups as plain DuckDB does', async () => {
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
        const rows = await sample.store(data.map(valuesOf), 5);
        const grouping = { groupBy, aggregates: [each] };
        const asked: Query = { ...allRecords, grouping, ...(where === null ? {} : { where }) };
        expect(await sample.ask(asked, rows)).toEqual(await plainGroups(sample.connection, asked, grouping));
      },
    ),
    { numRuns: lawRuns(15) },
  );
});

function valuesOf(data: Record<FieldName, string | null>): string {
  return `(${fieldNames.map((name) => (data[name] === null ? 'null' : quoteText(data[name]))).join(', ')})`;
}
