import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lawRuns } from '../../../../../test/support/law-runs.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(await realpath(tmpdir()), 'daklake-parquet-'));
  await mkdir(join(folder, 'spill'));
});
afterAll(() => rm(folder, { recursive: true }));

async function parquetOf(select: string, compression = 'snappy'): Promise<Buffer> {
  const duckdb = await openDuckdb({
    threads: 1,
    memoryLimit: '256MB',
    temporaryDirectory: join(folder, 'spill'),
    allowedDirectories: [folder],
  });
  const connection = await duckdb.connect();
  try {
    const file = join(folder, 'made.parquet');
    await connection.run(
      `copy (${select}) to ${quoteText(file)} (format parquet, compression ${compression}, row_group_size 2048)`,
    );
    return await readFile(file);
  } finally {
    connection.closeSync();
    duckdb.close();
  }
}

test.each(['snappy', 'zstd', 'gzip', 'brotli', 'lz4', 'uncompressed'])(
  'every kind of value is a text of its own form, packed by %s',
  async (compression) => {
    const bytes = await parquetOf(
      `select '00123' as ma, 9007199254740993 as so, 12.50::decimal(18, 2) as tien, 0.1 as nhi, 1e20::double as lon, 3::double as ba,
      'nan'::double as khong, true as co, date '2024-01-05' as ngay, timestamp '2024-01-05 10:20:30' as luc,
      timestamp_ns '2024-01-05 10:20:30.123456789' as ns, timestamptz '2024-01-05 10:20:30+07' as vung, time '10:20:30' as gio,
      '\\x00\\xFF'::blob as byte, {'a': 1, 'b': {'c': 'x'}} as s, [1, 2] as ds, map {'k': 1} as m, null::varchar as rong, '' as trong`,
      compression,
    );
    const table = await readOnlyTable('kho [1].parquet', bytes);
    expect(Object.fromEntries(table.columns.map((column, index) => [column, table.rows[0]?.[index]]))).toEqual({
      ma: '00123',
      so: '9007199254740993',
      tien: '12.50',
      nhi: '0.1',
      lon: '100000000000000000000',
      ba: '3',
      khong: null,
      co: 'true',
      ngay: '2024-01-05',
      luc: '2024-01-05T10:20:30',
      ns: '2024-01-05T10:20:30.123456789',
      vung: '2024-01-05T03:20:30+00:00',
      gio: '10:20:30',
      byte: '00ff',
      's.a': '1',
      's.b.c': 'x',
      ds: '[1,2]',
      m: '{"k":1}',
      rong: null,
      trong: '',
    });
  },
);

test('rows keep their order over groups of rows', async () => {
  const table = await readOnlyTable('a.parquet', await parquetOf('select range as i from range(10000)'));
  expect(table.rowCount).toBe(10_000);
  expect(table.rows.every(([cell], index) => cell === String(index))).toBe(true);
  expect([table.firstRow, table.lastRow]).toEqual([1, 10_000]);
});

test('other columnar formats are refused by their names', async () => {
  for (const [head, name] of [
    ['ORC\n\x0b', 'ORC'],
    ['Obj\x01\x02', 'Avro'],
    ['ARROW1\0\0', 'Arrow'],
  ] as const)
    await expect(readBytes('a', Buffer.from(head, 'latin1'))).rejects.toMatchObject({
      code: 'format-unsupported',
      message: expect.stringContaining(name) as string,
    });
});

test('a file that is damaged anywhere, or cut, ends in a code or in rows', async () => {
  const whole = await parquetOf("select range as i, 'dòng ' || range as s, {'a': range} as t from range(3000)");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) }), { minLength: 1, maxLength: 20 }),
      fc.oneof(fc.constant(whole.length), fc.nat(whole.length)),
      async (faults, length) => {
        const bytes = Buffer.from(whole.subarray(0, length));
        for (const { at, byte } of faults) if (at >= 4 && at < length) bytes[at] = byte;
        await readBytes('a.parquet', bytes).catch((error: unknown) => expect(error).toBeInstanceOf(DomainError));
      },
    ),
    { numRuns: lawRuns(15) },
  );
});

test('bytes are text where all of a column are, else digits; numbers that the engine would change are left empty', async () => {
  const bytes = await parquetOf("select 'a'::blob as x, unnest(['b'::blob, '\\xFF'::blob, null]) as y");
  expect((await readOnlyTable('a.parquet', bytes)).rows).toEqual([
    ['a', '62'],
    ['a', 'ff'],
    ['a', null],
  ]);
  // A decimal of forty digits, as pyarrow writes it.
  const wide = Buffer.from(
    'UEFSMRUAFRQVFCwVAhUAFQYVBhwAAAACAAAAAgEBAAAAFQAVLhUuLBUCFQAVBhUGHAAAAAIAAAACAQAAAAAAAAAAAAAAAAAAAAABFQQZPDUAGAZzY2hlbWEVBAAVAiUCGAFhABUOFSIVAhgBZCUKFQYVUCxcFQYVUAAAABYCGRwZLCYAHBUCGSUGABkYAWEVABYCFjoWOiYISRwVABUAFQIAPCkGGSYAAgAAACYAHBUOGSUGABkYAWQVABYCFlQWVCZCSRwVABUAFQIAPCkGGSYAAgAAABaOARYCJggWjgEAKCBwYXJxdWV0LWNwcC1hcnJvdyB2ZXJzaW9uIDI2LjAuMRksHAAAHAAAAMEAAABQQVIx',
    'base64',
  );
  expect(await readBytes('a.parquet', wide)).toMatchObject({
    tables: [{ columns: ['a', 'd'], rows: [['1', null]] }],
    warnings: [{ code: 'columns-unread', message: { en: expect.stringContaining(': d.') as string } }],
  });
});

test('columns may be called as the engine calls its own, or differ by case alone', async () => {
  const reserved = await parquetOf(`select 'a' as file_row_number, 7 as file_index, 'x.pdf' as filename, 1 as rowid`);
  expect(await readOnlyTable('a.parquet', reserved)).toMatchObject({
    columns: ['file_row_number', 'file_index', 'filename', 'rowid'],
    rows: [['a', '7', 'x.pdf', '1']],
  });
  const cased = await parquetOf(`select 1 as "MA_XA", 2 as ma_qz`);
  const bytes = Buffer.from(cased.toString('latin1').replaceAll('ma_qz', 'ma_xa'), 'latin1');
  expect(await readOnlyTable('a.parquet', bytes)).toMatchObject({ columns: ['MA_XA', 'ma_xa'], rows: [['1', '2']] });
});

test('rows of several groups stand in their order', async () => {
  const table = await readOnlyTable('a.parquet', await parquetOf('select range as so from range(9000)'));
  expect(table.rows.every(([so], index) => so === String(index))).toBe(true);
});
