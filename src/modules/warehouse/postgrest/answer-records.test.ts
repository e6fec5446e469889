import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mask, Rights } from '#api/rights.ts';
import type { DomainError } from '#platform/errors/domain-error.ts';
import { openDuckdb, quoteText, type Duckdb } from '#platform/duckdb/duckdb.ts';
import type { DatasetColumn, DatasetSchema } from '../dataset-schema.ts';
import { createEngine, type Engine } from '../engine/create-engine.ts';
import { fail } from '../errors.ts';
import { answerQuery } from '../query/answer-query.ts';
import { parseQueryRequest } from '../query/query-request.ts';
import { prepareSnapshot } from '../snapshots/prepare-snapshot.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { answerRecords, type AskedRecords } from './answer-records.ts';
import { loadCursorKey } from './cursor-key.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;
let engine: Engine;
let cursorKey: Uint8Array;
const snapshots = new Map<string, Snapshot>();

const column = (name: string, type: DatasetColumn['type'] = 'VARCHAR'): DatasetColumn => ({
  name,
  type,
  label: { vi: name, en: name },
});
const schema: DatasetSchema = {
  columns: [
    column('cccd'),
    column('ten'),
    column('sinh', 'DATE'),
    column('dia_chi'),
    column('xa'),
    column('thu', 'BIGINT'),
  ],
  key: ['cccd'],
  partitionBy: [],
};
const people: readonly (readonly [string, string, string, string, string, number | null])[] = [
  [
    '066085000123',
    'Nguyễn Văn An',
    '1985-03-12',
    'Số 12 Lê Duẩn, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
    '24133',
    1_200_000,
  ],
  ['066190000456', 'H’Hen Niê', '1990-11-02', "Buôn Sah, xã Cư M'gar, tỉnh Đắk Lắk", '24280', 900_000],
  ['066099000789', 'Y Thuin Ê Ban', '1999-01-30', 'Thôn 3 thị xã Buôn Hồ', '24280', null],
];
const everything: Rights = { fields: {} };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-records-'));
  await mkdir(join(folder, 'keys'));
  duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '256MB',
    temporaryDirectory: folder,
    allowedDirectories: [folder],
  });
  connection = await duckdb.connect();
  engine = await createEngine({ dataFolder: folder });
  cursorKey = await loadCursorKey(join(folder, 'keys'));
  await publish('s1', people);
  await publish('s2', people.slice(0, 1));
});
afterAll(async () => {
  engine.close();
  connection.closeSync();
  duckdb.close();
  await rm(folder, { recursive: true });
});

describe('a page', () => {
  test('is a bare array with its range', async () => {
    const { status, headers, json } = await get('select=ten,so_tien:thu&order=thu.desc&limit=2');
    expect(status).toBe(200);
    expect(json).toEqual([
      { ten: 'Y Thuin Ê Ban', so_tien: null },
      { ten: 'Nguyễn Văn An', so_tien: 1_200_000 },
    ]);
    expect(headers).toMatchObject({ 'content-range': '0-1/*', 'content-type': 'application/json; charset=utf-8' });
  });

  test('with a count is 206 where it is a part, 200 where it is the whole', async () => {
    expect(await get('limit=2&offset=1', { prefer: 'count=exact' })).toMatchObject({
      status: 206,
      headers: { 'content-range': '1-2/3', 'preference-applied': 'count=exact' },
    });
    expect(await get('', { prefer: 'count=exact' })).toMatchObject({
      status: 200,
      headers: { 'content-range': '0-2/3' },
    });
    expect(await get('xa=eq.none', { prefer: 'count=exact' })).toMatchObject({
      status: 200,
      json: [],
      headers: { 'content-range': '*/0' },
    });
  });

  test('past the end is 416 with a count and empty without', async () => {
    const error = await failure('offset=10', { prefer: 'count=exact' });
    expect(error).toMatchObject({
      kind: 'range-not-satisfiable',
      members: {
        message: 'Requested range not satisfiable',
        details: 'An offset of 10 was requested, but there are only 3 rows.',
        hint: null,
      },
    });
    expect(await get('offset=10')).toMatchObject({ status: 200, json: [], headers: { 'content-range': '*/*' } });
  });

  test('is one object where one was asked for, and a failure where there is not one', async () => {
    const accept = 'application/vnd.pgrst.object+json';
    expect((await get('cccd=eq.066085000123&select=ten', { accept })).json).toEqual({ ten: 'Nguyễn Văn An' });
    expect((await get('limit=1&select=xa', { accept })).json).toEqual({ xa: '24133' });
    for (const query of ['', 'xa=eq.none']) {
      expect(await failure(query, { accept })).toMatchObject({
        code: 'not-one-record',
        kind: 'not-acceptable',
        members: { details: `The result contains ${query === '' ? 3 : 0} rows` },
      });
    }
  });

  test('of a dataset without a snapshot is empty', async () => {
    const found = await answerRecords(deps(), { ...asked(''), findSnapshot: async () => undefined });
    expect(found).toMatchObject({ status: 200, body: '[]' });
  });

  test('of an earlier snapshot is asked for by asOf', async () => {
    expect((await get('asOf=s2')).json).toHaveLength(1);
    expect(await failure('asOf=s9')).toMatchObject({ code: 'snapshot-unknown', members: { hint: null } });
  });
});

