import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CheckResult } from '../../src/api/quality.ts';
import { customProperties, makeContract, type MadeContract } from '../support/make-contract.ts';
import { createTestFolder, runCli } from '../support/run-cli.ts';

let folder: Awaited<ReturnType<typeof createTestFolder>>;
let number = 0;
beforeAll(async () => void (folder = await createTestFolder()));
afterAll(() => folder.remove());

async function check(contract: MadeContract, content: string, ...options: readonly string[]) {
  const path = await folder.place(`c${(number += 1)}.json`, makeContract(contract));
  const outcome = await runCli('check', await folder.place('a.csv', content), '--contract', path, '--json', ...options);
  const document = outcome.json();
  if ('error' in document) throw new Error(JSON.stringify(document));
  return { ...outcome, document, result: CheckResult.parse(document) };
}

const key = { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1 };
const text = (name: string, more: object = {}) => ({ name, logicalType: 'string', ...more });
const whole = (name: string, more: object = {}) => ({ name, logicalType: 'integer', ...more });

/** A criterion that the test's contract makes assessable. */
function assessed(result: CheckResult, criterion: 'du' | 'sach') {
  return result.score[criterion] ?? expect.fail(`${criterion} is not assessed`);
}

function rules(result: CheckResult) {
  return Object.fromEntries(result.findingsByRule.map((one) => [one.rule, one.rows]));
}

test('[check.shape] [cli.check] the result has every part, and exits 1 where a row is rejected', async () => {
  const { exitCode, document, result } = await check({ fields: [key, whole('so')] }, 'ma,so\nA,1\nB,x\n');
  expect(exitCode).toBe(1);
  expect(Object.keys(document)).toEqual(
    expect.arrayContaining([
      'received',
      'accepted',
      'rejected',
      'duplicate',
      'findingsByRule',
      'findings',
      'notChecked',
      'score',
      'seconds',
    ]),
  );
  expect(Object.keys(result.score).toSorted()).toEqual(
    ['band', 'du', 'dung', 'overall', 'sach', 'song', 'thongNhat'].toSorted(),
  );
  expect(result.findings[0]).toMatchObject({
    table: null,
    row: 3,
    field: 'so',
    rule: 'so.type',
    severity: 'error',
    value: 'x',
    expected: expect.stringMatching(/./),
    message: { vi: expect.stringMatching(/./), en: expect.stringMatching(/./) },
  });
  expect(result.findingsByRule[0]).toEqual({
    rule: 'so.type',
    field: 'so',
    criterion: 'sach',
    severity: 'error',
    errorGroup: 'bad-format',
    rows: 1,
  });
  expect((await check({ fields: [key] }, 'ma\nA\n')).exitCode).toBe(0);
});

test('[check.conservation] what is received is accepted, rejected or duplicate; totals are not received', async () => {
  const { result } = await check(
    { fields: [key, whole('so')] },
    'BÁO CÁO\nma,so\nA,1\nA,1\nA,2\nB,x\nC,3\nTổng cộng,7\n',
  );
  const { received, accepted, rejected, duplicate } = result;
  expect({ received, accepted, rejected, duplicate }).toEqual({ received: 5, accepted: 2, rejected: 2, duplicate: 1 });
});

