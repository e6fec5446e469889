import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CheckResult } from '#api/quality.ts';
import type { Language } from '#api/localized.ts';
import { verb } from './check.ts';
import { runVerb } from './run-verb.ts';

const folder = mkdtempSync(join(tmpdir(), 'daklake-check-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const place = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const contract = place(
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
      - { name: ma, logicalType: string, primaryKey: true, primaryKeyPosition: 1, required: true }
      - { name: so, logicalType: integer }
`,
);

async function run(given: readonly string[], language: Language = 'en') {
  const printed: string[] = [];
  const notices: string[] = [];
  const exitCode = await runVerb(verb, given, language, {
    environment: {},
    print: async (text) => void printed.push(text),
    notice: (line) => notices.push(line),
    progress: () => ({ report: () => undefined, end: () => undefined }),
    untilEnd: () => expect.fail('nothing waits'),
  });
  return { exitCode, printed: printed.join(''), notices: notices.join('\n') };
}

test('a file without a fault ends with 0, one with a rejected row with 1', async () => {
  const good = await run([place('tot.csv', 'ma,so\nA,1.000\n'), '--contract', contract]);
  expect(good).toMatchObject({ exitCode: 0, notices: '' });
  expect(good.printed).toContain('Received 1 = 1 accepted + 0 rejected + 0 duplicate');

  const bad = await run([place('loi.csv', 'Mã,Số,Khác\nA,1,a\nA,1,b\nB,x,c\n'), '--contract', contract], 'vi');
  expect(bad.exitCode).toBe(1);
  expect(bad.printed).toContain('Đã nhận 3 = 1 hợp lệ + 1 bị từ chối + 1 trùng lặp');
  expect(bad.printed).toContain('Dòng 4, cột «so»: «x» không phải là số.');
  expect(bad.notices).toContain('Cột «Khác» không có trong quy định cấu trúc dữ liệu');
});

test('--json prints the result alone, --max-findings cuts its findings, --rejects writes the rows', async () => {
  const file = place('nhieu.csv', 'ma,so\nA,x\nB,y\nC,=1\n');
  const rejects = join(folder, 'tra-lai.csv');
  const { exitCode, printed } = await run([
    file,
    '--contract',
    contract,
    '--json',
    '--max-findings',
    '2',
    '--rejects',
    rejects,
  ]);
  expect(exitCode).toBe(1);
  const result = CheckResult.parse(JSON.parse(printed));
  expect(result).toMatchObject({ received: 3, rejected: 3, findingsByRule: [{ rule: 'so.type', rows: 3 }] });
  expect(result.findings.map(({ row }) => row)).toEqual([2, 3]);
  expect(readFileSync(rejects, 'utf8')).toBe(
    "\uFEFF_table,_row,_kind,_reasons,ma,so\n,2,rejected,so.type,A,x\n,3,rejected,so.type,B,y\n,4,rejected,so.type,C,'=1\n",
  );
});

test('a missing column is the data’s fault, an empty file the input’s, an unknown option the caller’s', async () => {
  const missing = await run([place('thieu.csv', 'so,b\n1,2\n'), '--contract', contract, '--json']);
  expect(missing.exitCode).toBe(1);
  expect(JSON.parse(missing.printed)).toMatchObject({
    error: { code: 'columns-missing', detail: expect.stringContaining('ma') },
  });
  expect(await run([place('rong.csv', ''), '--contract', contract])).toMatchObject({ exitCode: 3 });
  expect(await run([place('dau.csv', 'ma,so\n'), '--contract', contract])).toMatchObject({ exitCode: 3 });
  expect(await run([join(folder, 'khong-co.csv'), '--contract', contract])).toMatchObject({ exitCode: 3 });
  expect(await run([contract])).toMatchObject({ exitCode: 2 });
  expect(await run([contract, '--contract', contract, '--max-findings', '-1'])).toMatchObject({ exitCode: 2 });
});

test('a contract with a rule that cannot be compiled is refused with its line', async () => {
  const broken = place(
    'hong.yaml',
    `${readFileSync(contract, 'utf8')}    quality:
      - type: custom
        engine: cel
        name: sai
        implementation: so + "a" == 1
`,
  );
  const { exitCode, notices } = await run([place('x.csv', 'ma,so\nA,1\n'), '--contract', broken]);
  expect(exitCode).toBe(1);
  expect(notices).toMatch(/hong\.yaml:\d+: .*between int and string/);
});

test('a field is checked as its data element says', async () => {
  const element = 'customProperties: [{ property: daklake.elementRef, value: ndg:ID-001 }]';
  const named = readFileSync(contract, 'utf8').replace('logicalType: integer', element);
  const given = ['--contract', place('tu-dien.yaml', named)];
  const { exitCode, printed } = await run([place('so.csv', 'ma,so\nA,066300000014\nB,12\n'), ...given]);
  expect(exitCode).toBe(1);
  expect(printed).toContain('Received 2 = 1 accepted + 1 rejected');
});

test('--mapping says which column is which field, and must be for a form of the file and fit the contract', async () => {
  const file = place('bieu.csv', 'BÁO CÁO,,\nTT,Ký hiệu,Số lượng\n1,A,5\n2,B,7\n');
  const columns = [
    { heading: 'TT', field: null },
    { heading: 'ky hieu', field: 'ma' },
    { heading: 'Số lượng', field: 'so' },
  ];
  const given = (mapping: unknown) => [
    '--contract',
    contract,
    '--mapping',
    place('ghep.json', JSON.stringify(mapping)),
  ];
  const { exitCode, printed } = await run([file, ...given({ columns }), '--json']);
  expect(exitCode).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ accepted: 2, mapping: { version: null } });
  const value = { columns: columns.slice(0, 2), constants: [{ field: 'so', value: '9' }] };
  const constant = await run([place('b.csv', 'TT,Ký hiệu\n1,A\n'), ...given(value), '--json']);
  expect(JSON.parse(constant.printed)).toMatchObject({
    accepted: 1,
    warnings: expect.arrayContaining([expect.objectContaining({ code: 'mapping-constants' })]),
  });
  const other = await run([place('c.csv', 'ma,so\nA,1\n'), ...given({ columns }), '--json']);
  expect(JSON.parse(other.printed)).toMatchObject({
    accepted: 1,
    mapping: null,
    warnings: [{ code: 'mapping-unused' }],
  });
  for (const wrong of [{ columns: [{ heading: 'x', field: 'y' }] }, { columns: [] }, 'x']) {
    expect((await run([file, ...given(wrong)])).exitCode).toBe(3);
  }
  expect((await run([file, '--contract', contract, '--mapping', join(folder, 'none.json')])).exitCode).toBe(3);
});
