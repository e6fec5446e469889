import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rights } from '#api/rights.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { createEngine, type Engine } from '../engine/create-engine.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { createSampleStore, sampleColumn, type SampleStore } from '../testing/sample-store.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { answerComparison, type Comparison, type RowChange } from './answer-comparison.ts';

let store: SampleStore;
let engine: Engine;
let made = 0;

beforeAll(async () => {
  store = await createSampleStore();
  engine = await createEngine({ dataFolder: store.folder });
});
afterAll(async () => {
  engine.close();
  await store.close();
});

const columns = [sampleColumn('ma'), sampleColumn('xa'), sampleColumn('ten'), sampleColumn('so', 'BIGINT')];
const keyed: DatasetSchema = { columns, key: ['ma', 'xa'], partitionBy: [] };
const keyless: DatasetSchema = { columns, key: [], partitionBy: [] };
const all: Rights = { fields: {} };

// A type alias, since only that has an index signature.
type Row = {
  readonly ma: string;
  readonly xa: string;
  readonly ten: string | null;
  readonly so: number | null;
};

const anyRow: fc.Arbitrary<Row> = fc.record({
  ma: fc.constantFrom('a', 'b', 'ă', "c'", 'd'),
  xa: fc.constantFrom('1', '2'),
  ten: fc.option(fc.constantFrom('', 'Ea Kao', 'x,y')),
  so: fc.option(fc.constantFrom(0, 1, -7)),
});
const anyRows = fc.array(anyRow, { maxLength: 14 });
const anyRights: fc.Arbitrary<Rights> = fc.constantFrom<Rights>(
  all,
  { fields: {}, rows: { field: 'xa', value: '1' } },
  { fields: { ten: 'hide', ma: 'last4' } },
  { fields: { ten: 'hide' }, unmaskedRows: { field: 'xa', value: '2' } },
);

async function publish(schema: DatasetSchema, rows: readonly Row[], rowsPerPart = 3): Promise<Snapshot> {
  const text = (value: string | null) => (value === null ? 'null' : quoteText(value));
  const values = rows.map(({ ma, xa, ten, so }) => `(${text(ma)}, ${text(xa)}, ${text(ten)}, ${so ?? 'null'})`);
  const empty = 'select null::varchar, null::varchar, null::varchar, null::bigint where false';
  const from = values.length === 0 ? empty : `values ${values.join(', ')}`;
  made += 1;
  return store.publish(`s${made}`, schema, `select * from (${from}) as t(ma, xa, ten, so)`, rowsPerPart);
}

function compare(
  states: { readonly before: Snapshot | undefined; readonly after: Snapshot },
  given: Partial<Parameters<typeof answerComparison>[2]> = {},
  page: Partial<Parameters<typeof answerComparison>[3]> = {},
): Promise<Comparison> {
  const view = { schema: keyed, rights: all, ...given };
  return answerComparison({ engine, snapshotsFolder: store.snapshotsFolder }, states, view, {
    offset: 0,
    limit: 100,
    ...page,
  });
}

/** As the caller may see a row, written down a second time. */
function shown({ fields, unmaskedRows }: Rights, row: Row): Row {
  if (unmaskedRows !== undefined && row.xa === unmaskedRows.value) return row;
  return { ...row, ...(fields['ten'] && { ten: null }), ...(fields['ma'] && { ma: '•••' }) };
}

const textOf = (row: object | null) => JSON.stringify(row);
const sorted = (changes: readonly RowChange[]) =>
  changes.map(({ kind, key, before, after, fields }) => textOf([kind, key, before, after, fields])).toSorted();

function modelByKey(before: readonly Row[], after: readonly Row[], rights: Rights): RowChange[] {
  const keyOf = (row: Row) => `${row.ma}/${row.xa}`;
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const now = new Map(after.map((row) => [keyOf(row), row]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): RowChange[] => {
    const [b, a] = [old.get(key), now.get(key)];
    const fields = (['ten', 'so'] as const).filter((name) => b?.[name] !== a?.[name]);
    if (b !== undefined && a !== undefined && fields.length === 0) return [];
    const sides = { before: b ? shown(rights, b) : null, after: a ? shown(rights, a) : null };
    const { ma, xa } = sides.after ?? sides.before ?? expect.fail();
    const kind = b === undefined ? 'added' : a === undefined ? 'removed' : 'changed';
    return [{ kind, key: { ma, xa }, ...sides, fields: kind === 'changed' ? fields : [] }];
  });
}

