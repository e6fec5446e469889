import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetColumn, DatasetSchema } from '../dataset-schema.ts';
import { storedRowsOf } from './find-snapshots.ts';
import { placedFiles } from './placed-files.ts';
import { prepareSnapshot, type PrepareSnapshotOptions } from './prepare-snapshot.ts';
import type { PreparedSnapshot, StandingRows } from './snapshot.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-prepare-'));
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

const column = (name: string, type: DatasetColumn['type']): DatasetColumn => ({
  name,
  type,
  label: { vi: name, en: name },
});
const schema: DatasetSchema = {
  columns: [column('xa', 'VARCHAR'), column('ky', 'VARCHAR'), column('ma', 'VARCHAR'), column('so', 'BIGINT')],
  key: ['xa', 'ky', 'ma'],
  partitionBy: ['xa', 'ky'],
};

type Row = readonly [xa: string, ky: string, ma: string, so: number | null];

test('sorts by key, keeps field ids and counts rows, minimum and maximum of the key', async () => {
  const { prepared, files } = await prepare([
    ['B', '1', 'x', 1],
    ['A', '1', 'y', null],
    ['A', '1', 'x', 2],
  ]);
  expect(await read(files)).toEqual([
    ['A', '1', 'x', '2'],
    ['A', '1', 'y', null],
    ['B', '1', 'x', '1'],
  ]);
  expect(prepared).toMatchObject({ rows: 3, added: 3, changed: 0, removed: 0 });
  expect(prepared.files).toEqual([
    {
      path: 'part-0001.parquet',
      rows: 3,
      bytes: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      minKey: '["A","1","x"]',
      maxKey: '["B","1","x"]',
    },
  ]);
  expect(prepared.schema.columns.map((each) => each.fieldId)).toEqual([1, 2, 3, 4]);
});

test('leaves read-only files and nothing else', async () => {
  const { files, output } = await prepare([['A', '1', 'x', 1]]);
  expect(await readdir(output)).toEqual(['part-0001.parquet']);
  expect((await stat(files[0] ?? '')).mode & 0o777).toBe(0o444);
});

test('cuts rows into parts that follow each other', async () => {
  const rows = Array.from({ length: 25 }, (_, i): Row => ['A', '1', String(99 - i), i]);
  const progress: [number, number][] = [];
  const { prepared, files } = await prepare(rows, {
    rowsPerPart: 10,
    onProgress: (done, total) => progress.push([done, total]),
  });
  expect(prepared.files.map((file) => file.rows)).toEqual([8, 8, 9]);
  expect((await read(files)).map((row) => row[2])).toEqual(rows.map((row) => row[2]).toSorted());
  expect(progress).toEqual([
    [8, 25],
    [16, 25],
    [25, 25],
  ]);
});

test('writes a file with columns also for no rows', async () => {
  const { prepared, files } = await prepare([]);
  expect(prepared).toMatchObject({ rows: 0, added: 0, files: [{ rows: 0, minKey: null, maxKey: null }] });
  expect(await read(files)).toEqual([]);
});

