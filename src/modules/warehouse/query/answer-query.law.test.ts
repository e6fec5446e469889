import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '#platform/duckdb/quote.ts';
import { createEngine, type Engine } from '../engine/create-engine.ts';
import { storedRows } from '../testing/query-arbitraries.ts';
import { createQuerySample, everything, fieldNames, querySchema, type QuerySample } from '../testing/query-sample.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { answerQuery } from './answer-query.ts';
import { aggregateFunctions } from './query.ts';
import { parseQueryRequest } from './query-request.ts';

// The law: a body asks what SQL by hand asks, whatever it groups by, aggregates and orders by.

let sample: QuerySample;
let engine: Engine;

beforeAll(async () => {
  sample = await createQuerySample();
  engine = await createEngine({ dataFolder: sample.folder });
});
afterAll(async () => {
  engine.close();
  await sample.close();
});

const numbers = ['so', 'lon', 'ty_le', 'tien'] as const;
const aggregate = fc.constantFrom(...aggregateFunctions).chain((fn) =>
  fc.record({
    fn: fc.constant(fn),
    field:
      fn === 'count'
        ? fc.option(fc.constantFrom(...fieldNames), { nil: undefined })
        : fc.constantFrom(...(['sum', 'avg', 'median'].includes(fn) ? numbers : fieldNames)),
  }),
);
const question = fc
  .record({
    groupBy: fc.uniqueArray(fc.constantFrom(...fieldNames), { maxLength: 2 }),
    aggregates: fc.array(aggregate, { minLength: 1, maxLength: 3 }),
    order: fc.array(fc.record({ at: fc.nat(4), desc: fc.boolean() }), { maxLength: 2 }),
    limit: fc.integer({ min: 0, max: 5 }),
    negated: fc.option(fc.boolean()),
  })
  .map(({ groupBy, aggregates, order, limit, negated }) => {
    const named = aggregates.map((each, index) => ({ ...each, as: `Tổng "${index}"` }));
    const answered = [...groupBy, ...named.map((each) => each.as)];
    const orderBy = order.map(({ at, desc }) => ({ field: answered[at % answered.length] ?? '', desc }));
    return { groupBy, aggregates: named, orderBy, limit, negated };
  });
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

test('groups, aggregates, orders and cuts as plain DuckDB does', async () => {
  let published = 0;
  await fc.assert(
    fc.asyncProperty(storedRows, fc.array(question, { minLength: 20, maxLength: 20 }), async (data, questions) => {
      const rows = data.map((row) => fieldNames.map((name) => (row[name] === null ? 'null' : quoteText(row[name]))));
      await sample.store(rows.map((row) => `(${row.join(', ')})`));
      published += 1;
      const snapshot = await sample.publish(`law-${published}`, querySchema, 'from plain', 4);
      for (const { negated, ...asked } of questions) {
        const condition = { field: 'dung', op: 'is', value: true };
        const where = negated === null ? {} : { where: negated ? { not: condition } : { and: [condition] } };
        const text = await answerQuery(
          { engine, snapshotsFolder: sample.snapshotsFolder },
          parseQueryRequest(JSON.parse(JSON.stringify({ ...asked, ...where }))),
          { schema: querySchema, rights: everything, snapshot },
        );
        const all = await plainGroups({ ...asked, negated });
        expect(rounded(JSON.parse(text)), JSON.stringify(asked)).toEqual({
          items: rounded(all.slice(0, asked.limit)),
          snapshot: snapshot.id,
          truncated: all.length > asked.limit,
        });
      }
    }),
    { numRuns: lawRuns(6) },
  );
});

async function plainGroups({ groupBy, aggregates, orderBy, negated }: Question): Promise<unknown[]> {
  const columns = [
    ...groupBy.map((name) => ({ as: name as string, sql: name as string, kind: name as string })),
    ...aggregates.map(({ fn, field, as }) => ({ as, sql: aggregateSql(fn, field), kind: kindOf(fn, field) })),
  ];
  const at = (name: string) => 1 + columns.findIndex((column) => column.as === name);
  const order = [
    ...orderBy.map(({ field, desc }) => `${at(field)} ${desc ? 'desc nulls first' : 'asc nulls last'}`),
    ...groupBy.map((name) => `${at(name)} nulls last`),
  ];
  const where = negated === null ? '' : `where dung is ${negated ? 'not' : ''} true`;
  const found = await sample.connection.runAndReadAll(
    `select ${columns.map((column) => column.sql).join(', ')} from plain ${where}
    ${groupBy.length > 0 ? `group by ${groupBy.join(', ')}` : ''} ${order.length > 0 ? `order by ${order.join(', ')}` : ''}`,
  );
  return found
    .getRowsJson()
    .map((values) => Object.fromEntries(columns.map(({ as, kind }, index) => [as, present(kind, values[index])])));
}

function aggregateSql(fn: string, field: string | undefined): string {
  if (fn === 'countDistinct') return `count(distinct ${field})`;
  return fn === 'median' ? `median(${field}::double)` : `${fn}(${field ?? '*'})`;
}

function kindOf(fn: string, field: string | undefined): string {
  if (fn === 'min' || fn === 'max') return field ?? '';
  return fn === 'sum' ? `sum of ${field}` : 'number';
}

function present(kind: string, value: unknown): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value ?? null;
  if (kind === 'sum of so') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (['number', 'so', 'ty_le', 'sum of ty_le'].includes(kind)) return Number(value);
  return kind === 'luc' ? `${String(value).replace(' ', 'T')}+07:00` : String(value);
}

/** Sums of doubles depend on the order of adding in their last digits. */
function rounded(value: unknown): unknown {
  const text = JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'number' && !Number.isInteger(each) ? Number(each.toPrecision(12)) : each,
  );
  return JSON.parse(text);
}
