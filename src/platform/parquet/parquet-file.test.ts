import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lawRuns } from '../../../test/support/law-runs.ts';
import { createParquetFile, type ParquetColumn } from './parquet-file.ts';

let folder: string;
let files = 0;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'parquet-file-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const listed = ['một', 'hai', ''];
const columns: readonly ParquetColumn[] = [
  { name: 'mã "1"', type: 'text', nullable: false },
  { name: 'ten', type: 'text', nullable: true },
  { name: 'loai', type: 'text', nullable: true, listed },
  { name: 'ngay', type: 'date', nullable: true },
  { name: 'so', type: 'int64', nullable: true },
];
type Row = readonly [string, string | null, number | null, number | null, number | null];

async function writeAndRead(rows: readonly Row[], flushEvery: number): Promise<unknown> {
  const path = join(folder, `${files++}.parquet`);
  const file = await createParquetFile(path, columns);
  for (const [index, row] of rows.entries()) {
    for (const [place, value] of row.entries()) {
      const column = file.values[place];
      if (value === null) column?.addNull();
      else if (typeof value === 'string') {
        const bytes = Buffer.from(`x${value}y`);
        column?.addText(bytes, 1, bytes.length - 1);
      } else if (place === 2) column?.addListed(value);
      else if (place === 3) column?.addInt32(value);
      else column?.addInt64(value);
    }
    file.endRows(1);
    if (index % flushEvery === 0) await file.flush();
  }
  await file.close();
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const read = await connection.runAndReadAll(
    `select * from read_parquet('${path}', file_row_number = true) order by file_row_number`,
  );
  connection.closeSync();
  return read.getRowsJson().map((row) => row.slice(0, -1));
}

function asRead(rows: readonly Row[]): unknown {
  return rows.map(([code, name, place, day, number]) => [
    code,
    name,
    place === null ? null : listed[place],
    day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 10),
    number === null ? null : String(number),
  ]);
}

const row: fc.Arbitrary<Row> = fc.tuple(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.option(fc.string({ unit: 'grapheme' }), { nil: null }),
  fc.option(fc.nat({ max: 2 }), { nil: null }),
  fc.option(fc.integer({ min: -100_000, max: 100_000 }), { nil: null }),
  fc.option(fc.maxSafeInteger(), { nil: null }),
);

test('the engine reads what was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (rows) => {
      expect(await writeAndRead(rows, 1)).toEqual(asRead(rows));
    }),
    { numRuns: lawRuns(15) },
  );
});

test.each([1000, 300_000])('rows of several groups come back in their order, flushed every %i rows', async (every) => {
  const rows = Array.from({ length: 150_000 }, (_, index): Row => [
    `${index}`,
    index % 7 === 0 ? null : 'ế',
    index % 3,
    index % 9999,
    -index,
  ]);
  const read = await writeAndRead(rows, every);
  // Compared as one text, since so long a difference takes minutes to tell.
  expect(JSON.stringify(read) === JSON.stringify(asRead(rows))).toBe(true);
});