describe('against the current snapshot', () => {
  const before: readonly Row[] = [
    ['A', '1', 'x', 1],
    ['A', '1', 'y', 2],
    ['A', '2', 'x', 3],
    ['B', '1', 'x', null],
  ];

  test('a replace touches the partitions that its rows name, and no other', async () => {
    const { current } = await publish(before);
    const { prepared, files } = await prepare([['A', '1', 'x', 9]], { current });
    expect(await read(files)).toEqual([
      ['A', '1', 'x', '9'],
      ['A', '2', 'x', '3'],
      ['B', '1', 'x', null],
    ]);
    expect(prepared).toMatchObject({ rows: 3, added: 0, changed: 1, removed: 1 });
  });

  test('a replace without partitions takes the place of everything', async () => {
    const { current } = await publish(before);
    const { prepared } = await prepare([['A', '1', 'x', 1]], { current, schema: { ...schema, partitionBy: [] } });
    expect(prepared).toMatchObject({ rows: 1, added: 0, changed: 0, removed: 3 });
  });

  test('rows that stand with a key that came after them are counted as often as they stand', async () => {
    const keyless = { ...schema, key: [], partitionBy: [] };
    const { current } = await publish(
      [
        ['A', '1', 'x', 1],
        ['A', '1', 'x', 1],
        ['A', '1', 'x', 2],
        ['B', '1', 'x', 3],
      ],
      keyless,
    );
    const narrow = { ...schema, key: ['xa'], partitionBy: [] };
    const next = await prepare(
      [
        ['A', '1', 'x', 7],
        ['C', '1', 'x', 9],
      ],
      { current, schema: narrow },
    );
    expect(next.prepared).toMatchObject({ rows: 2, added: 1, changed: 1, removed: 3 });
  });

  test('a replace stays inside the rows that it is restricted to', async () => {
    const { current } = await publish(before);
    const { prepared } = await prepare([['A', '1', 'z', 1]], {
      current,
      schema: { ...schema, partitionBy: ['ky'] },
      partitions: { field: 'xa', value: 'A' },
    });
    expect(prepared).toMatchObject({ rows: 3, added: 1, changed: 0, removed: 2 });
  });

  test('an upsert changes by key and sees null become a value', async () => {
    const { current } = await publish(before);
    const { prepared, files } = await prepare(
      [
        ['B', '1', 'x', 7],
        ['A', '1', 'y', 2],
        ['C', '1', 'x', 5],
      ],
      { current, mode: 'upsert' },
    );
    expect(prepared).toMatchObject({ rows: 5, added: 1, changed: 1, removed: 0 });
    expect((await read(files)).map((row) => row[3])).toEqual(['1', '2', '3', '7', '5']);
  });

  describe('of many parts', () => {
    const many = Array.from({ length: 40 }, (_, i): Row => ['A', String(i % 2), String(i + 10), i]);

    test('only the part in whose range a row changes is written, the others are named where they lie', async () => {
      const { current } = await publish(many, schema, 10);
      const rows: readonly Row[] = [
        ['A', '0', '30', 0],
        ['A', '0', '31', 7],
      ];
      const { prepared, files, output } = await prepare(rows, { current, mode: 'upsert', rowsPerPart: 10 });
      expect(prepared).toMatchObject({ rows: 41, added: 1, changed: 1, removed: 0 });
      expect(files.filter((file) => current.files.includes(file))).toHaveLength(3);
      expect(await readdir(output)).toEqual(['part-0001.parquet', 'part-0002.parquet']);
    });

    test.for([
      ['a null', null],
      ['a NUL', 'chr(0)'],
    ])('%s at the beginning of a part is no bound: all are written anew', async ([, cell]) => {
      const { current } = await publish(many, schema, 10);
      const path = join(folder, `odd-${made}.parquet`);
      const odd = `select * replace (case when ma = '20' then ${cell} else ma end as ma)`;
      await connection.run(
        `copy (${odd} from read_parquet([${current.files.map(quoteText).join(', ')}])) to ${quoteText(path)} (format parquet)`,
      );
      const [part] = current.parts;
      if (part === undefined) throw new Error('no part');
      const key = JSON.stringify(['A', '0', cell === null ? null : '\0']);
      const held = { ...current, files: [path], parts: [{ ...part, rows: 40, minKey: key }] };
      const { prepared, files } = await prepare([['A', '0', '99', 1]], {
        current: held,
        mode: 'upsert',
        rowsPerPart: 10,
      });
      expect(prepared).toMatchObject({ rows: 41, added: 1, changed: 0, removed: 0 });
      expect(await read(files)).toHaveLength(41);
    });

    test('the same rows again write nothing', async () => {
      const { current } = await publish(many, schema, 10);
      const { prepared, output } = await prepare(many, { current, rowsPerPart: 10 });
      expect(prepared.files).toEqual(current.parts);
      expect(prepared).toMatchObject({ rows: 40, added: 0, changed: 0, removed: 0 });
      await expect(stat(output)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    test('small neighbours of a part that is written come into it', async () => {
      const { current } = await publish(many, schema, 10);
      const left = many.filter((_, i) => i % 10 < 2);
      const { prepared } = await prepare(left, { current, rowsPerPart: 10 });
      expect(prepared.files.map((file) => file.rows)).toEqual([8]);
    });

    test('another type of a column writes every part anew', async () => {
      const { current } = await publish(many, schema, 10);
      const columns = [...schema.columns.slice(0, 3), column('so', 'VARCHAR')];
      const wider = { ...schema, columns };
      const { prepared, files } = await prepare([], { current, mode: 'append', schema: wider, rowsPerPart: 10 });
      expect(prepared).toMatchObject({ rows: 40, added: 0, changed: 0, removed: 0 });
      expect(files.filter((file) => current.files.includes(file))).toEqual([]);
    });

    test('appends without a key add parts, and small ones at the end are put together', async () => {
      const keyless = { ...schema, key: [], partitionBy: [] };
      let { current } = await publish(many.slice(0, 10), keyless, 10);
      const [first] = current.files;
      for (const row of many.slice(10, 24)) {
        const { prepared, output } = await prepare([row], {
          current,
          mode: 'append',
          schema: keyless,
          rowsPerPart: 10,
        });
        current = standing(prepared, output);
      }
      expect(current.parts.map((file) => file.rows)).toEqual([10, 10, 4]);
      expect(current.files[0]).toBe(first);
      expect((await read(current.files)).map((row) => row[3])).toEqual(many.slice(0, 24).map((row) => String(row[3])));
    });
  });

  test('an append with a key that stands already is refused, and leaves nothing', async () => {
    const { current } = await publish(before);
    const output = join(folder, 'refused');
    const refused = prepare([['A', '1', 'x', 1]], { current, mode: 'append', outputFolder: output });
    await expect(refused).rejects.toMatchObject({ code: 'snapshot-key-doubled' });
    await expect(stat(output)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('an upsert without a key is refused', async () => {
    const refused = prepare([], { mode: 'upsert', schema: { ...schema, key: [] } });
    await expect(refused).rejects.toMatchObject({ code: 'snapshot-key-missing' });
  });

  test('a new column reads as null in old rows, a dropped one is gone, a type may widen', async () => {
    const { current } = await publish(before);
    const next: DatasetSchema = {
      ...schema,
      columns: [...schema.columns.slice(0, 3), column('so', 'VARCHAR'), column('moi', 'DATE')],
    };
    const { prepared, files } = await prepare([], { current, mode: 'append', schema: next });
    expect((await read(files))[0]).toEqual(['A', '1', 'x', '1', null]);
    expect(prepared.schema.columns.map((each) => each.fieldId)).toEqual([1, 2, 3, 4, 5]);
  });

  test('a value that does not fit the new type is said, not dropped', async () => {
    const { current } = await publish(before);
    const next: DatasetSchema = { ...schema, columns: [column('ma', 'BIGINT')], key: [] };
    await expect(prepare([], { current, schema: next })).rejects.toMatchObject({
      code: 'snapshot-incompatible',
      message: 'ma was VARCHAR and is now BIGINT: 4 values of it do not fit',
    });
  });
});

test('without a key rows are counted as often as they stand', async () => {
  const keyless = { ...schema, key: [], partitionBy: [] };
  const a: Row = ['A', '1', 'x', null];
  const b: Row = ['B', '1', 'x', 1];
  const { current } = await publish([b, a, a], keyless);
  const { prepared, files } = await prepare([a, b, b, b], { current, schema: keyless });
  expect(prepared).toMatchObject({ rows: 4, added: 2, changed: 0, removed: 1 });
  expect((await read(files)).map((row) => row[0])).toEqual(['A', 'B', 'B', 'B']);
});

async function publish(before: readonly Row[], as: DatasetSchema = schema, rowsPerPart = 1_000_000) {
  const { prepared, output } = await prepare(before, { schema: as, rowsPerPart });
  return { current: standing(prepared, output) };
}

async function prepare(accepted: readonly Row[], options: Partial<PrepareSnapshotOptions> = {}) {
  made += 1;
  const path = join(folder, `accepted-${made}.parquet`);
  const output = options.outputFolder ?? join(folder, `snapshot-${made}`);
  const values = accepted.map(([xa, ky, ma, so]) => `(${[xa, ky, ma].map(quoteText).join(', ')}, ${so}::bigint)`);
  const source = values.length > 0 ? `values ${values.join(', ')}` : 'select null, null, null, null where false';
  const names = (options.schema ?? schema).columns.map((each) => each.name);
  const cells = ['xa', 'ky', 'ma', 'so', 'moi'].filter((name) => name !== 'moi' || names.includes(name));
  await connection.run(
    `copy (select xa, ky, ma, so${cells.includes('moi') ? ', null::date as moi' : ''}
      from (${source}) as t(xa, ky, ma, so)) to ${quoteText(path)} (format parquet)`,
  );
  const prepared = await prepareSnapshot({
    connection,
    accepted: [path],
    current: null,
    schema,
    mode: 'replace',
    outputFolder: output,
    ...options,
  });
  return { prepared, output, files: standing(prepared, output).files };
}

function standing(prepared: PreparedSnapshot, output: string): StandingRows {
  const files = placedFiles(prepared.files, basename(output));
  return storedRowsOf({ files, schema: prepared.schema }, folder);
}

async function read(files: readonly string[]) {
  const list = files.map(quoteText).join(', ');
  return (await connection.runAndReadAll(`select * from read_parquet([${list}])`)).getRowsJson();
}
