import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ContractProposal } from '#api/proposals.ts';
import { runCli } from '../../test/support/run-cli.ts';
import { zipOf } from '../../test/support/zip.ts';

vi.setConfig({ testTimeout: 30_000 });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'daklake-infer-test-'));
  writeFileSync(
    join(folder, 'Số hộ.csv'),
    'Mã xã;Số hộ;Điện thoại\r\n24133;120;0912345678\r\n22015;80;0912345679\r\n24169;7;0912345670\r\n',
  );
  writeFileSync(join(folder, 'trống.csv'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const leftovers = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('daklake-infer-') && !folder.endsWith(name));

test('[cli.infer] prints a contract that the other verbs take, for the file it was made of', async () => {
  const before = leftovers();
  const file = join(folder, 'Số hộ.csv');
  const { exitCode, printed, notices } = await runCli('infer', file);
  expect(exitCode).toBe(0);
  expect(notices).toContain("accepts 3 of the file's 3 rows");
  const contract = join(folder, 'so-ho.yaml');
  writeFileSync(contract, printed);
  expect(printed).toMatch(/^status: draft$/m);
  expect(printed).toMatch(/daklake.access\n +value: private$/m);
  expect(printed).toMatch(/daklake.owner\n +value: H15$/m);
  expect(printed).toMatch(/ +vi: Mã xã$/m);
  expect((await runCli('contract', 'check', contract)).exitCode).toBe(0);
  expect((await runCli('check', file, '--contract', contract, '--json')).json()).toMatchObject({
    received: 3,
    accepted: 3,
  });
  expect(leftovers()).toEqual(before);
});

test('with --json one document says everything of the proposal', async () => {
  const { printed } = await runCli('infer', join(folder, 'Số hộ.csv'), '--json', '--owner', 'H15.05');
  const proposal = ContractProposal.parse(JSON.parse(printed));
  expect(proposal.contract).toContain('value: H15.05');
  expect(proposal.columns.map(({ name, type, codeList, personal }) => [name, type, codeList, personal])).toEqual([
    ['ma_xa', 'string', 'commune', 'none'],
    ['so_ho', 'integer', null, 'none'],
    ['dien_thoai', 'string', null, 'basic'],
  ]);
});

test('of an archive the largest table is taken, the others are named, and --sheet chooses', async () => {
  const archive = join(folder, 'nhiều bảng.zip');
  writeFileSync(
    archive,
    await zipOf([
      ['nho.csv', 'a,b\n1,2\n'],
      ['lon.csv', 'c,d\n1,2\n3,4\n5,6\n'],
    ]),
  );
  const largest = await runCli('infer', archive, '--json');
  expect(largest.json()).toMatchObject({
    table: { sheet: 'lon.csv' },
    otherTables: [{ sheet: 'nho.csv', rowCount: 1 }],
  });
  expect(largest.notices).toContain('«nho.csv» (1)');
  expect((await runCli('infer', archive, '--sheet', 'nho.csv', '--json')).json()).toMatchObject({
    table: { sheet: 'nho.csv' },
  });
});

test('what cannot be read ends with 3, wrong usage with 2', async () => {
  const empty = await runCli('infer', join(folder, 'trống.csv'), '--json');
  expect([empty.exitCode, empty.json()]).toEqual([3, { error: expect.objectContaining({ code: 'file-empty' }) }]);
  expect((await runCli('infer', join(folder, 'không có.csv'))).exitCode).toBe(3);
  expect((await runCli('infer', join(folder, 'Số hộ.csv'), '--sheet', 'x')).exitCode).toBe(3);
  expect((await runCli('infer', join(folder, 'Số hộ.csv'), '--owner', 'sở y tế')).exitCode).toBe(2);
  expect((await runCli('infer')).exitCode).toBe(2);
});

test('--all writes a contract for each table, which takes that table, and overwrites nothing', async () => {
  const dump = join(folder, 'kho.sql');
  writeFileSync(
    dump,
    [
      '-- MySQL dump 10.13',
      'CREATE TABLE `xa` (`ma` varchar(5), `ten` text) ENGINE=InnoDB;',
      "INSERT INTO `xa` VALUES ('24133','Buôn Ma Thuột'),('22015','Tuy Hòa'),('24169','Ea Kao');",
      'CREATE TABLE `ho` (`so_ho` varchar(8), `ma_xa` varchar(5)) ENGINE=InnoDB;',
      "INSERT INTO `ho` VALUES ('H1','24133'),('H2','24133'),('H3','22015');",
      'CREATE TABLE `trong` (`a` int) ENGINE=InnoDB;',
      '-- Dump completed',
    ].join('\n'),
  );
  const contracts = join(folder, 'quy-dinh');
  const { exitCode, printed } = await runCli('infer', dump, '--all', '-o', contracts);
  expect(exitCode).toBe(0);
  expect(readdirSync(contracts)).toEqual(['kho-ho.yaml', 'kho-xa.yaml']);
  expect(printed.split('\n').map((line) => line.includes('kho-xa.yaml'))).toEqual([true, false, false]);
  expect(readFileSync(join(contracts, 'kho-ho.yaml'), 'utf8')).toContain('to: schema/kho-xa/properties/ma\n');
  for (const table of ['xa', 'ho']) {
    const checked = await runCli(
      'check',
      dump,
      '--sheet',
      table,
      '--contract',
      join(contracts, `kho-${table}.yaml`),
      '--json',
    );
    expect(checked.json()).toMatchObject({ received: 3, accepted: 3 });
  }
  expect(await runCli('infer', dump, '--all', '-o', contracts)).toMatchObject({ exitCode: 2 });
  expect(await runCli('infer', dump, '--all')).toMatchObject({ exitCode: 2 });
});
