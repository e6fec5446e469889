import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestPlatform } from '../support/platform.ts';
import { startWithEveryType } from './every-type.ts';

let platform: TestPlatform;
let steward: Record<string, string>;

const csv = `ma,ten,so,lon,tien,dung,nguoi
A1,Đắk Lắk,9007199254740991,9223372036854775807,1.10,true,An
A2,Đắk Nông,9007199254740991,1,2.20,false,Bình
A3,,,,,,
`;

beforeAll(async () => {
  ({ platform, steward } = await startWithEveryType());
});
afterAll(() => platform.close());

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads what an outsider would: JSON of no type
async function query(body: unknown, headers = steward): Promise<{ status: number; body: any }> {
  const response = await platform.call('/api/v1/datasets/moi-kieu/query', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

test('[records.empty] a dataset without a snapshot answers nothing, also where groups are asked for', async () => {
  const records = await platform.call('/api/v1/datasets/moi-kieu/records', { headers: steward });
  expect(await records.json()).toEqual([]);
  const none = { snapshot: null, truncated: false };
  expect((await query({})).body).toEqual({ items: [], ...none });
  expect((await query({ groupBy: ['so'], aggregates: [{ fn: 'count', as: 'n' }] })).body).toEqual({
    items: [],
    ...none,
  });
  const whole = {
    aggregates: [
      { fn: 'count', as: 'n' },
      { fn: 'sum', field: 'so', as: 's' },
    ],
  };
  expect((await query(whole)).body).toEqual({ items: [{ n: 0, s: null }], ...none });
});

describe('with rows', () => {
  beforeAll(async () => {
    const load = await platform.load('moi-kieu', csv, { headers: steward });
    if (load.result?.accepted !== 3) throw new Error(JSON.stringify(load));
  });

  test('[query.aggregates] aggregates every type, and sums beyond what JavaScript counts as strings', async () => {
    const aggregates = [
      { fn: 'count', as: 'hàng' },
      { fn: 'count', field: 'ten', as: 'có tên' },
      { fn: 'countDistinct', field: 'so', as: 'khác' },
      { fn: 'sum', field: 'so', as: 'tổng' },
      { fn: 'sum', field: 'lon', as: 'tổng lớn' },
      { fn: 'sum', field: 'tien', as: 'tiền' },
      { fn: 'avg', field: 'tien', as: 'bình quân' },
      { fn: 'median', field: 'so', as: 'trung vị' },
      { fn: 'min', field: 'ten', as: 'đầu' },
      { fn: 'max', field: 'dung', as: 'cuối' },
      { fn: 'max', field: 'lon', as: 'lớn nhất' },
    ];
    const { body } = await query({ aggregates });
    expect(body).toMatchObject({
      truncated: false,
      items: [
        {
          hàng: 3,
          'có tên': 2,
          khác: 1,
          tổng: '18014398509481982',
          'tổng lớn': '9223372036854775808',
          tiền: '3.30',
          'bình quân': 1.65,
          'trung vị': 9007199254740991,
          đầu: 'Đắk Lắk',
          cuối: true,
          'lớn nhất': '9223372036854775807',
        },
      ],
    });
  });

  test('[query.shape] groups nulls together, orders by aggregates and by groups, and says what it cut', async () => {
    const asked = { groupBy: ['so'], aggregates: [{ fn: 'count', as: 'n' }] };
    expect((await query({ ...asked, orderBy: [{ field: 'n', desc: true }] })).body.items).toEqual([
      { so: 9007199254740991, n: 2 },
      { so: null, n: 1 },
    ]);
    expect((await query({ ...asked, orderBy: [{ field: 'so', desc: true }], limit: 1 })).body).toMatchObject({
      items: [{ so: null, n: 1 }],
      truncated: true,
    });
  });

  test.for([
    [{ field: 'ten', op: 'like', value: 'Đắk*' }, ['A1', 'A2']],
    [{ field: 'ten', op: 'ilike', value: '%NÔNG' }, ['A2']],
    [{ field: 'ten', op: 'is', value: null }, ['A3']],
    [{ field: 'dung', op: 'is', value: false }, ['A2']],
    [{ not: { field: 'dung', op: 'is', value: true } }, ['A2', 'A3']],
    [{ not: { not: { or: [{ field: 'ma', op: 'eq', value: 'A1' }] } } }, ['A1']],
    [{ and: [{ field: 'lon', op: 'gt', value: '9223372036854775806' }] }, ['A1']],
    [{ field: 'tien', op: 'in', value: [1.1, '2.20'] }, ['A1', 'A2']],
    [{ field: 'ma', op: 'in', value: [] }, []],
  ] as const)('[query.where] finds by %j', async ([where, keys]) => {
    const { body } = await query({ select: ['ma'], where });
    expect(body.items.map((row: { ma: string }) => row.ma)).toEqual(keys);
  });

  test.for([
    [{ aggregates: [{ fn: 'sum', field: 'ten', as: 's' }] }, 400, 'query-invalid'],
    [{ aggregates: [{ fn: 'median', field: 'ngay', as: 's' }] }, 400, 'query-invalid'],
    [{ aggregates: [{ fn: 'avg', field: 'dung', as: 's' }] }, 400, 'query-invalid'],
    [{ aggregates: [{ fn: 'sum', as: 's' }] }, 400, 'query-invalid'],
    [{ aggregates: [{ fn: 'mode', field: 'so', as: 's' }] }, 400, 'query-invalid'],
    [{ groupBy: ['so'], aggregates: [{ fn: 'count', as: 'so' }] }, 400, 'query-invalid'],
    [
      {
        aggregates: [
          { fn: 'count', as: 'n' },
          { fn: 'count', as: 'N' },
        ],
      },
      400,
      'query-invalid',
    ],
    [{ groupBy: ['so', 'so'] }, 400, 'query-invalid'],
    [{ groupBy: ['so'], orderBy: [{ field: 'ten' }] }, 400, 'query-invalid'],
    [{ groupBy: ['tenn'] }, 400, 'field-unknown'],
    [{ where: { field: 'so', op: 'like', value: '9%' } }, 400, 'value-invalid'],
    [{ where: { field: 'ten', op: 'is', value: true } }, 400, 'value-invalid'],
    [{ where: { field: 'ten', op: 'match', value: '(a+)+$' } }, 400, 'query-invalid'],
    [{ limit: -1 }, 400, 'query-invalid'],
    [[], 400, 'query-invalid'],
    ['null', 400, 'query-invalid'],
    ['{"where":', 400, 'request-invalid'],
    [
      `{"where":${'{"and":['.repeat(30)}{"field":"so","op":"eq","value":1}${']}'.repeat(30)}}`,
      400,
      'query-too-complex',
    ],
    [`{"where":${'{"and":['.repeat(10_000)}{}${']}'.repeat(10_000)}}`, 400, 'request-invalid'],
    [`{"where":${'{"not":'.repeat(10_000)}{}${'}'.repeat(10_000)}}`, 400, 'request-invalid'],
    [`{"where":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400, 'request-invalid'],
    [JSON.stringify({ select: ['x'.repeat(10 << 20)] }), 413, 'body-too-large'],
  ] as const)('refuses %#', async ([body, status, code]) => {
    const answer = await query(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.detail).not.toBe('');
  });

  test.for([
    { where: { not: { field: 'nguoi', op: 'is', value: null } } },
    { orderBy: [{ field: 'nguoi' }] },
    { groupBy: ['nguoi'] },
    { aggregates: [{ fn: 'countDistinct', field: 'nguoi', as: 'n' }] },
  ])('forbids %j to whoever sees the mask', async (body) => {
    const answer = await query(body, await platform.as('leader'));
    expect([answer.status, answer.body.code]).toEqual([403, 'field-masked']);
    expect((await query(body)).status).toBe(200);
  });
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
