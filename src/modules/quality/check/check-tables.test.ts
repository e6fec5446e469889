import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteText } from '#platform/duckdb/quote.ts';
import {
  checkRows,
  checkStored,
  checkValues,
  openTestBench,
  regularTable,
  testContract,
  testField,
  type TestBench,
} from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const keyed = testContract({
  fields: [testField('ma', { required: true }), testField('ten'), testField('so', { type: 'integer' })],
  primaryKey: ['ma'],
});
const columns = ['ma', 'ten', 'so'];

describe('rules', () => {
  test('a missing cell breaks `required` alone, an unreadable one `type` alone', async () => {
    const field = testField('so', { type: 'integer', required: true, limits: { minimum: 10 } });
    const checked = await checkValues(bench, field, [null, '', ' ', 'x', '5', '10']);
    expect(checked.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
      ['so.required'],
      ['so.required'],
      ['so.required'],
      ['so.type'],
      ['so.range'],
      [],
    ]);
  });

  test('what cannot be put does not count in the score', async () => {
    const field = testField('so', { type: 'integer', limits: { minimum: 10 } });
    const { result } = await checkRows(bench, {
      contract: testContract({ fields: [field] }),
      tables: [{ columns: ['so'], rows: [[null], ['x'], ['5'], ['10']] }],
    });
    // row.shape 4 of 4, type 2 of 3, range 1 of 2.
    expect(result.score.sach).toEqual({ passed: 4 + 2 + 1, applicable: 4 + 3 + 2, percent: (7 / 9) * 100 });
    expect(result.score).toMatchObject({ dung: null, du: null, song: null, thongNhat: null });
  });

  test('a code list is read on the day of receipt, on a fixed day, or on the day of another field', async () => {
    const code = (validOn: NonNullable<Parameters<typeof testField>[1]>['codeList']) =>
      testField('ma_xa', validOn === undefined ? {} : { codeList: validOn });
    const values = ['24133', '24118', '24550', '24 133', 'Ea Kao', '99999', null];
    const today = await checkValues(bench, code({ id: 'commune', validOn: { kind: 'receipt' } }), values);
    expect(today.map(({ findings }) => findings.map(({ suggestion }) => suggestion ?? null))).toEqual([
      [],
      ['24121'],
      [null],
      ['24133'],
      ['24169'],
      [null],
      [],
    ]);
    expect(today[2]?.findings[0]?.message.vi).toContain(
      'Đã chia cho Phường Buôn Ma Thuột (24133) và Xã Ea Kao (24169)',
    );
    const then = await checkValues(
      bench,
      code({ id: 'commune', validOn: { kind: 'day', day: '2024-01-01' } }),
      values.slice(0, 3),
    );
    expect(then.map(({ findings }) => findings.length)).toEqual([1, 0, 0]);

    const contract = testContract({
      fields: [code({ id: 'commune', validOn: { kind: 'field', field: 'ngay' } }), testField('ngay', { type: 'date' })],
    });
    const rows = [
      ['24118', '2025-06-30'],
      ['24118', '1/7/2025'],
      ['24133', '30/6/2025'],
      ['24133', '2025-07-01'],
      ['24118', null],
    ];
    const { result } = await checkRows(bench, { contract, tables: [{ columns: ['ma_xa', 'ngay'], rows }] });
    expect(result.findings.map(({ row, rule }) => [row, rule])).toEqual([
      [3, 'ma_xa.code-list'],
      [4, 'ma_xa.code-list'],
    ]);
    expect(result.score.thongNhat).toMatchObject({ passed: 2, applicable: 4 });
  });

  test('a list that nobody knows, references and unknown quality are said to be unchecked', async () => {
    const contract = testContract({
      fields: [
        testField('a', { codeList: { id: 'unknown', validOn: { kind: 'receipt' } } }),
        testField('b', { reference: { dataset: 'x', field: 'y' } }),
      ],
      unknownQuality: ['soda'],
    });
    const { result } = await checkRows(bench, { contract, tables: [{ columns: ['a', 'b'], rows: [['1', '2']] }] });
    expect(result.notChecked).toEqual(['a.code-list', 'b.reference', 'soda']);
  });

  test('a short row is a warning, a longer one an error; both stand in the ledger of findings', async () => {
    const tables = [
      {
        columns: ['ma', 'ten', 'so'],
        rows: [
          ['A', 'x', null],
          ['B', 'y', '1'],
          ['C', 'z', '2'],
        ],
        shapes: ['-1', '+thừa', null],
      },
    ];
    const { result } = await checkRows(bench, { contract: keyed, tables });
    expect(result.findings.map(({ row, rule, severity, field }) => [row, rule, severity, field])).toEqual([
      [2, 'row.shape', 'warn', null],
      [3, 'row.shape', 'error', null],
    ]);
    expect(result).toMatchObject({ accepted: 2, rejected: 1 });
  });

  test('rows of another unit, or of none, are rejected', async () => {
    const contract = testContract({ fields: [testField('ma_xa'), testField('so')] });
    const rows = [
      ['24133', '1'],
      ['24121', '2'],
      [null, '3'],
    ];
    const { result } = await checkRows(bench, {
      contract,
      tables: [{ columns: ['ma_xa', 'so'], rows }],
      unit: { field: 'ma_xa', value: '24133' },
    });
    expect(result.findings.map(({ row, rule }) => [row, rule])).toEqual([
      [3, 'ma_xa.unit'],
      [4, 'ma_xa.unit'],
    ]);
  });

  test('a rule that comes out unknown does not apply, and one over a cell that cannot be read neither', async () => {
    const contract = testContract({
      fields: [testField('tong', { type: 'integer' }), testField('ho', { type: 'integer' })],
      rules: [
        {
          name: 'binh_quan',
          expression: 'tong / ho >= 2',
          fields: ['tong', 'ho'],
          dimension: 'accuracy',
          severity: 'error',
          message: { vi: 'Bình quân phải từ 2', en: 'The mean must be 2 or more' },
        },
      ],
    });
    const rows = [
      ['10', '5'],
      ['10', '6'],
      ['10', '0'],
      [null, '5'],
      ['x', '5'],
    ];
    const { result } = await checkRows(bench, { contract, tables: [{ columns: ['tong', 'ho'], rows }] });
    expect(result.findings.map(({ row, rule, value }) => [row, rule, value])).toEqual([
      [3, 'binh_quan.cel', '10; 6'],
      [6, 'tong.type', 'x'],
    ]);
    expect(result.score.dung).toEqual({ passed: 1, applicable: 2, percent: 50 });
    expect(result.findingsByRule[1]).toMatchObject({
      rule: 'binh_quan.cel',
      field: null,
      fields: ['tong', 'ho'],
      criterion: 'dung',
      errorGroup: 'source-mismatch',
    });
  });

  test('a rule stands with the columns that it reads, whatever its texts look like', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const rule = {
      name: 'khac',
      expression: "'t1500' != d",
      fields: ['d'],
      dimension: 'accuracy',
      severity: 'error',
      message: { vi: 'Không được là t1500', en: 'Must not be t1500' },
    } as const;
    const contract = testContract({ fields: names.map((name) => testField(name)), rules: [rule] });
    const { result } = await checkRows(bench, {
      contract,
      tables: [
        {
          columns: names,
          rows: [
            ['1', '2', '3', 't1500'],
            ['1', '2', '3', 'v2'],
          ],
        },
      ],
      widths: { staged: 0, judged: 1, sorted: 1, scans: 1, asked: 1, named: 1 },
    });
    expect(result.findings.map(({ row, rule: found, value }) => [row, found, value])).toEqual([
      [2, 'khac.cel', 't1500'],
    ]);
  });
});