function modelAsMultisets(before: readonly Row[], after: readonly Row[], rights: Rights): RowChange[] {
  const left = before.map((row) => textOf(row));
  const change = { key: null, before: null, after: null, fields: [] };
  const added = after.filter((row) => {
    const at = left.indexOf(textOf(row));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...added.map((row): RowChange => ({ ...change, kind: 'added', after: shown(rights, row) })),
    ...left.map((text): RowChange => ({ ...change, kind: 'removed', before: shown(rights, JSON.parse(text) as Row) })),
  ];
}

test.for([keyed, keyless])('differs as a plain comparison of the rows does (key: $key)', async (schema) => {
  await fc.assert(
    fc.asyncProperty(anyRows, anyRows, anyRights, async (one, other, rights) => {
      const unique = (rows: readonly Row[]) =>
        schema === keyless ? rows : [...new Map(rows.map((row) => [`${row.ma}/${row.xa}`, row])).values()];
      const [before, after] = [unique(one), unique(other)];
      const states = { before: await publish(schema, before), after: await publish(schema, after) };
      const visible = (rows: readonly Row[]) => rows.filter(({ xa }) => rights.rows === undefined || xa === '1');
      const model = schema === keyless ? modelAsMultisets : modelByKey;
      const expected = model(visible(before), visible(after), rights);
      const found = await compare(states, { schema, rights });
      expect(sorted(found.items)).toEqual(sorted(expected));
      const countOf = (kind: string) => expected.filter((change) => change.kind === kind).length;
      expect(found.counts).toEqual({
        added: countOf('added'),
        changed: countOf('changed'),
        removed: countOf('removed'),
      });
      // Page by page and kind by kind it is the same.
      const pages = await Promise.all(
        (['added', 'changed', 'removed'] as const).flatMap((kind) =>
          Array.from({ length: Math.ceil(countOf(kind) / 2) }, (_, page) =>
            compare(states, { schema, rights }, { kind, offset: page * 2, limit: 2 }),
          ),
        ),
      );
      expect(sorted(pages.flatMap(({ items }) => items))).toEqual(sorted(expected));
    }),
    { numRuns: lawRuns(6), endOnFailure: true },
  );
});

test('comes by key, and of a first snapshot every row is new', async () => {
  const row = (ma: string, so = 1): Row => ({ ma, xa: '1', ten: null, so });
  const before = await publish(keyed, [row('a'), row('c'), row('d')]);
  const after = await publish(keyed, [row('b'), row('c', 2), row('d')]);
  const { items, total } = await compare({ before, after });
  expect(items.map(({ kind, key, fields }) => [kind, key?.['ma'], fields])).toEqual([
    ['removed', 'a', []],
    ['added', 'b', []],
    ['changed', 'c', ['so']],
  ]);
  expect(total).toBe(3);
  expect((await compare({ before: undefined, after })).counts).toEqual({ added: 3, changed: 0, removed: 0 });
  expect(await compare({ before: after, after })).toEqual({
    counts: { added: 0, changed: 0, removed: 0 },
    items: [],
    total: 0,
  });
});

test('a column that a snapshot has not yet is null, and rows of another key are compared whole', async () => {
  const older = { ...keyed, columns: columns.filter(({ name }) => name !== 'ten') };
  const before = await publish(older, [{ ma: 'a', xa: '1', ten: 'x', so: 1 }]);
  const after = await publish(keyed, [{ ma: 'a', xa: '1', ten: 'x', so: 1 }]);
  expect((await compare({ before, after })).items).toEqual([
    {
      kind: 'changed',
      key: { ma: 'a', xa: '1' },
      before: { ma: 'a', xa: '1', ten: null, so: 1 },
      after: { ma: 'a', xa: '1', ten: 'x', so: 1 },
      fields: ['ten'],
    },
  ]);
  const shorter = { ...keyed, key: ['ma'] };
  expect(await compare({ before, after }, { schema: shorter })).toMatchObject({
    counts: { added: 1, changed: 0, removed: 1 },
    items: [{ key: null }, { key: null }],
  });
});
