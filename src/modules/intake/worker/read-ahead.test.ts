import { appendFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { datasetSchemaOf, parseContract } from '#modules/catalog/index.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { checkFile } from './check-file.ts';
import { readAhead, type Ahead } from './read-ahead.ts';
import type { CheckRequest } from './worker-protocol.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-ahead-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const packs = resolve('packs');
const onProgress = () => undefined;

test('a file that was begun with while it arrived is checked as one that lay there', async () => {
  const contract = await dossiers();
  const file = join(folder, 'source');
  const begun = { step: 'ahead', file, bytes: 6e6, contract, packs, receivedOn: '2026-11-22' } as const;
  const ahead = readAhead({ ...begun, folder: join(folder, 'ahead') }, defaultReadLimits);
  const text = Buffer.from(csv());
  for (let at = 0; at < text.length; at += 1_000_003) await appendFile(file, text.subarray(at, at + 1_000_003));
  const scan = ahead.scanFor(requestOf(file, contract, 'asked'));
  expect(scan).toBeDefined();
  let taken = 0;
  const counted: Ahead = {
    ...ahead,
    scanFor: (request) => {
      const scan = ahead.scanFor(request);
      if (scan === undefined) return undefined;
      const take = async (asked: Parameters<typeof scan.take>[0]) => {
        const found = await scan.take(asked);
        if (found !== undefined) taken += 1;
        return found;
      };
      return { ...scan, take };
    },
  };
  const own = await outcomeOf(requestOf(file, contract, 'own'), counted);
  expect(taken).toBe(1);
  await ahead.end();
  expect(existsSync(ahead.folder)).toBe(false);
  expect(own).toEqual(await outcomeOf(requestOf(file, contract, 'plain')));
  expect(own.result).toMatchObject({ received: 44_000, rejected: 1 });
});

test('what is begun under another contract, or for another day, is of no use', async () => {
  const contract = await dossiers();
  const file = join(folder, 'never');
  const begun = { step: 'ahead', file, bytes: 6e6, contract, packs, receivedOn: '2026-11-22' } as const;
  const ahead = readAhead({ ...begun, folder: join(folder, 'other') }, defaultReadLimits);
  const request = requestOf(file, contract, 'none');
  expect(ahead.scanFor({ ...request, receivedOn: '2026-11-23' })).toBeUndefined();
  expect(ahead.scanFor({ ...request, contract: { ...contract, rules: [] } })).toBeUndefined();
  expect(ahead.scanFor({ ...request, file: `${file}-2` })).toBeUndefined();
  await ahead.end();
  expect(existsSync(ahead.folder)).toBe(false);
});

async function dossiers() {
  const parsed = parseContract(await readFile(join(packs, 'dossiers/contracts/dossiers.odcs.yaml'), 'utf8'));
  if (!parsed.ok) throw new Error('the contract of the packs is wrong');
  return parsed.contract;
}

/** One row has a fee that is no number. */
function csv(): string {
  const heading =
    'Mã hồ sơ,Mã thủ tục,Mã xã,Số định danh,Họ và tên,Số điện thoại,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Trạng thái,Hình thức nộp,Lệ phí';
  const rows = Array.from({ length: 44_000 }, (_, row) => {
    const fee = row === 30_000 ? 'miễn' : '15000';
    const serial = String(44_000 - row).padStart(5, '0');
    return `H15.152-250701-${serial},1.002588,24241,066056139973,Nguyễn Quốc Tùng,0934781560,2025-07-01,2025-07-02,2025-07-02,Đã trả kết quả,Trực tuyến,${fee}`;
  });
  return `${heading}\n${rows.join('\n')}\n`;
}

function requestOf(file: string, contract: CheckRequest['contract'], name: string): CheckRequest {
  return {
    step: 'check',
    file,
    fileName: 'dossiers.csv',
    contract,
    packs,
    mode: 'replace',
    receivedOn: '2026-11-22',
    current: null,
    schema: datasetSchemaOf(contract),
    onTime: null,
    staging: join(folder, `${name}-staging`),
    outcome: join(folder, name),
    memoryLimit: '512MB',
  };
}

async function outcomeOf(request: CheckRequest, ahead?: Ahead) {
  await mkdir(request.outcome, { recursive: true });
  const { result, partitions, standing } = await checkFile(request, defaultReadLimits, { onProgress, ahead });
  const accepted = await readFile(join(request.outcome, 'accepted.parquet'));
  return { result: { ...result, seconds: 0 }, partitions, standing, accepted: accepted.toString('base64') };
}