test('[check.rule-names] [check.error-groups] rules are called by field and kind, keys by their fields', async () => {
  const fields = [
    { name: 'a', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1 },
    { name: 'b', logicalType: 'string', primaryKey: true, primaryKeyPosition: 2 },
    text('bb', { required: true, logicalTypeOptions: { maxLength: 2 } }),
    text('mau', { logicalTypeOptions: { pattern: '^[0-9]+$' } }),
    whole('so', { logicalTypeOptions: { minimum: 0 } }),
    text('loai', {
      quality: [{ type: 'library', metric: 'invalidValues', mustBe: 0, arguments: { validValues: ['x', 'y'] } }],
    }),
    text('mot', { unique: true }),
    text('xa', { customProperties: customProperties({ 'daklake.codeList': 'commune' }) }),
    text('sdt', { customProperties: customProperties({ 'daklake.semanticType': 'phone' }) }),
  ];
  const object = {
    quality: [{ type: 'custom', engine: 'cel', name: 'hop-ly', implementation: 'so < 100 || mot != "m"' }],
  };
  const { result } = await check(
    { fields, object },
    'a,b,bb,mau,so,loai,mot,xa,sdt\n1,1,ab,1,5,x,u,24133,0912345678\n1,1,,1,5,x,v,24133,0912345678\n2,1,abc,q,-1,z,u,99999,12\n3,1,ab,1,200,x,m,24133,0912345678,thừa\n4,1,ab,1,y,x,n,24133,0912345678\n',
  );
  expect(Object.fromEntries(result.findingsByRule.map(({ rule, errorGroup }) => [rule, errorGroup]))).toEqual({
    'a+b.key': 'duplicate',
    'bb.required': 'missing-required',
    'bb.length': 'bad-format',
    'mau.pattern': 'bad-format',
    'so.range': 'out-of-domain',
    'so.type': 'bad-format',
    'loai.enum': 'out-of-domain',
    'mot.unique': 'duplicate',
    'xa.code-list': 'out-of-domain',
    'sdt.semantic': 'bad-format',
    'hop-ly.cel': 'cross-field',
    'row.shape': 'bad-format',
  });
  expect(result.findingsByRule.find(({ rule }) => rule === 'a+b.key')).toMatchObject({
    field: null,
    fields: ['a', 'b'],
  });
  expect(result.findingsByRule.find(({ rule }) => rule === 'hop-ly.cel')).toMatchObject({
    field: null,
    fields: ['so', 'mot'],
  });
});

test('[check.row-shape] a short row has nulls and a warning, a longer one with something in it is an error', async () => {
  const { result } = await check({ fields: [key, text('b'), text('c')] }, 'ma,b,c\nA,1,2\nB,1\nC,1,2,\nD,1,2,x\n');
  expect(result).toMatchObject({ received: 4, accepted: 3, rejected: 1 });
  expect(result.findings.map(({ row, severity, rule }) => [row, severity, rule])).toEqual([
    [3, 'warn', 'row.shape'],
    [5, 'error', 'row.shape'],
  ]);
});

test('[check.one-finding] [check.missing] a missing cell breaks required alone, a wrong type type alone', async () => {
  const limited = {
    required: true,
    logicalTypeOptions: { minimum: 5, maximum: 9 },
  };
  const coded = { required: true, logicalTypeOptions: { minLength: 3, pattern: '^[A-Z]+$' } };
  const { result } = await check(
    { fields: [key, whole('so', limited), text('m', coded)] },
    'ma,so,m\nA,,ABC\nB,x,ABC\nC,1,a\nD,6,""\n,6,ABC\n',
  );
  const found = Map.groupBy(result.findings, ({ row }) => row);
  const of = (row: number) => found.get(row)?.map(({ rule }) => rule);
  expect(of(2)).toEqual(['so.required']);
  expect(of(3)).toEqual(['so.type']);
  expect(of(4)?.toSorted()).toEqual(['m.length', 'm.pattern', 'so.range']);
  expect(of(5)).toEqual(['m.required']);
  expect(of(6)).toEqual(['ma.required']);
});

test('[check.not-applicable] a rule that cannot be put counts nowhere, in the score neither', async () => {
  const { result } = await check(
    { fields: [key, whole('so', { logicalTypeOptions: { minimum: 0 } })] },
    'ma,so\nA,1\nB,\nC,x\n',
  );
  // type: A and C; range: A alone; required of the key: three; key: three.
  const { passed, applicable } = assessed(result, 'sach');
  expect(applicable - passed).toBe(1);
  expect(rules(result)).toEqual({ 'so.type': 1 });
});

test('[check.severity] errors reject, warnings do not', async () => {
  const object = {
    quality: ['error', 'warning', 'warn', 'info'].map((severity) => ({
      type: 'custom',
      engine: 'cel',
      name: `so-${severity}`,
      severity,
      implementation: `so != ${['error', 'warning', 'warn', 'info'].indexOf(severity)}`,
    })),
  };
  const { result } = await check({ fields: [key, whole('so')], object }, 'ma,so\nA,0\nB,1\nC,2\nD,3\n');
  expect(result).toMatchObject({ accepted: 3, rejected: 1 });
  expect(result.findings.map(({ severity }) => severity)).toEqual(['error', 'warn', 'warn', 'info']);
});

