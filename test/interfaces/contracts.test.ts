import { afterAll, beforeAll, expect, test } from 'vitest';
import { CheckResult } from '../../src/api/quality.ts';
import { customProperties, makeContract, type MadeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { createTestFolder, runCli } from '../support/run-cli.ts';

let folder: Awaited<ReturnType<typeof createTestFolder>>;
let platform: TestPlatform;
let steward: Record<string, string>;
let number = 0;

beforeAll(async () => {
  folder = await createTestFolder();
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
});
afterAll(async () => {
  await platform.close();
  await folder.remove();
});

const key = { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1 };

async function judge(text: string): Promise<{ readonly exitCode: number; readonly printed: string }> {
  return runCli('contract', 'check', await folder.place(`k${(number += 1)}.yaml`, text), '--json');
}

async function check(contract: MadeContract, content: string): Promise<CheckResult> {
  const path = await folder.place(`c${(number += 1)}.json`, makeContract(contract));
  const outcome = await runCli('check', await folder.place('a.csv', content), '--contract', path, '--json');
  return CheckResult.parse(outcome.json());
}

async function put(contract: MadeContract): Promise<Response> {
  return platform.call(`/api/v1/datasets/${contract.id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract(contract),
  });
}

function brokenRules(result: CheckResult): readonly string[] {
  return result.findings.filter(({ severity }) => severity === 'error').map(({ row, rule }) => `${row} ${rule}`);
}

test('[contract.odcs] [cli.contract-check] ODCS 3.1 and 3.0, as JSON or YAML', async () => {
  expect((await judge(makeContract({ fields: [key] }))).exitCode).toBe(0);
  expect((await judge(makeContract({ fields: [key], document: { apiVersion: 'v3.0.2' } }))).exitCode).toBe(0);
  const yaml = `apiVersion: v3.1.0\nkind: DataContract\nid: thu\nversion: 1.0.0\nstatus: draft\ncustomProperties:\n  - {property: daklake.owner, value: H15.05}\n  - {property: daklake.access, value: open}\nschema:\n  - name: thu\n    properties:\n      - {name: ma, logicalType: string}\n`;
  expect((await judge(yaml)).exitCode).toBe(0);
  expect((await judge('kind: DataContract')).exitCode).toBe(1);
});

test('[contract.dataset] one object, owner, access, plain field names, the id of its path', async () => {
  for (const contract of [
    makeContract({ fields: [{ name: 'Mã', logicalType: 'string' }] }),
    makeContract({ fields: [{ name: 'select', logicalType: 'string' }] }),
    makeContract({
      fields: [
        { name: 'as_of', logicalType: 'string' },
        { name: 'as', logicalType: 'string' },
      ],
    }),
    makeContract({ fields: [key], facts: { 'daklake.owner': undefined } }),
    makeContract({ fields: [key], facts: { 'daklake.access': 'mở' } }),
    makeContract({ fields: [key], id: 'Tên Có Dấu' }),
  ]) {
    const { exitCode, printed } = await judge(contract);
    expect(exitCode, `${contract}\n${printed}`).toBe(1);
  }
  const other = await platform.call('/api/v1/datasets/khac/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({ fields: [key], id: 'thu' }),
  });
  expect(other.status).toBe(422);
});

test('[contract.defaults] replace, other, and held under four fifths', async () => {
  await put({ id: 'mac-dinh', fields: [key, { name: 'so', logicalType: 'integer' }] });
  const load = await platform.load('mac-dinh', 'ma,so\nA,1\nB,1\nC,1\nD,x\nE,x\n', { headers: steward });
  expect(load).toMatchObject({ state: 'held', mode: 'replace', result: { accepted: 3, received: 5 } });
  const enough = await platform.load('mac-dinh', 'ma,so\nA,1\nB,1\nC,1\nD,1\nE,x\n', { headers: steward });
  expect(enough).toMatchObject({ state: 'published', result: { accepted: 4 } });
});

test('[contract.hold] on the share accepted, on the count over that before, and never with 0', async () => {
  const fields = [key, { name: 'so', logicalType: 'integer' }];
  const rows = (count: number, from = 0) =>
    `ma,so\n${Array.from({ length: count }, (_, index) => `A${from + index},1\n`).join('')}`;
  await put({ id: 'giu', fields, facts: { 'daklake.holdBelow': 0.5 } });
  expect(await platform.load('giu', rows(10), { headers: steward })).toMatchObject({ state: 'published' });
  expect(await platform.load('giu', rows(5), { headers: steward })).toMatchObject({ state: 'published' });
  expect(await platform.load('giu', rows(2), { headers: steward })).toMatchObject({ state: 'held' });
  await put({ id: 'khong-giu', fields, facts: { 'daklake.holdBelow': 0 } });
  expect(await platform.load('khong-giu', rows(10), { headers: steward })).toMatchObject({ state: 'published' });
  expect(await platform.load('khong-giu', 'ma,so\nA,x\nB,1\n', { headers: steward })).toMatchObject({
    state: 'published',
    result: { accepted: 1, rejected: 1 },
  });
});

test('[contract.facts] each fact has its list of values, and another value is named with its line', async () => {
  const facts = {
    'daklake.access': ['open', 'shared', 'private'],
    'daklake.importance': ['core', 'important', 'other'],
    'daklake.dataClass': [
      'original',
      'metadata',
      'master',
      'reference',
      'transaction',
      'aggregate',
      'analytical',
      'open',
    ],
    'daklake.theme': ['nong-nghiep', 'dia-phuong', 'kinh-te-thuong-mai', 'ha-tang'],
    'daklake.loadMode': ['replace', 'upsert', 'append'],
  };
  for (const [fact, values] of Object.entries(facts)) {
    for (const value of values) {
      const basis = value === 'core' || value === 'important' ? { 'daklake.importanceBasis': 'QĐ 1' } : {};
      const judged = await judge(makeContract({ id: 'a', fields: [key], facts: { [fact]: value, ...basis } }));
      expect(judged, `${fact} ${value}`).toMatchObject({ exitCode: 0 });
    }
    const judged = await judge(makeContract({ id: 'a', fields: [key], facts: { [fact]: 'sideways' } }));
    expect(judged.exitCode, fact).toBe(1);
    expect(judged.printed).toContain('"code":"custom-value"');
  }
  const personal = { ...key, customProperties: customProperties({ 'daklake.personal': 'very' }) };
  expect(await judge(makeContract({ id: 'a', fields: [personal] }))).toMatchObject({ exitCode: 1 });
});

test('[contract.freshness] what came lately enough is live, what is promised by nobody is not assessed', async () => {
  const fields = [key, { name: 'so', logicalType: 'integer' }];
  const song = async (id: string) =>
    CheckResult.shape.score.parse(
      (
        (await (await platform.call(`/api/v1/datasets/${id}/quality`, { headers: steward })).json()) as {
          score: unknown;
        }
      ).score,
    ).song;
  await put({ id: 'hang-ngay', fields, document: { slaProperties: [{ property: 'frequency', value: 1, unit: 'd' }] } });
  await platform.load('hang-ngay', 'ma,so\nA,1\n', { headers: steward });
  expect(await song('hang-ngay')).toEqual({ passed: 1, applicable: 1, percent: 100 });
  await put({ id: 'khong-hen', fields });
  await platform.load('khong-hen', 'ma,so\nA,1\n', { headers: steward });
  expect(await song('khong-hen')).toBeNull();
});

test('[contract.synthetic] in lists, in its own answer, and on its page', async () => {
  await put({ id: 'gia-lap', fields: [key], facts: { 'daklake.access': 'open', 'daklake.synthetic': true } });
  const found = await (await platform.call('/api/v1/datasets?q=gia-lap')).json();
  expect(found).toMatchObject({ items: [{ id: 'gia-lap', synthetic: true }] });
  expect(await (await platform.call('/api/v1/datasets/gia-lap')).json()).toMatchObject({ synthetic: true });
  const page = await platform.call('/datasets/gia-lap', { headers: { accept: 'text/html', 'accept-language': 'vi' } });
  expect(await page.text()).toContain('Dữ liệu giả lập');
});

test('[contract.element] [contract.semantic] an element brings type and semantic type, unless narrowed', async () => {
  const element = { name: 'cccd', customProperties: customProperties({ 'daklake.elementRef': 'ndg:ID-001' }) };
  const result = await check({ fields: [key, element] }, 'ma,cccd\nA,066304012345\nB,12\n');
  expect(result.rejected).toBe(1);
  expect(brokenRules(result)[0]).toMatch(/^3 cccd\./);
});

test('[contract.code-list] a code is valid on the day of receipt, or on the day of another field', async () => {
  const ward = (more: object) => ({
    name: 'xa',
    logicalType: 'string',
    customProperties: customProperties({ 'daklake.codeList': 'commune', ...more }),
  });
  const day = { name: 'ngay', logicalType: 'date' };
  // 24118 (phường Tân Lợi) ended with the reform of 2025; 24133 is of today.
  const content = 'ma,xa,ngay\nA,24118,2024-01-01\nB,24133,2026-01-01\n';
  expect(brokenRules(await check({ fields: [key, ward({}), day] }, content))).toEqual(['2 xa.code-list']);
  expect(brokenRules(await check({ fields: [key, ward({ 'daklake.codeListDate': 'ngay' }), day] }, content))).toEqual(
    [],
  );
  expect(
    brokenRules(
      await check({ fields: [key, ward({ 'daklake.codeListDate': '2024-06-01' }), day] }, 'ma,xa,ngay\nA,24118,\n'),
    ),
  ).toEqual([]);
});

test('[contract.headings] by name, physical name, label or alias, whatever case, accents, tone or order', async () => {
  const fields = [
    { ...key, physicalName: 'MA_HO' },
    {
      name: 'ten',
      logicalType: 'string',
      customProperties: customProperties({ 'daklake.labels': { vi: 'Họ và tên chủ hộ', en: 'Head of household' } }),
    },
    {
      name: 'dia_chi',
      logicalType: 'string',
      required: true,
      customProperties: customProperties({ 'daklake.aliases': ['Nơi ở hiện nay', 'Chỗ ở hoà'] }),
    },
  ];
  for (const heading of [
    'ma,ten,dia_chi',
    'HO VA TEN CHU HO,chỗ ở hòa,ma_ho',
    'nơi ở hiện nay,MÃ,head of household',
    'DIA CHI,Mã Hộ,Ten',
  ]) {
    const width = heading.split(',').map((_, index) => `x${index}`);
    const result = await check({ fields }, `${heading}\n${width.join(',')}\n`);
    expect(result, heading).toMatchObject({ accepted: 1, warnings: [] });
  }
});

test('[contract.types] whole numbers are safe ones, unless BIGINT or DECIMAL is declared', async () => {
  const fields = [
    key,
    { name: 'nguyen', logicalType: 'integer' },
    { name: 'lon', logicalType: 'integer', physicalType: 'BIGINT' },
    { name: 'tien', logicalType: 'number', physicalType: 'DECIMAL(20,2)' },
  ];
  const rows = 'A,9007199254740991,9223372036854775807,123456789012345678.12\nB,9007199254740993,1,1\n';
  const result = await check({ fields }, `ma,nguyen,lon,tien\n${rows}`);
  expect(result).toMatchObject({ accepted: 1, rejected: 1 });
  expect(result.findings[0]).toMatchObject({ row: 3, field: 'nguyen' });
});

test('[contract.pattern] searched for unless anchored; what cannot run in linear time is refused', async () => {
  const field = (pattern: string) => ({ name: 'b', logicalType: 'string', logicalTypeOptions: { pattern } });
  expect(brokenRules(await check({ fields: [key, field('[0-9]')] }, 'ma,b\nA,x1y\nB,xy\n'))).toEqual(['3 b.pattern']);
  expect(brokenRules(await check({ fields: [key, field('^[0-9]$')] }, 'ma,b\nA,x1y\nB,1\n'))).toEqual(['2 b.pattern']);
  for (const pattern of ['(?=a)b', '(a)\\1', '(?<!a)b']) {
    const { exitCode, printed } = await judge(makeContract({ fields: [key, field(pattern)] }));
    expect(exitCode, pattern).toBe(1);
    expect(printed).toContain('"mend"');
  }
  const hostile = await check({ fields: [key, field('^(a+)+$')] }, `ma,b\nA,${'a'.repeat(5000)}!\n`);
  expect(brokenRules(hostile)).toEqual(['2 b.pattern']);
});

test('[contract.enumeration] the metric of invalid values with none allowed', async () => {
  const quality = [{ type: 'library', metric: 'invalidValues', mustBe: 0, arguments: { validValues: ['x', 'y'] } }];
  const result = await check({ fields: [key, { name: 'b', logicalType: 'string', quality }] }, 'ma,b\nA,x\nB,z\nC,\n');
  expect(brokenRules(result)).toEqual(['3 b.enum']);
});

test('[contract.reference] a relationship is checked against what stands when a load arrives', async () => {
  await put({ id: 'xa-ref', fields: [key], facts: { 'daklake.holdBelow': 0 } });
  await platform.load('xa-ref', 'ma\nX1\nX2\n', { headers: steward });
  const refers = {
    name: 'xa',
    logicalType: 'string',
    relationships: [{ type: 'foreignKey', to: 'schema/xa-ref/properties/ma' }],
  };
  await put({ id: 'ho-ref', fields: [key, refers], facts: { 'daklake.holdBelow': 0 } });
  const load = await platform.load('ho-ref', 'ma,xa\nA,X1\nB,X9\nC,\n', { headers: steward });
  expect(load.result).toMatchObject({
    accepted: 2,
    rejected: 1,
    findingsByRule: [{ rule: 'xa.reference', errorGroup: 'broken-reference', rows: 1 }],
  });
  expect(load.result?.notChecked).not.toContain('xa.reference');
});

test('[contract.cel] null as in SQL, a date at midnight, names are unique', async () => {
  const cel = (name: string, implementation: string) => ({ type: 'custom', engine: 'cel', name, implementation });
  const fields = [key, { name: 'so', logicalType: 'integer' }, { name: 'ngay', logicalType: 'date' }];
  const object = {
    quality: [
      cel('lon', 'so > 5'),
      cel('co', 'so != null'),
      cel('sau', 'ngay >= timestamp("2026-01-01T00:00:00Z")'),
      cel('chia', '10 / so > 1'),
    ],
  };
  const result = await check({ fields, object }, 'ma,so,ngay\nA,9,2026-01-01\nB,,2025-12-31\nC,0,\n');
  expect(brokenRules(result).toSorted()).toEqual(['2 chia.cel', '3 co.cel', '3 sau.cel', '4 lon.cel']);
  const twice = makeContract({ fields, object: { quality: [cel('a', 'so > 1'), cel('a', 'so > 2')] } });
  expect((await judge(twice)).exitCode).toBe(1);
});

test('[contract.dimension] a declared dimension decides the criterion', async () => {
  const rule = (dimension?: string) => ({
    fields: [key],
    object: { quality: [{ type: 'custom', engine: 'cel', name: 'r', implementation: 'ma != "A"', dimension }] },
  });
  for (const [dimension, criterion] of [
    ['accuracy', 'dung'],
    ['completeness', 'du'],
    ['coverage', 'du'],
    ['uniqueness', 'sach'],
    ['conformity', 'sach'],
    ['timeliness', 'song'],
    ['consistency', 'thongNhat'],
    [undefined, 'thongNhat'],
  ] as const) {
    const result = await check(rule(dimension), 'ma\nA\nB\n');
    expect(result.findingsByRule[0]?.criterion, dimension).toBe(criterion);
  }
});

test('[contract.revision] [http.put-contract] 201, the same 200, other content of one version the next revision', async () => {
  const first = { id: 'phien-ban', fields: [key] };
  expect((await put(first)).status).toBe(201);
  expect((await put(first)).status).toBe(200);
  expect((await put({ ...first, document: { description: { purpose: 'Khác' } } })).status).toBe(200);
  const headers = { ...steward, 'content-type': 'application/yaml' };
  const path = '/api/v1/datasets/phien-ban/contract';
  expect((await platform.call(path, { method: 'PUT', headers, body: 'a: [' })).status).toBe(400);
  const wrong = await platform.call(path, {
    method: 'PUT',
    headers,
    body: makeContract({ id: 'phien-ban', fields: [] }),
  });
  expect(wrong.status).toBe(422);
  const { errors } = (await wrong.json()) as { errors: Record<string, unknown>[] };
  expect(errors[0]).toMatchObject({ line: expect.any(Number), reason: expect.anything(), mend: expect.anything() });
});

test('[contract.mask] each mask shows what its name says, personal columns are hidden by default', async () => {
  const masked = (name: string, mask?: string) => ({
    name,
    logicalType: name === 'ngay' ? 'date' : 'string',
    customProperties: customProperties({
      'daklake.personal': 'basic',
      ...(mask === undefined ? {} : { 'daklake.mask': mask }),
    }),
  });
  const fields = [key, masked('an'), masked('so', 'last4'), masked('ten', 'initials'), masked('ngay', 'year')];
  await put({ id: 'che', fields, facts: { 'daklake.access': 'shared' } });
  await platform.load('che', 'ma,an,so,ten,ngay\nA,x,066304012345,Nguyễn Văn An,1985-02-03\n', { headers: steward });
  const read = async (headers: Record<string, string>) =>
    (await platform.call('/api/v1/datasets/che/records', { headers })).json();
  expect(await read(await platform.as('administrator'))).toEqual([
    { ma: 'A', an: null, so: '•••2345', ten: 'N.V.A.', ngay: '1985' },
  ]);
  expect(await read(steward)).toEqual([
    { ma: 'A', an: 'x', so: '066304012345', ten: 'Nguyễn Văn An', ngay: '1985-02-03' },
  ]);
});

test('[contract.partition] [contract.unit] a replace touches the partitions that its sender may fill', async () => {
  const facts = { 'daklake.partitionBy': ['xa', 'nam'], 'daklake.unitField': 'xa', 'daklake.holdBelow': 0 };
  const fields = [
    { name: 'xa', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1 },
    { name: 'nam', logicalType: 'integer', primaryKey: true, primaryKeyPosition: 2 },
    { name: 'so', logicalType: 'integer' },
  ];
  await put({ id: 'bao-cao', fields, facts });
  const one = await platform.as('officer', { agency: 'H15.139', unit: '24133' });
  const two = await platform.as('officer', { agency: 'H15.139', unit: '24169' });
  const rows = async () =>
    (await platform.call('/api/v1/datasets/bao-cao/records?select=xa,nam,so', { headers: steward })).json();
  await platform.load('bao-cao', 'xa,nam,so\n24133,2025,1\n24133,2026,2\n', { headers: one });
  await platform.load('bao-cao', 'xa,nam,so\n24169,2026,3\n24133,2026,9\n', { headers: two });
  expect(await rows()).toEqual([
    { xa: '24133', nam: 2025, so: 1 },
    { xa: '24133', nam: 2026, so: 2 },
    { xa: '24169', nam: 2026, so: 3 },
  ]);
  const own = await platform.load('bao-cao', 'xa,nam,so\n24133,2026,5\n24169,2026,9\n', { headers: one });
  expect(own.result?.findingsByRule).toMatchObject([{ rule: 'xa.unit', errorGroup: 'out-of-domain', rows: 1 }]);
  await platform.load('bao-cao', 'xa,nam,so\n24169,2026,7\n', { headers: steward });
  expect(await rows()).toEqual([
    { xa: '24133', nam: 2025, so: 1 },
    { xa: '24133', nam: 2026, so: 5 },
    { xa: '24169', nam: 2026, so: 7 },
  ]);
});
