import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileReport } from '#api/file-reports.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
beforeAll(async () => {
  platform = await startTestPlatform({ settings: { DAKLAKE_MAX_UPLOAD: '3000000' } });
  steward = await platform.as('steward', { agency: 'H15.05' });
  await platform.call('/api/v1/datasets/thu-nghiem/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: await readText('test/whole-way/communes.odcs.yaml'),
  });
});
afterAll(() => platform.close());

const heading = 'Mã,Họ và tên,Mã xã';

function formOf(files: readonly (readonly [name: string, content: string])[]): FormData {
  const form = new FormData();
  for (const [name, content] of files) form.append('file', new Blob([content]), name);
  return form;
}

async function drop(files: readonly (readonly [string, string])[]): Promise<string> {
  const answer = await platform.call('/api/v1/datasets/thu-nghiem/loads?drop=true', {
    method: 'POST',
    headers: steward,
    body: formOf(files),
  });
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { readonly id: string };
  return id;
}

async function reportsOf(load: string, query = ''): Promise<readonly FileReport[]> {
  const answer = await platform.call(`/api/v1/loads/${load}/files?limit=1000${query}`, { headers: steward });
  const { items } = (await answer.json()) as { readonly items: readonly FileReport[] };
  return items;
}

test('the same files again change nothing, and a form without a file is refused', async () => {
  const files = [
    ['a.csv', `${heading}\nA1,Nguyễn Văn An,24133\n`],
    ['b.csv', `${heading}\nB1,Trần Thị Bé,24133\n`],
  ] as const;
  const first = await platform.follow(await drop(files), steward);
  const again = await platform.follow(await drop(files), steward);
  expect([again.file, again.unchanged]).toEqual([first.file, true]);
  const empty = await platform.call('/api/v1/datasets/thu-nghiem/loads?drop=true', {
    method: 'POST',
    headers: steward,
    body: formOf([]),
  });
  expect([empty.status, await empty.json()]).toMatchObject([400, { code: 'file-missing' }]);
});

test('[http.drop] many files are one load, the good ones published together, with a report on each', async () => {
  const good = Array.from(
    { length: 40 },
    (_, index) =>
      [`xa/${index}.csv`, `${heading}\nA${index},Nguyễn Văn An,24133\nB${index},Trần Thị Bé,24133\n`] as const,
  );
  const load = await drop([
    ...good,
    ['xa/co loi.csv', `${heading}\nC1,,24133\nC2,Y Moan,24133\n`],
    ['xa/cot khac.csv', 'Tên đường,Chiều dài\nLê Duẩn,5\n'],
    ['xa/trong.csv', ''],
    ['xa/anh.csv', '\u0089PNG\r\n'],
    ['../../etc/0.csv', `${heading}\nD1,Lê Văn Dũng,24133\n`],
  ]);
  const ended = await platform.follow(load, steward);
  expect(ended).toMatchObject({
    state: 'published',
    result: { received: 83, accepted: 82, rejected: 1, files: { clean: 41, faulty: 1 } },
  });
  const reports = await reportsOf(load);
  expect(reports).toHaveLength(45);
  const [first] = reports;
  expect(first?.problem).not.toBeNull();
  const byName = new Map(reports.map((report) => [report.file, report]));
  expect(byName.get('xa/co loi.csv')).toMatchObject({ received: 2, accepted: 1, rejected: 1, problem: null });
  expect(byName.get('xa/cot khac.csv')).toMatchObject({ received: 0, problem: { code: 'columns-missing' } });
  expect(byName.get('xa/trong.csv')).toMatchObject({ format: null, problem: { code: 'file-empty' } });
  expect(byName.get('etc/0.csv')).toMatchObject({ received: 1, accepted: 1 });
  expect(await reportsOf(load, '&state=faulty')).toMatchObject([{ file: 'xa/co loi.csv' }]);
});

test('two files of one name are two', async () => {
  const load = await drop([
    ['a.csv', `${heading}\nA1,Nguyễn Văn An,24133\n`],
    ['a.csv', `${heading}\nB1,Trần Thị Bé,24133\n`],
  ]);
  await platform.follow(load, steward);
  expect((await reportsOf(load)).map(({ file }) => file)).toEqual(['a.csv', 'a (2).csv']);
});

test('more than may be sent is refused, and the server stays', async () => {
  const many = Array.from({ length: 12 }, (_, index) => [`${index}.csv`, `${heading}\nA${index},An,24133\n`] as const);
  const form = formOf([...many, ['lớn.csv', 'x'.repeat(4_000_000)]]);
  const answer = await platform.call('/api/v1/datasets/thu-nghiem/loads?drop=true', {
    method: 'POST',
    headers: steward,
    body: form,
  });
  expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'too-large' }]);
  expect((await platform.call('/api/v1/datasets')).status).toBe(200);
});

test('a drop of which no file could be taken in fails, and says of each why', async () => {
  const load = await drop([
    ['trống.csv', ''],
    ['ảnh.csv', '\u0089PNG\r\n'],
  ]);
  expect(await platform.follow(load, steward)).toMatchObject({ state: 'failed' });
  expect(await reportsOf(load)).toMatchObject([
    { file: 'trống.csv', problem: { code: 'file-empty' } },
    { file: 'ảnh.csv', problem: {} },
  ]);
  const unlike = await drop([
    ['a.csv', 'Tên đường,Chiều dài\nLê Duẩn,5\n'],
    ['b.csv', 'Sông,Dài\nBa,388\n'],
  ]);
  expect(await platform.follow(unlike, steward)).toMatchObject({ state: 'failed' });
  expect((await reportsOf(unlike)).map(({ problem }) => problem?.code)).toEqual(['columns-missing', 'columns-missing']);
});
