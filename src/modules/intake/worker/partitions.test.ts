import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseContract } from '#modules/catalog/index.ts';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { readPartitions } from './partitions.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partitions-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('partitions are read without an engine only of as much text as memory easily holds', async () => {
  const parsed = parseContract(
    makeContract({
      id: 'phan',
      fields: [{ name: 'xa', logicalType: 'string' }],
      facts: { 'daklake.loadMode': 'append' },
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const path = join(folder, 'rows.csv');
  const storage = {
    path,
    delimiter: ',',
    quote: '',
    escape: '',
    newline: '\n',
    skipLines: 1,
    positioned: false,
  } as const;
  const partitionsOf = async (rowCount: number) => {
    await writeFile(path, `xa\n${'24133\n'.repeat(rowCount - 1)}24154\n`);
    return readPartitions({ storage, columns: ['xa'], rowCount }, parsed.contract, ['xa']);
  };
  expect(await partitionsOf(3)).toEqual(['{"xa":"24133"}', '{"xa":"24154"}']);
  expect(await partitionsOf(700_000)).toBeUndefined();
});