describe('the next page', () => {
  test('is linked from every page but the last, and together they are the whole', async () => {
    for (const order of ['', 'order=xa.desc&', 'order=thu.desc.nullslast,ten&']) {
      const whole = (await get(`${order}select=ten`)).json as unknown[];
      const found: unknown[] = [];
      const ranges: unknown[] = [];
      let query: string | undefined = `${order}select=ten&limit=1`;
      while (query !== undefined) {
        const page = await get(query);
        found.push(...(page.json as unknown[]));
        ranges.push(page.headers['content-range']);
        query = nextOf(page.headers);
      }
      expect(found).toEqual(whole);
      expect(ranges).toEqual(['0-0/*', '1-1/*', '2-2/*']);
    }
  });

  test('goes on in the snapshot that the first was read from', async () => {
    const first = await get('limit=2');
    const next = new URLSearchParams(nextOf(first.headers));
    const pinned = await answerRecords(deps(), { ...asked(String(next)), findSnapshot: (id) => find(id ?? 's2') });
    expect(JSON.parse(pinned.body)).toHaveLength(1);
  });

  test('does not open for another query, other rights, or a changed text', async () => {
    const next = new URLSearchParams(nextOf((await get('limit=1&order=thu')).headers));
    const cursor = next.get('cursor') ?? '';
    expect(cursor).not.toBe('');
    const changed = cursor.slice(0, -2) + (cursor.endsWith('AA') ? 'BB' : 'AA');
    for (const [query, rights] of [
      [`limit=1&order=ten&cursor=${cursor}`, everything],
      [`limit=1&order=thu&xa=eq.1&cursor=${cursor}`, everything],
      [`limit=1&order=thu&cursor=${cursor}`, { fields: { ten: 'hide' } }],
      [`limit=1&order=thu&cursor=${changed}`, everything],
      ['limit=1&order=thu&cursor=x', everything],
    ] as const) {
      expect(await failure(query, {}, rights), query).toMatchObject({ code: 'cursor-invalid' });
    }
  });

  test('keeps what it knows to itself', async () => {
    const { headers } = await get('limit=1&order=ten');
    const cursor = new URLSearchParams(nextOf(headers)).get('cursor') ?? '';
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/values|Hen|s1/);
  });
});

test('a key is made once', async () => {
  expect(Buffer.from(await loadCursorKey(join(folder, 'keys')))).toEqual(Buffer.from(cursorKey));
});

test('failures carry what PostgREST’s clients read', async () => {
  expect(await failure('tuoi=eq.3')).toMatchObject({
    code: 'field-unknown',
    kind: 'invalid',
    members: { message: expect.stringContaining('cccd, ten, sinh'), details: null, hint: null },
  });
});

