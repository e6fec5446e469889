import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseContract, type Contract } from '#modules/catalog/offline.ts';
import { readTables } from '#modules/intake/offline.ts';
import { checkTables } from '#modules/quality/offline/check.ts';
import { createRowSieve } from '#modules/quality/offline/sieve.ts';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { lawRuns } from '../../test/support/law-runs.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-sieve-'));
  duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '512MB',
    temporaryDirectory: folder,
    allowedDirectories: [folder],
  });
  connection = await duckdb.connect();
});
afterAll(async () => {
  connection.closeSync();
  duckdb.close();
  await rm(folder, { recursive: true, force: true });
});

/** Properties with cells: the first ones are right, the others nearly so, or wrong. */
const kinds: readonly {
  readonly property: { readonly logicalType: string; readonly [name: string]: unknown };
  readonly right: readonly string[];
  readonly odd: readonly string[];
}[] = [
  {
    property: { logicalType: 'string' },
    right: ['Buôn Ma Thuột', 'Ea Kao', 'x', "H'Lan Niê"],
    odd: ['', ' x', 'x ', 'Nguyễn'.normalize('NFD'), 'NguyÔn V¨n', '=1+1', "'=1", "'x", 'Tổng', '\u00a0x', 'quèc', '-'],
  },
  {
    property: { logicalType: 'string', required: true, logicalTypeOptions: { minLength: 2, maxLength: 4 } },
    right: ['ab', 'ăâêô'],
    odd: ['a', 'abcde', 'ăâêôơ', ' ab', '', 'ế'],
  },
  {
    property: { logicalType: 'string', logicalTypeOptions: { pattern: '^[A-Z]\\d+(?:\\.\\d+)?$' } },
    right: ['A1', 'B22.3', ''],
    odd: ['a1', 'A1 ', 'A1.', 'Đ1', 'A１'],
  },
  {
    property: { logicalType: 'string', logicalTypeOptions: { pattern: '^.{3}$' } },
    right: ['abc', 'ếđc'],
    odd: ['ab', 'ab ', 'a\u0301b', 'abcd', 'TrÇ'],
  },
  {
    property: {
      logicalType: 'string',
      quality: [
        { type: 'library', metric: 'invalidValues', arguments: { validValues: ['Nam', 'Nữ', 'Chưa rõ'] }, mustBe: 0 },
      ],
    },
    right: ['Nam', 'Nữ', 'Chưa rõ', ''],
    odd: ['nam', 'Nữ'.normalize('NFD'), 'Nam ', 'Na', 'Namm'],
  },
  {
    property: { logicalType: 'date', logicalTypeOptions: { minimum: '2000-02-29', exclusiveMaximum: '2030-01-01' } },
    right: ['2024-02-29', '2000-02-29', '2029-12-31', ''],
    odd: [
      '2000-02-28',
      '2030-01-01',
      '2023-02-29',
      '7/5/2026',
      '2026-5-7',
      '0000-01-01',
      '2026-13-01',
      '2100-02-29',
      '2026-05-07 ',
      'infinity',
    ],
  },
  {
    property: { logicalType: 'date', required: true },
    right: ['2026-05-07', '0001-01-01', '9999-12-31'],
    odd: ['', 'x', '31/2/2026'],
  },
  {
    property: {
      logicalType: 'integer',
      logicalTypeOptions: { minimum: -10, maximum: 4_000_000_000_000, multipleOf: 5 },
    },
    right: ['0', '10', '-5', '3000000000000', ''],
    odd: ['7', '-15', '007', '-0', '1.000', '15 đ', '1e3', '4000000000005', '9007199254740993', '+5', '5.0'],
  },
];
const keyCells = ['K1', 'K2', ' K1', 'K1'.normalize('NFD'), 'Ký', 'Ký'.normalize('NFD')];

