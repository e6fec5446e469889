import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { check } from '@placemarkio/check-geojson';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downloadFormats } from '../../src/api/datasets.ts';
import type { TestPlatform } from '../support/platform.ts';
import { registerEveryType, startWithEveryType } from './every-type.ts';

// What is downloaded holds what is stored: other programs read it, and our own intake takes it back unchanged.

let platform: TestPlatform;
let steward: Record<string, string>;
let folder: string;
type Record_ = Readonly<Record<string, string | number | boolean | null>>;
let stored: readonly Record_[];

const dataset = '/api/v1/datasets/moi-kieu';
const everyType: Record_ = {
  ma: 'A1',
  ten: 'Đắk Lắk',
  so: -5,
  lon: '9223372036854775807',
  ty_le: 0.5,
  tien: '123456789012345678.90',
  ngay: '2024-02-29',
  luc: '2024-02-29T23:59:58+07:00',
  gio: '07:30:00',
  dung: false,
  vi_do: 12.7,
  kinh_do: 108.05,
  nguoi: 'Nguyễn Văn An',
};
const formulas = ['=1+1', '+84 262', '-', '@SUM(A1)', "'=1", "''+x", '-5', '\t=1', "'", "''", '"=1"', ';=1', 'a\n=1'];

/** Texts that files get wrong: formulas, quotes, breaks, capitals and signs of all scripts. */
function texts(): readonly string[] {
  const start = fc.constantFrom('', '=', '+', '-', '@', '\t', "'", "''", '"', '=HYPERLINK("x")', 'Ê', '0');
  const rest = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ unit: 'binary', maxLength: 6 }));
  const arbitrary = fc.tuple(start, rest).map(([first, second]) => first + second);
  const printable = (text: string) => !/[\p{Cc}\p{Cs}\p{Cn}\p{Co}]/u.test(text.replaceAll(/[\t\n]/g, ''));
  return [...formulas, ...fc.sample(arbitrary.filter(printable), { numRuns: 200, seed: 5 })];
}

beforeAll(async () => {
  ({ platform, steward } = await startWithEveryType());
  await registerEveryType(platform, steward, 'tro-lai');
  folder = await mkdtemp(join(tmpdir(), 'daklake-downloads-'));
  const rows = texts().map((ten, index) => ({ ...everyType, ma: `B${String(index).padStart(4, '0')}`, ten }));
  const lines = [everyType, ...rows, { ma: 'C1' }, { ma: 'C2', vi_do: 12, kinh_do: 108 }];
  const ndjson = lines.map((row) => JSON.stringify(row)).join('\n');
  const load = await platform.load('moi-kieu', ndjson, { headers: steward, name: 'data.ndjson' });
  if (load.state !== 'published' || load.result?.rejected !== 0) throw new Error(JSON.stringify(load));
  stored = await recordsOf('moi-kieu');
});
afterAll(async () => {
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

async function recordsOf(id: string): Promise<readonly Record_[]> {
  const response = await platform.call(`/api/v1/datasets/${id}/records?limit=10000`, { headers: steward });
  // Rows of our own contract.
  return (await response.json()) as readonly Record_[];
}

async function download(file: string, headers: Record<string, string> = steward): Promise<Buffer> {
  const response = await platform.call(`${dataset}/download.${file}`, { headers });
  if (!response.ok) throw new Error(await response.text());
  return Buffer.from(await response.arrayBuffer());
}

test('what was sent is stored as it was sent', () => {
  expect(stored).toHaveLength(texts().length + 3);
  expect(stored[0]).toEqual(everyType);
});

test.for(['csv', 'csv?header=labels', 'xlsx', 'json'])(
  '[download.formats] %s comes back through intake as the same records',
  async (file) => {
    const name = `data.${file.split('?')[0]}`;
    const load = await platform.load('tro-lai', await download(file), { headers: steward, name });
    expect(load, JSON.stringify(load.result?.findings.slice(0, 3) ?? load.error)).toMatchObject({
      state: 'published',
      result: { accepted: stored.length, rejected: 0 },
    });
    // A workbook knows no difference between an empty cell and an empty text.
    const expected = stored.map((row) => (file === 'xlsx' && row['ten'] === '' ? { ...row, ten: null } : row));
    expect(await recordsOf('tro-lai')).toEqual(expected);
  },
);

describe('DuckDB reads', () => {
  async function read(file: string, from: (path: string) => string): Promise<readonly Record_[]> {
    const path = join(folder, `data.${file}`);
    await writeFile(path, await download(file));
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      const found = await connection.runAndReadAll(`select cast(t as json) from ${from(`'${path}'`)} as t`);
      return found.getRowsJson().map(([row]) => JSON.parse(String(row)) as Record_);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }
  const textOf = (row: Record_) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]));

  test('[download.guard] csv, every text as it is but for the guard', async () => {
    const rows = await read(
      'csv',
      (path) => `read_csv(${path}, header = true, all_varchar = true, delim = ',', allow_quoted_nulls = false)`,
    );
    const guarded = (value: string | null) => (value !== null && /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value);
    const expected = stored.map((row) => ({ ...textOf(row), ten: guarded(textOf(row)['ten'] ?? null) }));
    expect(rows).toEqual(expected);
  });

  test.for([
    ['json', (path: string) => `read_json_objects(${path}, format = 'array')`],
    ['ndjson', (path: string) => `read_json_objects(${path}, format = 'newline_delimited')`],
  ] as const)('%s, with long numbers as strings', async ([format, from]) => {
    const rows = await read(format, from);
    expect(rows.map((row) => row['json'])).toEqual(stored);
  });

  test('parquet, with the types of the contract', async () => {
    const rows = await read(
      'parquet',
      (path) => `(select * replace (
      cast(lon as varchar) as lon, cast(tien as varchar) as tien, strftime(luc, '%Y-%m-%dT%H:%M:%S+07:00') as luc
    ) from read_parquet(${path}))`,
    );
    expect(rows).toEqual(stored);
  });
});