describe('rights', () => {
  const masks: Readonly<Record<string, Mask>> = { cccd: 'last4', ten: 'initials', sinh: 'year', dia_chi: 'commune' };
  const masked: Rights = { fields: masks };

  test('masks show what their names say', async () => {
    expect((await get('', {}, masked)).json).toEqual([
      { cccd: '•••0123', ten: 'N.V.A.', sinh: '1985', dia_chi: 'phường Buôn Ma Thuột', xa: '24133', thu: 1_200_000 },
      { cccd: '•••0789', ten: 'Y.T.Ê.B.', sinh: '1999', dia_chi: null, xa: '24280', thu: null },
      { cccd: '•••0456', ten: 'H.N.', sinh: '1990', dia_chi: "xã Cư M'gar", xa: '24280', thu: 900_000 },
    ]);
    expect((await get('select=ten,thu', {}, { fields: { ten: 'hide', thu: 'hide' } })).json).toEqual(
      people.map(() => ({ ten: null, thu: null })),
    );
  });

  test('a value that is too short to hide anything of shows nothing of it', async () => {
    await publish('short', [['1234', 'An', null, 'xã', '1', null]]);
    const rights: Rights = { fields: { ...masks, xa: 'last4', thu: 'year' } };
    expect((await get('asOf=short', {}, rights)).json).toEqual([
      { cccd: '•••', ten: 'A.', sinh: null, dia_chi: null, xa: '•••', thu: null },
    ]);
  });

  test('no raw value of a masked field is anywhere in any answer', async () => {
    for (const mask of ['hide', 'last4', 'initials', 'year', 'commune'] as const) {
      const rights: Rights = {
        fields: Object.fromEntries(['cccd', 'ten', 'sinh', 'dia_chi'].map((name) => [name, mask])),
      };
      const answers = [
        await get('', { prefer: 'count=exact' }, rights),
        await get('limit=1&order=xa', {}, rights),
        await answerQuery(deps(), parseQueryRequest({}), { schema, rights, snapshot: await find('s1') }),
      ];
      for (const raw of people.flatMap((person) => person.slice(0, 4))) {
        expect(JSON.stringify(answers)).not.toContain(JSON.stringify(raw).slice(1, -1));
      }
    }
  });

  test.for(['ten=eq.Nguyễn Văn An', 'order=ten', 'ten=is.null', 'or=(xa.eq.1,not.and(ten.like.N*,xa.eq.2))'])(
    '%s by a masked field is forbidden',
    async (query) => {
      expect(await failure(query, {}, masked)).toMatchObject({ code: 'field-masked', kind: 'forbidden' });
    },
  );

  test.for([
    { where: { not: { field: 'ten', op: 'eq', value: 'x' } } },
    { orderBy: [{ field: 'ten' }] },
    { groupBy: ['ten'], aggregates: [{ fn: 'count', as: 'n' }] },
    { aggregates: [{ fn: 'max', field: 'cccd', as: 'm' }] },
    { aggregates: [{ fn: 'count', field: 'cccd', as: 'm' }] },
  ])('%j by a masked field is forbidden', async (body) => {
    const view = { schema, rights: masked, snapshot: await find('s1') };
    await expect((async () => answerQuery(deps(), parseQueryRequest(body), view))()).rejects.toMatchObject({
      code: 'field-masked',
    });
  });

  test('rows outside are as if they did not exist, whatever is asked', async () => {
    const rights: Rights = { fields: {}, rows: { field: 'xa', value: '24280' } };
    expect(
      (await get('or=(xa.eq.24133,xa.neq.24133)', { prefer: 'count=exact' }, rights)).headers['content-range'],
    ).toBe('0-1/2');
    expect((await get('', {}, { fields: {}, rows: { field: 'gone', value: '' } })).json).toEqual([]);
    expect((await get('', {}, { fields: {}, rows: { field: 'xa', value: "' or true --" } })).json).toEqual([]);
  });

  test('own rows show raw, others masked, and filtering stays forbidden', async () => {
    const rights: Rights = { fields: masks, unmaskedRows: { field: 'xa', value: '24280' } };
    const { json } = await get('select=cccd,sinh', {}, rights);
    expect(json).toEqual([
      { cccd: '•••0123', sinh: '1985' },
      { cccd: '066099000789', sinh: '1999-01-30' },
      { cccd: '066190000456', sinh: '1990-11-02' },
    ]);
    expect(await failure('cccd=eq.066099000789', {}, rights)).toMatchObject({ code: 'field-masked' });
  });
});