const width = 5;
const anyFile = fc
  .record({
    columns: fc.array(fc.nat({ max: kinds.length - 1 }), { minLength: 1, maxLength: width }),
    rows: fc.array(
      fc.record({
        cells: fc.array(
          fc.record({ odd: fc.integer({ min: 0, max: 24 }).map((number) => number === 0), at: fc.nat({ max: 99 }) }),
          { minLength: width, maxLength: width },
        ),
        key: fc.oneof(
          { weight: 9, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: fc.constantFrom(...keyCells, 'R1', '') },
        ),
      }),
      { minLength: 8, maxLength: 60 },
    ),
    newline: fc.constantFrom('\n', '\r\n'),
    bare: fc.boolean(),
    composite: fc.boolean(),
  })
  .map(({ columns, rows, newline, bare, composite }) => {
    const names = ['ma', ...columns.map((_, index) => `f${index}`)];
    const lines = rows.map(({ cells, key }, row) => {
      const texts = columns.map((kind, index) => {
        const { odd, at } = cells[index] ?? { odd: false, at: 0 };
        const own = odd ? kinds[kind]?.odd : kinds[kind]?.right;
        return own?.[at % own.length] ?? '';
      });
      return [key ?? `R${row + 1}`, ...texts].join(',');
    });
    const text = [names.join(','), ...lines].join(newline) + (bare ? '' : newline);
    const typed = columns.map((kind) => kinds[kind]?.property.logicalType);
    const first = typed.indexOf('date');
    const second = typed.indexOf('date', first + 1);
    const contract = contractOf({
      columns,
      composite: composite && columns[0] === 6,
      rule: first >= 0 && second > 0 ? `f${first} <= f${second}` : undefined,
    });
    return { text, contract, rows: rows.length };
  });

function contractOf(of: { columns: readonly number[]; composite: boolean; rule: string | undefined }): Contract {
  const parsed = parseContract(
    JSON.stringify({
      apiVersion: 'v3.1.0',
      kind: 'DataContract',
      id: 'test',
      version: '1.0.0',
      status: 'active',
      name: 'Test',
      customProperties: [
        { property: 'daklake.owner', value: 'H15' },
        { property: 'daklake.access', value: 'open' },
      ],
      schema: [
        {
          name: 'test',
          logicalType: 'object',
          properties: [
            { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
            ...of.columns.map((kind, index) => ({
              ...kinds[kind]?.property,
              name: `f${index}`,
              ...(of.composite && index === 0 ? { primaryKey: true, primaryKeyPosition: 2 } : {}),
            })),
          ],
          quality: of.rule === undefined ? [] : [{ name: 'r', type: 'custom', engine: 'cel', implementation: of.rule }],
        },
      ],
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.contract;
}

async function check(file: string, contract: Contract, sifted: boolean) {
  const work = await mkdtemp(join(folder, 'work-'));
  const options = { receivedOn: '2026-11-22', codeLists: () => undefined };
  const read = await readTables(file, {
    stagingFolder: work,
    ...(sifted ? { sieve: createRowSieve(contract, { ...options, keepRows: true, atLeast: 0 }) } : {}),
  });
  const outcome = await checkTables({
    ...options,
    tables: read.tables,
    contract,
    scoring: {
      validFrom: '2025-01-01',
      basis: '',
      weights: { dung: 1, du: 1, sach: 1, song: 1, thongNhat: 1 },
      bands: { xanh: 90, vang: 75 },
    },
    connection,
    folder: work,
    mode: 'replace',
    maxFindings: 10_000,
  });
  const rowsOf = async (path: string | null) => {
    const rows = await connection.runAndReadAll(`select * from read_parquet(${quoteText(path ?? '')})`);
    return rows.getRowsJson().map((row) => JSON.stringify(row));
  };
  return {
    result: { ...outcome.result, seconds: 0 },
    // Of a dataset with a key, in nobody's order.
    accepted: (await rowsOf(outcome.accepted)).toSorted(),
    rejects: await rowsOf(outcome.rejects),
    findings: await rowsOf(outcome.findings),
    originals: await rowsOf(outcome.originals),
    wasSifted: read.tables[0]?.sifted !== undefined,
  };
}

test('a check of sifted rows comes to the same as one of all rows', { timeout: 120_000 }, async () => {
  let sifted = 0;
  let files = 0;
  await fc.assert(
    fc.asyncProperty(anyFile, async ({ text, contract }) => {
      const file = join(folder, `${(files += 1)}.csv`);
      await writeFile(file, text);
      const [{ wasSifted, ...own }, { wasSifted: _, ...all }] = [
        await check(file, contract, true).catch((error: unknown) => ({ wasSifted: false, failed: String(error) })),
        await check(file, contract, false).catch((error: unknown) => ({ wasSifted: false, failed: String(error) })),
      ];
      expect(own).toEqual(all);
      if (wasSifted) sifted += 1;
    }),
    { numRuns: lawRuns(8), endOnFailure: true },
  );
  expect(sifted).toBeGreaterThan(0);
});
