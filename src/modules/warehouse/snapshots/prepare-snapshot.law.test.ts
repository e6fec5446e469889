import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { sampleColumn } from '../testing/sample-store.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { compareAhead } from './compare-ahead.ts';
import { storedRowsOf } from './find-snapshots.ts';
import { nextSchema } from './next-schema.ts';
import { partFormat } from './part-format.ts';
import { placedFiles } from './placed-files.ts';
import { prepareSnapshot } from './prepare-snapshot.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import type { PreparedSnapshot, SnapshotFile, SnapshotSchema } from './snapshot.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-prepare-law-'));
  const limits = { threads: 2, memoryLimit: '256MB' };
  duckdb = await openDuckdb({ ...limits, temporaryDirectory: folder, allowedDirectories: [folder] });
  connection = await duckdb.connect();
});
afterAll(async () => {
  connection.closeSync();
  duckdb.close();
  await rm(folder, { recursive: true });
});

interface Row {
  readonly xa: string;
  readonly ma: number;
  readonly ky: string;
  readonly so: string | null;
}

type Step =
  | {
      readonly kind: 'load';
      readonly mode: 'replace' | 'append' | 'upsert';
      readonly rows: readonly Row[];
      readonly as: As;
    }
  | { readonly kind: 'restore'; readonly place: number };

/** How the accepted rows lie. */
interface As {
  readonly files: number;
  /** Of a part or not, and whether in the order of the key. */
  readonly inForm: boolean;
  readonly sorted: boolean;
  readonly unit: string | null;
  /** Compared with what stands before the snapshot is prepared, where that can be. */
  readonly ahead: boolean;
}

interface State {
  readonly schema: SnapshotSchema;
  readonly files: readonly SnapshotFile[];
  /** As they should be, in order. */
  readonly rows: readonly Row[];
}

const rowsPerPart = 6;
const columns = [sampleColumn('xa'), sampleColumn('ma', 'BIGINT'), sampleColumn('ky'), sampleColumn('so')];
const row = fc.record({
  xa: fc.constantFrom('A', 'Á', 'a', "B'"),
  ma: fc.integer({ min: -3, max: 40 }),
  ky: fc.constantFrom('1', '2', '3'),
  so: fc.constantFrom('x', 'y', null),
});
const as = fc.record({
  files: fc.integer({ min: 1, max: 2 }),
  inForm: fc.boolean(),
  sorted: fc.boolean(),
  unit: fc.constantFrom(null, null, 'A'),
  ahead: fc.boolean(),
});

function stepsOf(keyed: boolean) {
  const upTo = (maxLength: number) =>
    keyed ? fc.uniqueArray(row, { selector: keyOf, maxLength }) : fc.array(row, { maxLength });
  const loaded = fc.oneof(upTo(3), upTo(30));
  const load = fc.record({
    kind: fc.constant('load' as const),
    mode: keyed
      ? fc.constantFrom('replace', 'append', 'upsert', 'upsert')
      : fc.constantFrom('replace', 'append', 'append'),
    rows: loaded,
    as,
  });
  const restore = fc.record({ kind: fc.constant('restore' as const), place: fc.nat() });
  return fc.array(fc.oneof({ arbitrary: load, weight: 6 }, { arbitrary: restore, weight: 1 }), {
    minLength: 4,
    maxLength: 8,
  }) as fc.Arbitrary<Step[]>;
}

test.for([
  { key: ['xa', 'ma'], partitionBy: ['xa'] },
  { key: ['xa', 'ma'], partitionBy: ['ky'] },
  { key: ['ma', 'xa'], partitionBy: [] },
  { key: [], partitionBy: ['ky'] },
  { key: [], partitionBy: [] },
])('any sequence of loads and restored states leaves what a list of rows would hold: %j', (by) =>
  fc.assert(
    fc.asyncProperty(stepsOf(by.key.length > 0), async (steps) => {
      const schema: DatasetSchema = { columns, ...by };
      const states: State[] = [];
      for (const step of steps) {
        const before = states.at(-1);
        const after =
          step.kind === 'restore' ? await restore(states, schema, step.place) : await load(before, schema, step);
        if (after === undefined) continue;
        await expectState(after, schema);
        states.push(after);
      }
      // Nothing that a later load did may touch what an earlier snapshot names.
      for (const state of states) expect(await read(state)).toEqual(state.rows);
    }),
    { numRuns: lawRuns(4), endOnFailure: true },
  ),
);

