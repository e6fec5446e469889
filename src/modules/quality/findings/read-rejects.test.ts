import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';
import { mostRejectedValues, readRejects, type RejectsPage } from './read-rejects.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-rejects-'));
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

function read(columns: number, rows: number, page: RejectsPage) {
  const values = Array.from({ length: columns }, (_, index) => `'v' as c${index}`);
  const rejects = `(select null::varchar as _table, n as _row, 'rejected' as _kind, 'r' as _reasons, ${values.join(', ')}
    from range(${rows}) as rows (n))`;
  return readRejects({ connection, rejects, findings: '', isCorrected: '_row % 2 = 0' }, page);
}

test('a page has as many rows as were asked for, as long as their values fit', async () => {
  const { items, total } = await read(30, 1200, { offset: 100, limit: 1000 });
  expect([items.length, items[0]?.row, total]).toEqual([1000, 100, 1200]);
});

test('the pages of a wide table have fewer rows, and one after the other all of them', async () => {
  const rows: number[] = [];
  for (;;) {
    const { items, total } = await read(1000, 130, { offset: rows.length, limit: 1000 });
    expect(total).toBe(130);
    expect(items.reduce((sum, { values }) => sum + values.length, 0)).toBeLessThanOrEqual(mostRejectedValues);
    rows.push(...items.map(({ row }) => row));
    if (items.length === 0) break;
  }
  expect(rows).toEqual(Array.from({ length: 130 }, (_, row) => row));
  const open = await read(1000, 130, { offset: 0, limit: 1000, open: true });
  expect([open.items.length, open.total]).toEqual([50, 65]);
});