test('[check.mended] [check.codes] what is certain is mended, a sign inside a code only suggested', async () => {
  const fields = [
    key,
    text('ten'),
    { name: 'ngay', logicalType: 'date' },
    whole('so'),
    text('xa', { customProperties: customProperties({ 'daklake.codeList': 'commune' }) }),
  ];
  const { result } = await check(
    { fields },
    `ma,ten,ngay,so,xa\nA, ${'Buôn Hồ'.normalize('NFD')} ,05/03/2026,1.234,24133\nB,NguyÔn V¨n B×nh,2026-03-05,5,24133\nC,x,5-3-2026,6,24.133\n`,
  );
  expect(result.findings.filter(({ severity }) => severity !== 'info')).toEqual([
    expect.objectContaining({ row: 4, rule: 'xa.code-list', severity: 'error', value: '24.133', suggestion: '24133' }),
  ]);
  expect(result).toMatchObject({ accepted: 2, rejected: 1 });
  expect(result.mended.length).toBeGreaterThan(0);
});

test('[check.duplicates] [check.no-key] equal key and content is a duplicate, other content is rejected', async () => {
  const content = 'ma,so\nA,1.000\nA,1000\nA,2\nB,1\n';
  const { result } = await check({ fields: [key, whole('so')] }, content);
  expect(result).toMatchObject({ accepted: 2, rejected: 1, duplicate: 1 });
  // The duplicate fails the key's rule in the score and is not counted among the findings.
  expect(rules(result)).toEqual({ 'ma.key': 1 });
  const { passed, applicable } = assessed(result, 'sach');
  expect(applicable - passed).toBe(2);
  expect(result.findings.filter(({ row, severity }) => row === 3 && severity !== 'info')).toEqual([]);
  const { result: keyless } = await check({ fields: [text('ma'), whole('so')] }, content);
  expect(keyless).toMatchObject({ accepted: 4, duplicate: 0 });
});

test('[check.score] [check.not-assessed] the mean of what is assessed, unrounded; the rest is null', async () => {
  const { result } = await check({ fields: [key, text('b', { required: true })] }, 'ma,b\nA,1\nB,\nC,1\n');
  const { du, song, dung, thongNhat, overall, band } = result.score;
  expect(du).toEqual({ passed: 5, applicable: 6, percent: (5 / 6) * 100 });
  expect([song, dung, thongNhat]).toEqual([null, null, null]);
  expect(overall).toBeCloseTo((assessed(result, 'du').percent + assessed(result, 'sach').percent) / 2, 10);
  expect(band).toBe('xanh');
});

test('[check.not-checked] references, keys against the dataset and unknown quality are named, not judged', async () => {
  const fields = [key, text('xa', { relationships: [{ type: 'foreignKey', to: 'schema/xa/properties/ma' }] })];
  const object = { quality: [{ type: 'text', name: 'con-nguoi', description: 'Hỏi người phụ trách.' }] };
  const { result } = await check({ fields, object, facts: { 'daklake.loadMode': 'append' } }, 'ma,xa\nA,1\n');
  expect(result.notChecked).toEqual(expect.arrayContaining(['xa.reference', 'ma.key-against-dataset', 'con-nguoi']));
  expect(result).toMatchObject({ accepted: 1, rejected: 0 });
});

test('[cli.check.max-findings] findings stop where asked, counts by rule do not', async () => {
  const rows = `ma,so\n${Array.from({ length: 1200 }, (_, index) => `A${index},x\n`).join('')}`;
  const { result } = await check({ fields: [key, whole('so')] }, rows);
  expect([result.findings.length, rules(result)]).toEqual([1000, { 'so.type': 1200 }]);
  const { result: few } = await check({ fields: [key, whole('so')] }, rows, '--max-findings', '7');
  expect([few.findings.length, rules(few)]).toEqual([7, { 'so.type': 1200 }]);
});

test('[cli.check.rejects] [http.rejects] the ledger has a line per rejected or duplicate row', async () => {
  const out = join(folder.path, 'loai.csv');
  await check({ fields: [key, whole('so')] }, 'Mã,Khác,Số\nA,k,1\nA,k,1\nB,k,x\n', '--rejects', out);
  expect(await readFile(out, 'utf8')).toBe(
    '\uFEFF_table,_row,_kind,_reasons,Mã,Khác,Số\n,3,duplicate,ma.key,A,k,1\n,4,rejected,so.type,B,k,x\n',
  );
});