describe('/query', () => {
  const query = async (body: unknown, rights = everything) =>
    JSON.parse(
      await answerQuery(deps(), parseQueryRequest(body), { schema, rights, snapshot: await find('s1') }),
    ) as unknown;

  test('answers items, the snapshot, and whether something was cut off', async () => {
    expect(await query({ select: ['ten'], where: { field: 'thu', op: 'gt', value: 1000000 } })).toEqual({
      items: [{ ten: 'Nguyễn Văn An' }],
      snapshot: 's1',
      truncated: false,
    });
    expect(await query({ select: ['xa'], limit: 2 })).toMatchObject({ items: [{}, {}], truncated: true });
  });

  test('groups', async () => {
    const body = {
      select: ['xa'],
      groupBy: ['xa'],
      aggregates: [
        { fn: 'count', as: 'ho' },
        { fn: 'avg', field: 'thu', as: 'bình quân' },
      ],
      orderBy: [{ field: 'ho', desc: true }],
      where: {
        or: [{ field: 'xa', op: 'in', value: ['24133', '24280'] }, { not: { field: 'sinh', op: 'is', value: null } }],
      },
    };
    expect(await query(body)).toEqual({
      items: [
        { xa: '24280', ho: 2, 'bình quân': 900000 },
        { xa: '24133', ho: 1, 'bình quân': 1200000 },
      ],
      snapshot: 's1',
      truncated: false,
    });
  });

  test.for([
    [{ selct: [] }, 'query-invalid'],
    [[], 'query-invalid'],
    [{ where: { field: 'xa', op: 'eq', value: null } }, 'query-invalid'],
    [{ where: { field: 'xa', op: 'eq', value: ['a'] } }, 'query-invalid'],
    [{ where: { field: 'xa', op: 'in', value: 'a' } }, 'query-invalid'],
    [{ where: { field: 'xa', op: 'is', value: 1 } }, 'query-invalid'],
    [{ where: { and: [] } }, 'query-invalid'],
    [{ groupBy: [] }, 'query-invalid'],
    [{ select: ['ten'], groupBy: ['xa'] }, 'query-invalid'],
    [{ limit: -1 }, 'query-invalid'],
    [
      {
        where: Array.from({ length: 60 }).reduce<unknown>((inner) => ({ not: inner }), {
          field: 'xa',
          op: 'eq',
          value: '1',
        }),
      },
      'query-too-complex',
    ],
    [
      {
        where: {
          or: Array.from({ length: 3 }, () => ({
            and: Array.from({ length: 200 }, () => ({ field: 'xa', op: 'eq', value: '1' })),
          })),
        },
      },
      'query-too-complex',
    ],
  ] as const)('refuses %j', ([body, code]) => {
    expect(() => parseQueryRequest(body)).toThrow(expect.objectContaining({ code }));
  });
});

const deps = () => ({ engine, snapshotsFolder: join(folder, 'snapshots'), cursorKey });

async function find(id: string): Promise<Snapshot> {
  return snapshots.get(id) ?? Promise.reject(fail('snapshot-unknown', id));
}

function asked(query: string, headers: AskedRecords['headers'] = {}, rights = everything): AskedRecords {
  return {
    dataset: 'ho-ngheo',
    schema,
    rights,
    path: '/api/v1/datasets/ho-ngheo/records',
    parameters: new URLSearchParams(query),
    headers,
    findSnapshot: (id) => find(id ?? 's1'),
  };
}

async function get(query: string, headers: AskedRecords['headers'] = {}, rights = everything) {
  const answer = await answerRecords(deps(), asked(query, headers, rights));
  return { ...answer, json: JSON.parse(answer.body) as unknown };
}

async function failure(
  query: string,
  headers: AskedRecords['headers'] = {},
  rights = everything,
): Promise<DomainError> {
  return answerRecords(deps(), asked(query, headers, rights)).then(
    () => expect.fail(`${query} was answered`),
    (error: unknown) => error as DomainError,
  );
}

function nextOf(headers: Readonly<Record<string, string>>): string | undefined {
  return /^<\/api\/v1\/datasets\/ho-ngheo\/records\?(.*)>; rel="next"$/.exec(headers['link'] ?? '')?.[1];
}

async function publish(id: string, rows: readonly (readonly (string | number | null)[])[]): Promise<void> {
  const accepted = join(folder, `${id}.parquet`);
  const values = rows.map(
    (row) => `(${row.map((cell) => (cell === null ? 'null' : quoteText(String(cell)))).join(', ')})`,
  );
  const list = schema.columns.map(({ name, type }) => `cast(${name} as ${type}) as ${name}`);
  await connection.run(
    `copy (select ${list.join(', ')} from (values ${values.join(', ')}) as t(${schema.columns.map((each) => each.name).join(', ')}))
    to ${quoteText(accepted)} (format parquet)`,
  );
  const outputFolder = join(folder, 'snapshots', 'd', id);
  const prepared = await prepareSnapshot({
    connection,
    accepted,
    current: null,
    schema,
    mode: 'replace',
    outputFolder,
  });
  snapshots.set(id, {
    ...prepared,
    id,
    dataset: 'd',
    createdAt: new Date(0),
    contractVersion: '1.0.0',
    previous: null,
    note: null,
    loads: [],
    current: id === 's1',
    files: prepared.files.map((file) => ({ ...file, path: `d/${id}/${file.path}` })),
  });
}
