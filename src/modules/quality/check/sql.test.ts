import { expect, test } from 'vitest';
import { compileContract } from '../rules/compile-contract.ts';
import { regularTable, testCommunes, testContract, testField } from '../test-check.ts';
import { comparisonsOf, doubledSql, doublesSql } from './find-doubles.ts';
import { judgeSql } from './judge-sql.ts';
import { prepareTables } from './prepare-tables.ts';
import { receivedView } from './staging-layout.ts';
import { stageSql } from './stage-sql.ts';

const contract = testContract({
  fields: [
    testField('ma', { required: true, semanticType: 'dossier-code' }),
    testField('ma_xa', { codeList: { id: 'commune', validOn: { kind: 'field', field: 'ngay' } } }),
    testField('ngay', { type: 'date', required: true }),
    testField('trang_thai', { enumeration: { values: ['Mới', 'Xong'], severity: 'error' } }),
    testField('le_phi', { type: 'integer', limits: { minimum: 0 }, missing: ['-'] }),
    testField('ghi_chu', { limits: { maxLength: 200 } }),
  ],
  primaryKey: ['ma'],
  rules: [
    {
      name: 'xong_co_phi',
      expression: 'trang_thai != "Xong" || le_phi != null',
      fields: ['trang_thai', 'le_phi'],
      dimension: 'consistency',
      severity: 'error',
      message: { vi: 'Hồ sơ xong phải có lệ phí', en: 'A dossier that is done has its fee' },
    },
  ],
});

/** A change of what is compiled shows as a change of this file. */
test('the SQL of one contract', async () => {
  const compiled = compileContract(contract, {
    receivedOn: '2026-11-22',
    codeLists: () => testCommunes,
    numberStyles: new Map(),
  });
  const table = regularTable({
    path: '/data/hồ sơ.csv',
    columns: ['Ghi chú thêm', ...contract.fields.map(({ name }) => name)],
    rowCount: 1,
  });
  const { layout } = prepareTables(contract, [table], { folder: '/staging', writeRows: false });
  const [key] = comparisonsOf(compiled);
  if (key === undefined) throw new Error('the contract has a key');
  const statements = [
    ...compiled.setup,
    stageSql(compiled, layout, 0, { examineAll: false }),
    receivedView(layout),
    judgeSql(compiled, layout, { legacy: new Set([5]), file: '/staging/judged.parquet' }),
    doubledSql(key, { judged: `read_parquet('/staging/judged.parquet')`, held: undefined }),
    doublesSql(key, { compiled, layout, judged: `read_parquet('/staging/judged.parquet')`, held: undefined }),
  ];
  await expect(`${statements.join(';\n\n')};\n`).toMatchFileSnapshot('golden/check.sql');
});