async function load(
  before: State | undefined,
  schema: DatasetSchema,
  { mode, rows, as: { files, inForm, sorted: isSorted, unit, ahead } }: Step & { readonly kind: 'load' },
): Promise<State | undefined> {
  const id = (made += 1);
  const sorted = isSorted ? inOrder(rows, schema) : rows;
  const accepted: string[] = [];
  const format = inForm ? partFormat(nextSchema(schema, before?.schema ?? null)) : '(format parquet)';
  for (let file = 0; file < files; file += 1) {
    const share = sorted.slice(
      Math.floor((sorted.length * file) / files),
      Math.floor((sorted.length * (file + 1)) / files),
    );
    const path = join(folder, `accepted-${id}-${file}.parquet`);
    const values = share.map(
      ({ xa, ma, ky, so }, n) =>
        `(${n}, ${quoteText(xa)}, ${ma}, ${quoteText(ky)}, ${so === null ? 'null' : quoteText(so)})`,
    );
    const source =
      values.length > 0 ? `(values ${values.join(', ')})` : '(select 0, null, null, null, null where false)';
    await connection.run(
      `copy (select xa::varchar as xa, ma::bigint as ma, ky::varchar as ky, so::varchar as so
        from ${source} as t(n, xa, ma, ky, so) order by n) to ${quoteText(path)} ${format}`,
    );
    accepted.push(path);
  }
  const restriction = mode === 'replace' && unit !== null ? { field: 'xa', value: unit } : undefined;
  const isWhole = mode === 'replace' && restriction === undefined;
  const compared = ahead && isWhole && before !== undefined ? await compare(before, schema, accepted) : undefined;
  const preparing = prepareSnapshot({
    compared,
    connection,
    accepted,
    current: before === undefined ? null : storedRowsOf(before, folder),
    schema,
    mode,
    outputFolder: join(folder, `s-${id}`),
    rowsPerPart,
    ...(restriction === undefined ? {} : { partitions: restriction }),
  });
  const held = before?.rows ?? [];
  const isReplaced = (each: Row) => {
    if (mode === 'append') return false;
    if (mode === 'upsert') return rows.some((other) => keyOf(other) === keyOf(each));
    // The schema's own names of a row's fields.
    const partition = (one: Row) => schema.partitionBy.map((name) => one[name as keyof Row]).join('/');
    const named = schema.partitionBy.length === 0 || rows.some((other) => partition(other) === partition(each));
    return named && (restriction === undefined || each.xa === restriction.value);
  };
  const kept = held.filter((each) => !isReplaced(each));
  const clash = schema.key.length > 0 && rows.some((each) => kept.some((other) => keyOf(other) === keyOf(each)));
  if (clash) {
    await expect(preparing).rejects.toMatchObject({ code: 'snapshot-key-doubled' });
    return undefined;
  }
  const prepared = await preparing;
  const next = inOrder([...kept, ...sorted], schema);
  expectCounts(prepared, { held, next, schema });
  return { schema: prepared.schema, files: placedFiles(prepared.files, `s-${id}`), rows: next };
}

async function compare(before: State, schema: DatasetSchema, accepted: readonly string[]) {
  const own = await duckdb.connect();
  try {
    const comparison = await compareAhead({ connection: own, current: storedRowsOf(before, folder), schema });
    for (const file of accepted) await comparison?.add(file);
    return comparison?.changes();
  } finally {
    own.closeSync();
  }
}

async function restore(states: readonly State[], schema: DatasetSchema, place: number): Promise<State | undefined> {
  const [earlier, current] = [states[place % Math.max(1, states.length)], states.at(-1)];
  if (earlier === undefined || current === undefined) return undefined;
  const prepared = await restoreSnapshot({ connection, snapshotsFolder: folder, earlier, current, schema });
  expectCounts(prepared, { held: current.rows, next: earlier.rows, schema });
  expect(prepared.files).toEqual(earlier.files);
  return { ...prepared, rows: earlier.rows };
}

function expectCounts(
  { rows, added, changed, removed }: PreparedSnapshot,
  {
    held,
    next,
    schema,
  }: { readonly held: readonly Row[]; readonly next: readonly Row[]; readonly schema: DatasetSchema },
): void {
  const isKeyed = schema.key.length > 0;
  const identity = isKeyed ? keyOf : (each: Row) => JSON.stringify(each);
  const counts = (list: readonly Row[]) => Map.groupBy(list, identity);
  const [old, fresh] = [counts(held), counts(next)];
  const surplus = (one: typeof old, other: typeof old) =>
    [...one].reduce((sum, [key, list]) => sum + Math.max(0, list.length - (other.get(key)?.length ?? 0)), 0);
  const differs = [...old].filter(([key, [one]]) => {
    const other = fresh.get(key)?.[0];
    return isKeyed && other !== undefined && JSON.stringify(one) !== JSON.stringify(other);
  });
  expect({ rows, added, changed, removed }).toEqual({
    rows: next.length,
    added: surplus(fresh, old),
    changed: differs.length,
    removed: surplus(old, fresh),
  });
}

async function expectState(state: State, schema: DatasetSchema): Promise<void> {
  expect(await read(state)).toEqual(state.rows);
  const { files, rows } = state;
  expect(files.length).toBeLessThanOrEqual((2 * rows.length) / rowsPerPart + 1);
  let place = 0;
  for (const file of files) {
    const own = rows.slice(place, place + file.rows);
    const [first, last] = [own[0], own.at(-1)];
    const key = (one: Row | undefined) =>
      // The schema's own names of a row's fields.
      one === undefined || schema.key.length === 0
        ? null
        : JSON.stringify(schema.key.map((name) => String(one[name as keyof Row])));
    expect(file).toMatchObject({ minKey: key(first), maxKey: key(last) });
    place += file.rows;
  }
  expect(place).toBe(rows.length);
}

async function read({ files }: Pick<State, 'files'>): Promise<readonly Row[]> {
  const list = files.map(({ path }) => quoteText(join(folder, path))).join(', ');
  const reader = await connection.runAndReadAll(`select xa, ma::integer, ky, so from read_parquet([${list}])`);
  // The query's own types.
  return reader.getRowsJson().map(([xa, ma, ky, so]) => ({ xa, ma, ky, so }) as Row);
}

function inOrder(rows: readonly Row[], { key }: DatasetSchema): readonly Row[] {
  if (key.length === 0) return rows;
  return rows.toSorted((a, b) => {
    for (const name of key) {
      // The schema's own names of a row's fields.
      const [one, other] = [a[name as keyof Row] ?? '', b[name as keyof Row] ?? ''];
      const order =
        typeof one === 'number' && typeof other === 'number'
          ? one - other
          : Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
      if (order !== 0) return order;
    }
    return 0;
  });
}

function keyOf({ xa, ma }: Row): string {
  return `${xa} ${ma}`;
}
