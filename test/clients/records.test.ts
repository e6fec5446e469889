import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestPlatform } from '../support/platform.ts';
import { startWithEveryType } from './every-type.ts';

// What PostgREST's dialect says by status and headers, which its clients hide.

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  ({ platform, steward } = await startWithEveryType());
  const rows = Array.from({ length: 10_500 }, (_, index) => `K${String(index).padStart(5, '0')},${index}`);
  const lines = ['ma,so,luc', ...rows.map((row) => `${row},2024-02-29T06:00:00+07:00`)];
  const load = await platform.load('moi-kieu', lines.join('\n'), { headers: steward });
  if (load.result?.accepted !== rows.length) throw new Error(JSON.stringify(load));
});
afterAll(() => platform.close());

async function ask(query: string, headers: Record<string, string> = {}, method = 'GET') {
  const path = query.startsWith('/') ? query : `/api/v1/datasets/moi-kieu/records?${query}`;
  const response = await platform.call(path, { method, headers: { ...steward, ...headers } });
  const text = await response.text();
  const { status } = response;
  const header = (name: string) => response.headers.get(name);
  const next = /^<([^>]+)>; rel="next"$/.exec(header('link') ?? '')?.[1];
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads what an outsider would: JSON of no type
  return { status, header, text, next, body: (text === '' ? undefined : JSON.parse(text)) as any };
}

describe('a page', () => {
  test('[records.array] has 1,000 records unless asked for, and 10,000 at most', async () => {
    const usual = await ask('select=ma');
    expect([usual.status, usual.body.length, usual.header('content-range')]).toEqual([200, 1000, '0-999/*']);
    const most = await ask('select=ma&limit=99999', { prefer: 'count=exact' });
    expect([most.status, most.body.length]).toEqual([206, 10_000]);
    expect([most.header('content-range'), most.header('preference-applied')]).toEqual(['0-9999/10500', 'count=exact']);
    const last = await ask(most.next ?? '', { prefer: 'count=exact' });
    expect([last.body.length, last.header('content-range'), last.next]).toEqual([500, '10000-10499/10500', undefined]);
  });

  test('[records.count] may be asked for by Range, inside limit and offset', async () => {
    const range = { 'range-unit': 'items', range: '5-7' };
    const part = await ask('select=so', range);
    expect([part.status, part.header('content-range'), part.header('range-unit')]).toEqual([200, '5-7/*', 'items']);
    expect(part.body).toEqual([{ so: 5 }, { so: 6 }, { so: 7 }]);
    expect((await ask('select=so&limit=2&offset=6', range)).body).toEqual([{ so: 6 }, { so: 7 }]);
    expect((await ask(part.next ?? '', range)).header('content-range')).toBe('8-10/*');
    const counted = await ask('select=so', { ...range, prefer: 'count=planned' });
    expect([counted.status, counted.header('content-range')]).toEqual([206, '5-7/10500']);
    const backwards = await ask('', { range: '7-5' });
    expect([backwards.status, backwards.body.code]).toEqual([416, 'range-not-satisfiable']);
  });

  test('[records.count] past the end is empty, and 416 where it was counted', async () => {
    const far = await ask('offset=999999999999');
    expect([far.status, far.body, far.header('content-range')]).toEqual([200, [], '*/*']);
    const counted = await ask('offset=999999999999', { prefer: 'count=exact' });
    expect([counted.status, counted.body.details]).toEqual([
      416,
      'An offset of 999999999999 was requested, but there are only 10500 rows.',
    ]);
    const none = await ask('ma=eq.none', { prefer: 'count=exact' });
    expect([none.status, none.body, none.header('content-range')]).toEqual([200, [], '*/0']);
  });

  test('[records.head] can be asked after without being sent', async () => {
    const query = 'select=ma&limit=3';
    const prefer = { prefer: 'count=exact' };
    const [head, get] = [await ask(query, prefer, 'HEAD'), await ask(query, prefer)];
    expect([head.status, head.text]).toEqual([206, '']);
    for (const name of ['content-range', 'content-type', 'content-length', 'preference-applied']) {
      expect(head.header(name), name).toBe(get.header(name));
    }
    expect(head.next).toBeDefined();
    expect((await ask('nope=eq.1', {}, 'HEAD')).status).toBe(400);
  });

  test('takes the moments that it shows, with the plus in the address or lost from it', async () => {
    for (const plus of ['%2B', '+']) {
      expect((await ask(`limit=1&select=ma&luc=eq.2024-02-29T06:00:00${plus}07:00`)).body).toEqual([{ ma: 'K00000' }]);
    }
  });
});

describe('a cursor', () => {
  test('[records.cursor] walks the whole, each record once', async () => {
    const found: number[] = [];
    let next: string | undefined = 'select=so&order=so.desc&so=gte.10&limit=4000';
    while (next !== undefined) {
      const page = await ask(next);
      found.push(...page.body.map((row: { so: number }) => row.so));
      next = page.next;
    }
    expect(found).toEqual(Array.from({ length: 10_490 }, (_, index) => 10_499 - index));
  });

  test('[records.cursor] is of no use to another caller, on another dataset or snapshot, or when it was changed', async () => {
    const { next = '' } = await ask('select=ma&limit=1');
    expect((await ask(next)).body).toEqual([{ ma: 'K00001' }]);
    const middle = next.length - 20;
    const changed = `${next.slice(0, middle)}${next[middle] === 'A' ? 'B' : 'A'}${next.slice(middle + 1)}`;
    const snapshot = (await ask('/api/v1/datasets/moi-kieu/snapshots')).body.items[0].id;
    for (const refused of [
      await ask(next, await platform.as('owner', { agency: 'H15.05' })),
      await ask(changed),
      await ask(`${next}&asOf=${snapshot}`),
      await ask(`${next}&offset=5`),
      await ask(next.replace('select=ma', 'select=so')),
      await ask('cursor=AAAA'),
    ]) {
      expect(refused.status).toBe(400);
      expect(['cursor-invalid', 'query-invalid']).toContain(refused.body.code);
    }
  });
});

describe('a refusal', () => {
  test('[records.errors] is a problem document that PostgREST’s clients read, too', async () => {
    const { body, header, status } = await ask('tem=eq.1');
    expect([status, header('content-type')]).toEqual([400, 'application/problem+json']);
    expect(body).toEqual({
      type: 'urn:problem-type:daklake:field-unknown',
      title: 'The dataset has no such field',
      status: 400,
      code: 'field-unknown',
      detail: body.message,
      requestId: header('x-request-id'),
      message: expect.stringContaining('«tem»'),
      details: null,
      hint: 'Perhaps you meant «ten»',
      fields: expect.arrayContaining(['ma', 'ten']),
    });
  });

  test.for([
    ['limit=-1', 400],
    ['limit=1e3', 400],
    ['offset=x', 400],
    ['limit=1&limit=2', 400],
    ['order=ten.up', 400],
    ['order=constructor', 400],
    ['__proto__=eq.1', 400],
    ['so=eq.', 400],
    ['so=in.(1,một)', 400],
    ['or=(so.eq.1', 400],
    [`or=${'(and'.repeat(2000)}`, 400],
    [`ten=like.${'%_'.repeat(600)}`, 400],
    ['ma=eq.%00', 400],
    ['ma=eq.%ED%A0%80', 200],
    ['asOf=none', 404],
    ['asOf=', 404],
  ] as const)('or an answer, but never a fault: %s', async ([query, status]) => {
    const answer = await ask(query);
    expect(answer.status).toBe(status);
    if (status === 400 && !query.includes('%00')) expect(answer.body).toHaveProperty('message');
  });
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