test('[download.geojson] geojson is valid, with longitude before latitude', async () => {
  const collection = check((await download('geojson')).toString('utf8'));
  if (collection.type !== 'FeatureCollection') throw new Error(collection.type);
  expect(collection.features).toHaveLength(stored.length);
  expect(collection.features[0]).toMatchObject({
    geometry: { type: 'Point', coordinates: [108.05, 12.7] },
    properties: everyType,
  });
  expect(
    collection.features.find((feature: { readonly properties: unknown }) => isOf(feature, 'C1'))?.geometry,
  ).toBeNull();
});

function isOf({ properties }: { readonly properties: unknown }, ma: string): boolean {
  return typeof properties === 'object' && properties !== null && 'ma' in properties && properties.ma === ma;
}

describe('over HTTP', () => {
  const get = (file: string, headers: Record<string, string> = {}, method = 'GET') =>
    platform.call(`${dataset}/download.${file}`, { method, headers: { ...steward, ...headers } });

  test.for(downloadFormats)(
    '[download.same] %s has the same bytes and tag for the same snapshot and rights',
    async (format) => {
      const [one, two] = [await get(format), await get(format)];
      expect(one.headers.get('etag')).toBe(two.headers.get('etag'));
      expect(Buffer.from(await one.arrayBuffer()).equals(Buffer.from(await two.arrayBuffer()))).toBe(true);
      expect(one.headers.get('content-disposition')).toBe(`attachment; filename="moi-kieu.${format}"`);
      const other = await get(format, await platform.as('leader'));
      expect(other.headers.get('etag')).not.toBe(one.headers.get('etag'));
      const masked = Buffer.from(await other.arrayBuffer()).toString('latin1');
      expect(masked).not.toContain(Buffer.from('Nguyễn Văn An').toString('latin1'));
    },
  );

  test('is not sent again to whoever has it', async () => {
    const etag = (await get('csv')).headers.get('etag') ?? '';
    for (const known of [etag, `"x", ${etag}`, `W/${etag}`, '*']) {
      const answer = await get('csv', { 'if-none-match': known });
      expect([answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await get('csv', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('[download.same] is sent in parts', async () => {
    const whole = await download('csv');
    const etag = (await get('csv')).headers.get('etag') ?? '';
    for (const [range, start, end] of [
      ['bytes=3-9', 3, 10],
      ['bytes=100-', 100, whole.length],
      ['bytes=-5', whole.length - 5, whole.length],
      [`bytes=0-${whole.length + 99}`, 0, whole.length],
    ] as const) {
      const part = await get('csv', { range, 'if-range': etag });
      expect([part.status, part.headers.get('content-range')]).toEqual([
        206,
        `bytes ${start}-${end - 1}/${whole.length}`,
      ]);
      expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(start, end))).toBe(true);
    }
    const past = await get('csv', { range: `bytes=${whole.length}-` });
    expect([past.status, past.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`]);
    expect(await past.json()).toMatchObject({ code: 'byte-range-unsatisfiable' });
    for (const range of ['bytes=0-1,5-6', 'rows=0-1', 'bytes=9-3', 'bytes=x-']) {
      expect((await get('csv', { range })).status, range).toBe(200);
    }
    expect((await get('csv', { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
  });

  test('is told of without being sent', async () => {
    const head = await get('csv', { range: 'bytes=0-1' }, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
      200,
      String((await download('csv')).length),
      'bytes',
    ]);
    expect(await head.text()).toBe('');
  });

  test.for([
    ['csv?asOf=none', 404, 'snapshot-unknown'],
    ['csv?asOf=', 404, 'snapshot-unknown'],
    ['exe', 400, 'format-unknown'],
    ['csv.gz', 400, 'format-unknown'],
    ['CSV', 400, 'format-unknown'],
    ['csv?header=both', 400, 'request-invalid'],
  ] as const)('%s is refused', async ([file, status, code]) => {
    const answer = await get(file);
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
  });

  test('leaves nothing behind where the client goes away', async () => {
    const headers = await platform.as('auditor');
    await Promise.all(
      downloadFormats.map(async (format) => {
        const gone = new AbortController();
        const answer = fetch(`${platform.address}${dataset}/download.${format}?header=names`, {
          headers,
          signal: gone.signal,
        });
        setTimeout(() => gone.abort(), 30);
        await answer.catch(() => undefined);
      }),
    );
    const exports = join(platform.dataFolder, 'cache', 'exports');
    await expect.poll(async () => (await readdir(exports)).filter((name) => name.includes('half'))).toEqual([]);
    expect((await get('csv')).status).toBe(200);
  });
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
