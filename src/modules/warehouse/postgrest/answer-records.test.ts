import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPeopleSample, everything, type PeopleSample, type Person } from '../testing/people-sample.ts';
import { loadCursorKey } from './cursor-key.ts';

let sample: PeopleSample;

beforeAll(async () => {
  sample = await createPeopleSample();
});
afterAll(() => sample.close());

describe('a page', () => {
  test('is a bare array with its range', async () => {
    const { status, headers, json } = await sample.records('select=ten,so_tien:thu&order=thu.desc&limit=2');
    expect(status).toBe(200);
    expect(json).toEqual([
      { ten: 'Y Thuin Ê Ban', so_tien: null },
      { ten: 'Nguyễn Văn An', so_tien: 1_200_000 },
    ]);
    expect(headers).toMatchObject({ 'content-range': '0-1/*', 'content-type': 'application/json; charset=utf-8' });
  });

  test('with a count is 206 where it is a part, 200 where it is the whole', async () => {
    expect(await sample.records('limit=2&offset=1', { prefer: 'count=exact' })).toMatchObject({
      status: 206,
      headers: { 'content-range': '1-2/3', 'preference-applied': 'count=exact' },
    });
    expect(await sample.records('', { prefer: 'count=exact' })).toMatchObject({
      status: 200,
      headers: { 'content-range': '0-2/3' },
    });
    expect(await sample.records('xa=eq.none', { prefer: 'count=exact' })).toMatchObject({
      status: 200,
      json: [],
      headers: { 'content-range': '*/0' },
    });
  });

  test('past the end is 416 with a count and empty without', async () => {
    const error = await sample.failure('offset=10', { prefer: 'count=exact' });
    expect(error).toMatchObject({
      kind: 'range-not-satisfiable',
      members: {
        message: 'Requested range not satisfiable',
        details: 'An offset of 10 was requested, but there are only 3 rows.',
        hint: null,
      },
    });
    expect(await sample.records('offset=10')).toMatchObject({
      status: 200,
      json: [],
      headers: { 'content-range': '*/*' },
    });
  });

  test('is one object where one was asked for, and a failure where there is not one', async () => {
    const accept = 'application/vnd.pgrst.object+json';
    expect((await sample.records('cccd=eq.066085000123&select=ten', { accept })).json).toEqual({
      ten: 'Nguyễn Văn An',
    });
    expect((await sample.records('limit=1&select=xa', { accept })).json).toEqual({ xa: '24133' });
    for (const query of ['', 'xa=eq.none']) {
      expect(await sample.failure(query, { accept })).toMatchObject({
        code: 'not-one-record',
        kind: 'not-acceptable',
        members: { details: `The result contains ${query === '' ? 3 : 0} rows` },
      });
    }
  });

  test('leaves out what is null where that was asked for', async () => {
    const accept = 'application/vnd.pgrst.array+json;nulls=stripped';
    expect((await sample.records('select=ten,thu&order=thu.desc&limit=2', { accept })).json).toEqual([
      { ten: 'Y Thuin Ê Ban' },
      { ten: 'Nguyễn Văn An', thu: 1_200_000 },
    ]);
  });

  test('has a field that is selected twice once', async () => {
    expect((await sample.records('select=*,ten,ten&limit=1')).json).toEqual(
      (await sample.records('select=*&limit=1')).json,
    );
    expect(await sample.failure('select=x:ten,x:xa')).toMatchObject({ code: 'query-invalid' });
  });

  test('of a dataset without a snapshot is empty', async () => {
    const found = await sample.records('', {}, everything, async () => undefined);
    expect(found).toMatchObject({ status: 200, json: [] });
  });

  test('[records.as-of] of an earlier snapshot is asked for by asOf', async () => {
    expect((await sample.records('asOf=s2')).json).toHaveLength(1);
    expect(await sample.failure('asOf=s9')).toMatchObject({ code: 'snapshot-unknown', members: { hint: null } });
  });
});

