import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { datasetSchemaOf, parseContract } from '#modules/catalog/index.ts';
import { storedRowsOf } from '#modules/warehouse/index.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { checkFile } from './check-file.ts';
import { compareAccepted } from './compare-accepted.ts';
import { prepareFile } from './prepare-file.ts';
import type { CheckRequest, PrepareRequest } from './worker-protocol.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compare-accepted-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const onProgress = () => undefined;
const contract = parsed();

/** Rows enough for the sieve; every thousandth has a fee that the check mends, the first one that it cannot. */
function csv(first: number, last: number, fee: string): string {
  const lines = Array.from({ length: last - first + 1 }, (_, row) => {
    const written = row === 0 ? 'miễn' : row % 1000 === 0 ? `${fee}.000` : `${fee}000`;
    return `${String(last - row).padStart(240, '0')},${written}`;
  });
  return `ma,le_phi\n${lines.join('\n')}\n`;
}

test('a large file that takes the place of another is compared with it while it is checked', async () => {
  const first = await check(csv(1, 18_000, '15'), null);
  expect(first.answer.compared).toBeNull();
  const { prepared } = await prepareFile(requestOf(first.accepted, null), onProgress);
  if (prepared === null) throw new Error('nothing was prepared');
  const files = prepared.files.map((file) => ({ ...file, path: `snapshot-0/${file.path}` }));
  const current = storedRowsOf({ schema: prepared.schema, files }, folder);
  const second = await check(csv(4, 18_500, '16'), current);
  expect(second.answer.compared).toEqual([{ added: 500, changed: 17_996, removed: 3 }]);
  const asked = requestOf(second.accepted, current);
  const plain = await prepareFile(asked, onProgress);
  const compared = second.answer.compared ?? undefined;
  expect(await prepareFile({ ...asked, compared, output: `${asked.output}-compared` }, onProgress)).toEqual(plain);
});

test('rows that stand are held beside a check only where they leave it its memory', () => {
  const part = { path: 'a', rows: 1_000_000, minKey: null, maxKey: null, bytes: 1, sha256: '' };
  const schema = { columns: [], key: [], partitionBy: [] };
  const current = { schema, columns: [], parts: [part], files: ['/a'] };
  const of = (memoryLimit: string) =>
    compareAccepted({ current, schema: datasetSchemaOf(contract), mode: 'replace', memoryLimit }, () =>
      Promise.reject(new Error('nobody asked')),
    );
  expect(of('160MB')).toBeUndefined();
  expect(of('1328MB')).toBeDefined();
});

let checked = 0;
async function check(text: string, current: CheckRequest['current']) {
  const name = `load-${(checked += 1)}`;
  const outcome = join(folder, name);
  await mkdir(outcome, { recursive: true });
  const file = join(folder, `${name}.csv`);
  await writeFile(file, text);
  const request: CheckRequest = {
    step: 'check',
    file,
    fileName: 'phi.csv',
    contract,
    packs: resolve('packs'),
    mode: 'replace',
    receivedOn: '2026-11-22',
    current,
    schema: datasetSchemaOf(contract),
    onTime: null,
    staging: join(folder, `${name}-staging`),
    outcome,
    memoryLimit: '512MB',
  };
  const answer = await checkFile(request, defaultReadLimits, { onProgress });
  return { answer, accepted: join(outcome, 'accepted.parquet') };
}

let prepared = 0;
function requestOf(accepted: string, current: PrepareRequest['current']): PrepareRequest {
  const output = join(folder, `snapshot-${prepared}`);
  prepared += 1;
  const of = { step: 'prepare', accepted: [accepted], acceptedRows: 1, current, mode: 'replace' } as const;
  return { ...of, schema: datasetSchemaOf(contract), staging: join(folder, 'staging'), output, memoryLimit: '512MB' };
}

function parsed() {
  const found = parseContract(`apiVersion: v3.1.0
kind: DataContract
id: phi
version: 1.0.0
status: active
customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: shared }
schema:
  - name: phi
    properties:
      - { name: ma, logicalType: string, primaryKey: true, primaryKeyPosition: 1, required: true }
      - { name: le_phi, logicalType: integer }
`);
  if (!found.ok) throw new Error(JSON.stringify(found));
  return found.contract;
}