describe('tables', () => {
  test('several sheets are one delivery, each row with its table; sheets that do not fit are named', async () => {
    const tables = [
      { name: 'Xã A', columns: ['Mã', 'Tên', 'Số'], rows: [['A', 'một', '1']] },
      { name: 'Ghi chú', columns: ['Nội dung'], rows: [['không phải bảng']] },
      {
        name: 'Xã B',
        columns: ['so', 'ma', 'ghi chú'],
        rows: [
          ['x', 'B', 'lời'],
          ['2', 'C', null],
        ],
      },
    ];
    const { result, rejects } = await checkRows(bench, { contract: keyed, tables });
    expect(result).toMatchObject({ received: 3, accepted: 2, rejected: 1 });
    expect(result.findings).toMatchObject([{ table: 'Xã B', row: 2, rule: 'so.type' }]);
    expect(rejects).toEqual([
      {
        _table: 'Xã B',
        _row: '2',
        _kind: 'rejected',
        _reasons: 'so.type',
        Mã: null,
        Tên: null,
        Số: null,
        so: 'x',
        ma: 'B',
        'ghi chú': 'lời',
      },
    ]);
    expect(result.warnings.map(({ code }) => code)).toEqual(['table-skipped', 'column-missing', 'column-unknown']);
  });

  test('a table without a required column, or with no row, is refused by name', async () => {
    const check = (tables: Parameters<typeof checkRows>[1]['tables']) => checkRows(bench, { contract: keyed, tables });
    await expect(check([{ columns: ['ten'], rows: [['x']] }])).rejects.toMatchObject({
      code: 'columns-missing',
      message: expect.stringContaining('ma (ma)'),
    });
    await expect(
      check([
        { columns: ['x'], rows: [['x']] },
        { columns: ['y'], rows: [['y']] },
      ]),
    ).rejects.toMatchObject({ code: 'table-not-found' });
    await expect(check([{ columns, rows: [] }])).rejects.toMatchObject({ code: 'table-empty' });
  });

  test('rows that the scanner drops are noticed', async () => {
    const path = join(bench.folder, 'dropped.csv');
    await writeFile(path, 'a\n1\n2\n');
    const table = regularTable({ path, columns: ['a'], rowCount: 3 });
    const check = checkStored(bench, { contract: testContract({ fields: [testField('a')] }), tables: [table] });
    await expect(check).rejects.toThrow('3 rows were read, 2 staged');
  });

  test.for([300, 0])(
    'rows keep their places and their order over several row groups (%i rejected)',
    async (rejected) => {
      const loai = Array.from({ length: 60 }, (_, value) => `loại ${value}`);
      const contract = testContract({
        fields: [
          testField('so', { type: 'integer', required: true }),
          testField('loai', { enumeration: { values: loai, severity: 'error' } }),
          testField('ma_xa', { codeList: { id: 'commune', validOn: { kind: 'receipt' } } }),
        ],
      });
      const count = 300_000;
      const path = join(bench.folder, `long-${rejected}.csv`);
      const lines = Array.from(
        { length: count },
        (_, index) => `${index},${loai[index % 60]},${index % 1000 === 7 && rejected > 0 ? '99999' : '24133'}`,
      );
      await writeFile(path, `so,loai,ma_xa\n${lines.join('\n')}\n`);
      const table = regularTable({ path, columns: ['so', 'loai', 'ma_xa'], rowCount: count });
      const outcome = await checkStored(bench, { contract, tables: [table] });
      expect(outcome.result).toMatchObject({ received: count, accepted: count - rejected, rejected });
      const ask = async (sql: string) => (await bench.connection.runAndReadAll(sql)).getRowsJson();
      const rejects = `read_parquet(${quoteText(outcome.rejects ?? '')})`;
      expect(await ask(`select count(*) from ${rejects} where _row <> so::bigint + 2`)).toEqual([['0']]);
      const accepted = `read_parquet(${quoteText(outcome.accepted ?? '')}, file_row_number = true)`;
      const before = `select so, lag(so) over (order by file_row_number) as before from ${accepted}`;
      expect(await ask(`select count(*) from (${before}) where before >= so`)).toEqual([['0']]);
    },
  );
});