describe('the next page', () => {
  test('is linked from every page but the last, and together they are the whole', async () => {
    for (const order of ['', 'order=xa.desc&', 'order=thu.desc.nullslast,ten&']) {
      const whole = (await sample.records(`${order}select=ten`)).json as unknown[];
      const found: unknown[] = [];
      const ranges: unknown[] = [];
      let query: string | undefined = `${order}select=ten&limit=1`;
      while (query !== undefined) {
        const page = await sample.records(query);
        found.push(...(page.json as unknown[]));
        ranges.push(page.headers['content-range']);
        query = nextOf(page.headers);
      }
      expect(found).toEqual(whole);
      expect(ranges).toEqual(['0-0/*', '1-1/*', '2-2/*']);
    }
  });

  test('goes on in the snapshot that the first was read from', async () => {
    const first = await sample.records('limit=2');
    const next = new URLSearchParams(nextOf(first.headers));
    const pinned = await sample.records(String(next), {}, everything, (id) => sample.find(id ?? 's2'));
    expect(JSON.parse(pinned.body.toString())).toHaveLength(1);
  });

  test('does not open for another query, other rights, or a changed text', async () => {
    const next = new URLSearchParams(nextOf((await sample.records('limit=1&order=thu')).headers));
    const cursor = next.get('cursor') ?? '';
    expect(cursor).not.toBe('');
    const changed = cursor.slice(0, -2) + (cursor.endsWith('AA') ? 'BB' : 'AA');
    for (const [query, rights] of [
      [`limit=1&order=ten&cursor=${cursor}`, everything],
      [`limit=1&order=thu&xa=eq.1&cursor=${cursor}`, everything],
      [`limit=1&order=thu&cursor=${cursor}`, { fields: { ten: 'hide' } }],
      [`limit=1&order=thu&cursor=${changed}`, everything],
      [`limit=1&order=thu&asOf=s2&cursor=${cursor}`, everything],
      ['limit=1&order=thu&cursor=x', everything],
      ['limit=1&order=thu&cursor=', everything],
    ] as const) {
      expect(await sample.failure(query, {}, rights), query).toMatchObject({ code: 'cursor-invalid' });
    }
  });

  test('opens for its asker alone', async () => {
    const next = nextOf((await sample.records('limit=1')).headers) ?? '';
    expect((await sample.records(next, {}, everything, undefined, 'a')).json).toHaveLength(1);
    await expect(sample.records(next, {}, everything, undefined, 'b')).rejects.toMatchObject({
      code: 'cursor-invalid',
    });
  });

  test('is the same when the request for the first went by Range', async () => {
    const range = { range: '1-1' };
    const next = nextOf((await sample.records('select=cccd', range)).headers) ?? '';
    expect((await sample.records(next, range)).json).toEqual([{ cccd: '066190000456' }]);
  });

  test('is linked by a few thousand characters however long the values are that rows are ordered by', async () => {
    const long = (row: number) => `${'Thôn '.repeat(20_000)}${row % 3}`;
    const rows = Array.from({ length: 7 }, (_, row): Person => [`06609900000${row}`, 'A', null, long(row), '1', row]);
    await sample.publish('long', rows);
    const find = () => sample.find('long');
    const whole = await sample.records('order=dia_chi.desc&select=cccd', {}, everything, find);
    const found: unknown[] = [];
    let query: string | undefined = 'order=dia_chi.desc&select=cccd&limit=2';
    while (query !== undefined) {
      const page = await sample.records(query, {}, everything, find);
      expect(page.headers['link']?.length ?? 0).toBeLessThan(4096);
      found.push(...(page.json as unknown[]));
      query = nextOf(page.headers);
    }
    expect(found).toEqual(whole.json);
  });

  test('keeps what it knows to itself', async () => {
    const { headers } = await sample.records('limit=1&order=ten');
    const cursor = new URLSearchParams(nextOf(headers)).get('cursor') ?? '';
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/values|Hen|s1/);
  });
});

test('a key is made once', async () => {
  expect(Buffer.from(await loadCursorKey(sample.keysFolder))).toEqual(Buffer.from(sample.cursorKey));
});

test('failures carry what PostgREST’s clients read', async () => {
  expect(await sample.failure('tuoi=eq.3')).toMatchObject({
    code: 'field-unknown',
    kind: 'invalid',
    members: { message: expect.stringContaining('cccd, ten, sinh'), details: null, hint: null },
  });
  expect(await sample.failure('select=dia_chj')).toMatchObject({ members: { hint: 'Perhaps you meant «dia_chi»' } });
});
function nextOf(headers: Readonly<Record<string, string>>): string | undefined {
  return /^<\/api\/v1\/datasets\/ho-ngheo\/records\?(.*)>; rel="next"$/.exec(headers['link'] ?? '')?.[1];
}
