import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { createTestFolder, runCli } from '../../test/support/run-cli.ts';
import { workbookFaults } from '../../test/support/workbook-faults.ts';

let folder: Awaited<ReturnType<typeof createTestFolder>>;
let contract: string;
beforeAll(async () => {
  folder = await createTestFolder();
  contract = await folder.place(
    'hop-dong.yaml',
    `apiVersion: v3.1.0
kind: DataContract
id: thu
version: 1.0.0
status: active
name: Thử
customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: open }
schema:
  - name: thu
    properties:
      - { name: ma, logicalType: string }
      - { name: so, logicalType: integer, required: true }
`,
  );
});
afterAll(() => folder.remove());

/** The rejects of a csv as a workbook, read back by intake. */
async function rejectsOf(csv: string) {
  const output = join(folder.path, 'tra-lai.xlsx');
  const checked = await runCli(
    'check',
    await folder.place('gui.csv', csv),
    '--contract',
    contract,
    '--rejects',
    output,
  );
  expect(checked.exitCode).toBe(1);
  expect(await workbookFaults(readFileSync(output))).toEqual([]);
  const { json } = await runCli('read', output, '--all', '--json');
  // The verb's own answer.
  const { tables } = json() as { tables: { columns: string[]; rows: (string | null)[][] }[] };
  return tables[0] ?? expect.fail('no table');
}

test('[cli.check.accepted] the accepted rows stand apart, typed, in a Parquet file', async () => {
  const output = join(folder.path, 'nhan.parquet');
  const lines = Array.from({ length: 60 }, (_, row) => `m${row},${row % 7 === 0 ? 'x' : row}`);
  const sent = await folder.place('nhan.csv', `ma,so\n${lines.join('\n')}\n`);
  const checked = await runCli('check', sent, '--contract', contract, '--accepted', output, '--json');
  expect(checked.exitCode).toBe(1);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = await connection.runAndReadAll(`select ma, so, typeof(so) from read_parquet('${output}') order by so`);
  connection.closeSync();
  const right = Array.from({ length: 60 }, (_, row) => row).filter((row) => row % 7 !== 0);
  expect(rows.getRowsJson()).toEqual(right.map((row) => [`m${row}`, String(row), 'BIGINT']));
  const over = await runCli('check', sent, '--contract', contract, '--accepted', sent.replace('.csv', '.txt'));
  expect(over.exitCode).toBe(2);
});

const hostile = [
  "'=1",
  '=1+1',
  "'",
  "''",
  '@SUM(A1)',
  '+84912345678',
  '-',
  '_x000D_',
  '_x0041_',
  '_x005F_x0041_',
  '__x000D__',
  'a\nb',
  'a\r\nb',
  'a\tb',
  '\u0007',
  '007',
  '1e5',
  '2026-05-07',
  'TRUE',
  '👨‍👩‍👧',
  'Ñ́',
  '<![CDATA[ ]]>',
  '"',
  '&amp;',
  '\u0085\u2028',
  '\uFFFE',
  'Tổng cộng',
  'Ghi chú:',
  'Người lập biểu',
  'rejected',
];

test('[cli.check.rejects] every text of a rejected row comes back through intake as it was sent', async () => {
  const text = fc.oneof(
    fc.constantFrom(...hostile),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }).filter((one) => !/[\0\p{Cs}]/u.test(one)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 20, maxLength: 60 }), async (random) => {
      // At the end a text that is a total to a reader would be one.
      const texts = [...hostile, ...random, 'cuối'];
      const lines = texts.map((one) => `"${one.replaceAll('"', '""')}",x\n`);
      const { columns, rows } = await rejectsOf(`ma,so\n${lines.join('')}`);
      expect(columns).toEqual(['_table', '_row', '_kind', '_reasons', 'ma', 'so']);
      // A formula guard is taken off a csv where it is read; an empty text and an empty cell are both missing.
      const sent = texts.map((one) => normalizeCellText(withoutGuard(normalizeCellText(one))) || null);
      expect(rows.map((row) => row[4] ?? null)).toEqual(sent);
      expect(rows.every((row) => row[2] === 'rejected' && row[5] === 'x')).toBe(true);
    }),
    { numRuns: 2 },
  );
});

function withoutGuard(text: string): string {
  return /^'+[=+@\t\r-]/.test(text) ? text.slice(1) : text;
}

test('a text that a cell cannot hold is refused, and nothing is left in its place', async () => {
  const file = await folder.place('dai.csv', `ma,so\n${'a'.repeat(32_768)},x\n`);
  const output = join(folder.path, 'dai.xlsx');
  const { exitCode, json } = await runCli('check', file, '--contract', contract, '--rejects', output, '--json');
  expect({ exitCode, error: json()['error'] }).toMatchObject({
    exitCode: 1,
    error: { code: 'rejects-unfit-for-xlsx' },
  });
  expect(() => readFileSync(output)).toThrow('ENOENT');
});

test('what is read, a folder, and another suffix are no place for rejects', async () => {
  const file = await folder.place('vao.csv', 'ma,so\na,x\n');
  const link = join(folder.path, 'ten-khac.csv');
  symlinkSync(file, link);
  mkdirSync(join(folder.path, 'thu-muc.csv'));
  for (const place of [file, link, join(folder.path, 'thu-muc.csv'), 'a.txt', 'a', 'a.xls']) {
    expect(await runCli('check', file, '--contract', contract, '--rejects', place)).toMatchObject({ exitCode: 2 });
  }
  expect(readFileSync(file, 'utf8')).toBe('ma,so\na,x\n');
});
