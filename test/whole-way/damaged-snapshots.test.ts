import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCliWith } from '../support/run-cli.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { makeContract } from '../support/make-contract.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let made = 0;
let dataset: string;
let first: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  await put('nguyen-ven');
  await platform.load('nguyen-ven', file('x'), { headers: steward });
});
afterAll(() => platform.close());
beforeEach(async () => {
  made += 1;
  dataset = `hu-hong-${made}`;
  await put(dataset);
  first = (await platform.load(dataset, file('a'), { headers: steward })).snapshot ?? '';
  await platform.load(dataset, file('b'), { headers: steward });
});

async function put(id: string): Promise<void> {
  const fields = [
    { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
    { name: 'so', logicalType: 'integer' },
  ];
  const body = makeContract({ id, fields });
  const headers = { ...steward, 'content-type': 'application/json' };
  const response = await platform.call(`/api/v1/datasets/${id}/contract`, { method: 'PUT', headers, body });
  if (!response.ok) throw new Error(await response.text());
}

const file = (mark: string) =>
  ['ma,so', ...Array.from({ length: 3000 }, (_, row) => `${mark}${row},${row}`)].join('\n');

async function damage(change: (content: Buffer) => Buffer | undefined): Promise<void> {
  const { items } = (await (await call('snapshots')).json()) as { readonly items: readonly { readonly id: string }[] };
  const folder = join(platform.dataFolder, 'snapshots', dataset, items[0]?.id ?? '');
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const changed = change(await readFile(path));
    await chmod(path, 0o600);
    if (changed === undefined) await rm(path);
    else await writeFile(path, changed);
  }
}

const call = (path: string, init: RequestInit = {}) =>
  platform.call(`/api/v1/datasets/${dataset}/${path}`, { ...init, headers: { ...steward, ...init.headers } });

const damages: readonly (readonly [string, (content: Buffer) => Buffer | undefined])[] = [
  ['removed', () => undefined],
  ['overwritten in its midst', (content) => Buffer.from(content).fill(7, content.length >> 2, content.length >> 1)],
];

test.for(damages)(
  'a file of the current snapshot that was %s: said, named, the rest served, and mended by going back',
  async ([, change]) => {
    await damage(change);
    for (const path of ['records?limit=5', 'download.csv', 'download.parquet']) {
      const answer = await call(path);
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        path,
        503,
        'snapshot-unreadable',
      ]);
    }
    const page = await platform.call(`/datasets/${dataset}?lang=vi`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Không đọc được số liệu của phiên bản này');
    expect((await call(`records?limit=1&asOf=${first}`)).status).toBe(200);
    expect((await platform.call('/api/v1/datasets/nguyen-ven/records?limit=1')).status).toBe(200);

    const { problems } = (await runCliWith(platform.environment, 'verify', '--json')).json() as {
      readonly problems: readonly { readonly dataset: string; readonly file: string | null }[];
    };
    expect(problems.filter((problem) => problem.dataset === dataset)).toMatchObject([
      { file: expect.stringContaining(dataset) },
    ]);

    const delivery = await platform.load(dataset, file('c'), { headers: steward });
    expect(delivery).toMatchObject({ state: 'failed', error: { code: 'snapshot-unreadable' } });
    const back = await call('rollback', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ snapshot: first }),
    });
    expect(back.status).toBe(200);
    expect(await (await call('records?limit=1&select=ma')).json()).toEqual([{ ma: 'a0' }]);
    const next = await platform.load(dataset, file('d'), { headers: steward });
    expect(next).toMatchObject({ state: 'published' });
    expect(platform.errors.filter((line) => !line.includes('load failed'))).toEqual([]);
  },
);
