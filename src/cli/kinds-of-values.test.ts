import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { customProperties, makeContract } from '../../test/support/make-contract.ts';
import { makeWorkbook, row, styles } from '../../test/support/make-workbook.ts';
import { runCli } from '../../test/support/run-cli.ts';

vi.setConfig({ testTimeout: 120_000 });

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'daklake-kinds-test-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function place(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** The rows that a check accepts, as they are stored. */
async function accepted(file: string, contract: string) {
  const into = join(folder, 'nhan.parquet');
  const { exitCode } = await runCli('check', file, '--contract', contract, '--accepted', into);
  expect(exitCode).toBe(0);
  const connection = await (await DuckDBInstance.create()).connect();
  const read = await connection.runAndReadAll(`select * from read_parquet('${into}')`);
  connection.closeSync();
  // A contract with a key promises no order.
  return read.getRowsJson().toSorted(([one], [other]) => String(one).localeCompare(String(other)));
}

test('a percentage is the same number out of a cell that shows it so, out of its text, and out of a csv', async () => {
  const contract = place(
    'ty-le.json',
    makeContract({
      fields: [
        { name: 'ma', logicalType: 'string' },
        {
          name: 'ty_le',
          logicalType: 'number',
          customProperties: customProperties({ 'daklake.semanticType': 'percent' }),
        },
      ],
    }),
  );
  const cell = (at: number, value: number) =>
    `<row r="${at}"><c r="A${at}" t="inlineStr"><is><t>${at}</t></is></c><c r="B${at}" s="${styles.percentCode}"><v>${value}</v></c></row>`;
  const rows = row(1, ['ma', 'ty_le']) + cell(2, 0.125) + cell(3, 1.5) + row(4, ['4', '12,5%']) + row(5, ['5', 12.5]);
  const sheet = place('ty-le.xlsx', await makeWorkbook([{ name: 'A', rows }]));
  const numbers = (await accepted(sheet, contract)).map(([, number]) => number);
  expect(numbers).toEqual([12.5, 150, 12.5, 12.5]);
  const csv = place('ty-le.csv', 'ma;ty_le\n2;12,5%\n3;150 %\n4;12,50 phần trăm\n5;12,5\n');
  expect((await accepted(csv, contract)).map(([, number]) => number)).toEqual(numbers);
});

test('what is proposed for metres of VN-2000 and for periods in words stores degrees and codes', async () => {
  const file = place(
    'cong.csv',
    [
      'Mã cống;Tọa độ X (m);Tọa độ Y (m);Kỳ;Năm',
      'C01;1.400.853,968;450.927,263;Quý I/2025;2022',
      'C02;1.448.389,554;588.820,061;6 tháng đầu năm 2025;2023',
      'C03;1.400.000;450.000;9T/2025;Sơ bộ 2024',
      '',
    ].join('\n'),
  );
  const { printed } = await runCli('infer', file);
  expect(printed).toMatch(/daklake.grid\n +value:\n +meridian: 108.5\n +zone: 3$/m);
  expect(printed).toMatch(/Cũng hợp với .*108°15′.*: cần xác nhận/);
  const rows = await accepted(file, place('cong.yaml', printed));
  const degrees = (value: unknown) => Number(Number(value).toFixed(6));
  expect(
    rows.map(([, , , period, year, longitude, latitude]) => [period, year, degrees(longitude), degrees(latitude)]),
  ).toEqual([
    ['20251', '2022', 108.05, 12.6667],
    ['202501-202506', '2023', 109.3209, 13.0955],
    ['202501-202509', '2024', 108.041477, 12.658966],
  ]);
});

test('the meridian is that of the province which the rows name', async () => {
  const file = place(
    'moc.csv',
    'Số hiệu;Tỉnh;X;Y\nM1;Tỉnh Khánh Hòa;1352000,5;597000,2\nM2;Tỉnh Khánh Hòa;1353100,5;596100,7\n',
  );
  const { printed } = await runCli('infer', file);
  expect(printed).toMatch(/meridian: 108.25$/m);
  expect(printed).toContain('dòng ghi «Khánh Hòa»');
});
