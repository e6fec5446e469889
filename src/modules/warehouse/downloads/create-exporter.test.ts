import { createReadStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rights } from '#api/rights.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { createSampleStore, sampleColumn, type SampleStore } from '../testing/sample-store.ts';
import { createExporter, type Download, type Exporter } from './create-exporter.ts';

let store: SampleStore;
let exporter: Exporter;
let snapshot: Snapshot;

const schema: DatasetSchema = {
  columns: [
    sampleColumn('ma', 'VARCHAR', 'Mã, hộ'),
    sampleColumn('ten', 'VARCHAR', '=Tên'),
    sampleColumn('so', 'BIGINT', 'Số'),
    sampleColumn('tien', 'DECIMAL(18,2)', 'Tiền'),
    sampleColumn('vi_do', 'DOUBLE', 'Vĩ độ'),
    sampleColumn('kinh_do', 'DOUBLE', 'Kinh độ'),
    sampleColumn('ngay', 'DATE', 'Ngày'),
    sampleColumn('luc', 'TIMESTAMP', 'Lúc'),
    sampleColumn('dung', 'BOOLEAN', 'Đúng'),
  ],
  key: ['ma'],
  partitionBy: [],
};
const rows = [
  ['1', "'=1+1'", '-5', '-1.50', '12.7', '108.05', '2024-02-29', '2024-02-29 06:00:00.5', 'true'],
  ['2', "''", 'null', 'null', 'null', '108', 'null', 'null', 'false'],
  ['3', 'null', '0', '0', '0', '0', 'null', 'null', 'null'],
  ['4', `'''@a'`, '1', '1', '1', '1', 'null', 'null', 'null'],
  ['5', `'Đắk "Lắk", x' || chr(10) || 'y'`, '1', '1', '1', '1', 'null', 'null', 'null'],
  ['6', `'Nguyễn Văn An'`, '1', '9999999999999999.99', '1', '1', 'null', 'null', 'null'],
];

beforeAll(async () => {
  store = await createSampleStore();
  exporter = await createExporter({ dataFolder: store.folder, clock: systemClock });
  const values = rows.map(([ma, ten, so, tien, y, x, ngay, luc, dung]) => {
    const cell = (text: string | undefined, type: string) => (text === 'null' ? `null::${type}` : `${type} '${text}'`);
    return `('${ma}', ${ten}, ${so}, ${tien}::decimal(18,2), ${y}::double, ${x}::double, ${cell(ngay, 'date')}, ${cell(luc, 'timestamp')}, ${dung}::boolean)`;
  });
  snapshot = await store.publish(
    'small',
    schema,
    `from (values ${values.join(', ')}) as t(${schema.columns.map((each) => each.name).join(', ')})`,
  );
});
afterAll(async () => {
  exporter.close();
  await store.close();
});

describe('csv', () => {
  test('[download.csv] guards texts that would be formulas, tells empty from null, and has a byte order mark', async () => {
    expect(await text({ format: 'csv' })).toBe(
      [
        '\uFEFFma,ten,so,tien,vi_do,kinh_do,ngay,luc,dung',
        "1,'=1+1,-5,-1.50,12.7,108.05,2024-02-29,2024-02-29T06:00:00.5+07:00,true",
        '2,"",,,,108,,,false',
        '3,,0,0.00,0,0,,,',
        "4,''@a,1,1.00,1,1,,,",
        '5,"Đắk ""Lắk"", x\ny",1,1.00,1,1,,,',
        '6,Nguyễn Văn An,1,9999999999999999.99,1,1,,,',
        '',
      ].join('\n'),
    );
  });

  test('has labels for headings where asked, guarded like texts', async () => {
    const [heading] = (await text({ format: 'csv', header: 'labels' })).split('\n');
    expect(heading).toBe(`\uFEFF"Mã, hộ",'=Tên,Số,Tiền,Vĩ độ,Kinh độ,Ngày,Lúc,Đúng`);
  });

  test('quotes and guards headings as the values below them', async () => {
    const labels = ['a"b', 'a,b', 'a\nb', 'a\rb', '#', "'=a", '\ta', ' a ', "a'b", ';', ''];
    const columns = labels.map((label, index) => sampleColumn(`c${index}`, 'VARCHAR', label));
    const odd: DatasetSchema = { columns, key: [], partitionBy: [] };
    const values = labels.map((label, index) => `${quoteText(label)} as c${index}`).join(', ');
    const written = await text({
      format: 'csv',
      header: 'labels',
      schema: odd,
      snapshot: await store.publish('odd-headings', odd, `select ${values}`),
    });
    const [heading, row] = [written.slice(1, (written.length + 1) / 2), written.slice((written.length + 1) / 2)];
    expect(heading).toBe(row);
    expect(row).toContain('""');
  });

  test('keeps the order of the snapshot over many parts, the heading first', async () => {
    const narrow: DatasetSchema = {
      columns: [sampleColumn('ma', 'VARCHAR'), sampleColumn('so', 'BIGINT')],
      key: ['ma'],
      partitionBy: [],
    };
    const numbered = `select lpad(i::varchar, 7, '0') as ma, i as so from range(300000) as t(i)`;
    const large = await store.publish('large', narrow, numbered, 100_000);
    const file = await exporter.export({ ...whole, format: 'csv', schema: narrow, snapshot: large });
    const lines = (await readFile(file.path, 'utf8')).split('\n');
    expect(lines.slice(0, 2)).toEqual(['\uFEFFma,so', '0000000,0']);
    expect(lines.slice(1, -1).every((line, index) => Number(line.slice(8)) === index)).toBe(true);
    expect(lines).toHaveLength(300_002);
  });
});

test('json is an array of objects, ndjson the same by lines', async () => {
  const objects = JSON.parse(await text({ format: 'json' })) as unknown[];
  expect(objects).toHaveLength(6);
  expect(objects[0]).toEqual({
    ma: '1',
    ten: '=1+1',
    so: -5,
    tien: '-1.50',
    vi_do: 12.7,
    kinh_do: 108.05,
    ngay: '2024-02-29',
    luc: '2024-02-29T06:00:00.5+07:00',
    dung: true,
  });
  const lines = (await text({ format: 'ndjson' })).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(objects);
});

test('parquet has the types of the contract', async () => {
  const file = await exporter.export({ ...whole, format: 'parquet' });
  const list = `read_parquet(${quoteText(file.path)})`;
  const types = await store.connection.runAndReadAll(
    `select column_name, column_type from (describe select * from ${list})`,
  );
  expect(types.getRowsJson()).toEqual(schema.columns.map(({ name, type }) => [name, type]));
  expect((await store.connection.runAndReadAll(`select count(*), sum(so) from ${list}`)).getRowsJson()).toEqual([
    ['6', '-2'],
  ]);
});

test('[download.xlsx] xlsx has labels and typed cells, and long numbers as texts', async () => {
  const sheet = sheetOf(await bytes({ format: 'xlsx' }));
  expect(Object.keys(sheet[0] ?? {})).toEqual([
    'Mã, hộ',
    '=Tên',
    'Số',
    'Tiền',
    'Vĩ độ',
    'Kinh độ',
    'Ngày',
    'Lúc',
    'Đúng',
  ]);
  expect(sheet[0]).toMatchObject({ 'Mã, hộ': '1', '=Tên': '=1+1', Số: -5, Tiền: '-1.50', 'Vĩ độ': 12.7, Đúng: true });
  expect(sheet[5]).toMatchObject({ Tiền: '9999999999999999.99' });
  expect(Object.keys(sheetOf(await bytes({ format: 'xlsx', header: 'names' }))[0] ?? {})[0]).toBe('ma');
});

describe('geojson', () => {
  const location = { latitude: 'vi_do', longitude: 'kinh_do' };

  test('has a point a row, and none where a coordinate is missing', async () => {
    const document = JSON.parse(await text({ format: 'geojson', location })) as {
      type: string;
      features: { geometry: unknown; properties: object }[];
    };
    expect(document.type).toBe('FeatureCollection');
    expect(document.features.map((feature) => feature.geometry).slice(0, 2)).toEqual([
      { type: 'Point', coordinates: [108.05, 12.7] },
      null,
    ]);
    expect(document.features[0]?.properties).toMatchObject({ ma: '1', so: -5 });
  });

  test('is not offered without coordinates', async () => {
    await expect(exporter.export({ ...whole, format: 'geojson' })).rejects.toMatchObject({
      code: 'format-not-offered',
    });
  });

  test('places nothing by masked coordinates', async () => {
    const masked = await text({ format: 'geojson', location, rights: { fields: { vi_do: 'hide' } } });
    expect(masked).not.toContain('Point');
  });
});

test.for(['csv', 'xlsx', 'json', 'ndjson', 'parquet', 'geojson'])(
  '%s holds the masks and only rows in reach',
  async (format) => {
    const rights: Rights = { rows: { field: 'so', value: '1' }, fields: { ten: 'initials', tien: 'last4' } };
    const masked = await bytes({ format, rights, location: { latitude: 'vi_do', longitude: 'kinh_do' } });
    const shown =
      format === 'xlsx'
        ? JSON.stringify(sheetOf(masked))
        : format === 'parquet'
          ? await parquetText(format, rights)
          : masked.toString('utf8');
    expect(shown).toContain('N.V.A.');
    expect(shown).toContain('•••9.99');
    expect(shown).not.toMatch(/Nguyễn|9999|108\.05/);
  },
);

test.for(['csv', 'xlsx', 'json', 'ndjson', 'parquet', 'geojson'])(
  '%s without a snapshot is a file without rows',
  async (format) => {
    const empty = await bytes({ format, snapshot: undefined, location: { latitude: 'vi_do', longitude: 'kinh_do' } });
    const shown: Record<string, () => unknown> = {
      csv: () => empty.toString(),
      xlsx: () => sheetOf(empty),
      json: () => JSON.parse(empty.toString()),
      ndjson: () => empty.toString(),
      parquet: () => empty.subarray(0, 4).toString(),
      geojson: () => JSON.parse(empty.toString()),
    };
    expect(shown[format]?.()).toEqual(emptyFiles[format]);
  },
);

const emptyFiles: Readonly<Record<string, unknown>> = {
  csv: '\uFEFFma,ten,so,tien,vi_do,kinh_do,ngay,luc,dung\n',
  xlsx: [],
  json: [],
  ndjson: '',
  parquet: 'PAR1',
  geojson: { type: 'FeatureCollection', features: [] },
};

test('is made once, the same bytes again after it was removed, and others for other rights', async () => {
  const [one, two] = await Promise.all([
    exporter.export({ ...whole, format: 'xlsx' }),
    exporter.export({ ...whole, format: 'xlsx' }),
  ]);
  expect(one).toEqual(two);
  const before = await readFile(one.path);
  await rm(one.path);
  expect((await readFile((await exporter.export({ ...whole, format: 'xlsx' })).path)).equals(before)).toBe(true);
  const other = await exporter.export({ ...whole, format: 'xlsx', rights: { fields: { ten: 'hide' } } });
  expect(other.etag).not.toBe(one.etag);
});

test('leaves nothing half done behind, also when a file cannot be made', async () => {
  const broken: Snapshot = {
    ...snapshot,
    id: 'broken',
    files: snapshot.files.map((file) => ({ ...file, path: 'missing.parquet' })),
  };
  await expect(exporter.export({ ...whole, format: 'csv', snapshot: broken })).rejects.toThrow(/missing/);
  expect((await readdir(join(store.folder, 'cache', 'exports'))).filter((name) => name.includes('half'))).toEqual([]);
});

test('an unknown format is refused', async () => {
  await expect(exporter.export({ ...whole, format: 'exe' })).rejects.toMatchObject({ code: 'format-unknown' });
});

const whole = {
  dataset: 'ho-ngheo',
  schema,
  rights: { fields: {} },
  get snapshot() {
    return snapshot;
  },
};

async function bytes(options: Partial<Download> & Pick<Download, 'format'>): Promise<Buffer> {
  const file = await exporter.export({ ...whole, ...options });
  return buffer(createReadStream(file.path));
}

async function text(options: Partial<Download> & Pick<Download, 'format'>): Promise<string> {
  return (await bytes(options)).toString('utf8');
}

async function parquetText(format: string, rights: Rights): Promise<string> {
  const file = await exporter.export({ ...whole, format, rights });
  return JSON.stringify(
    (await store.connection.runAndReadAll(`from read_parquet(${quoteText(file.path)})`)).getRowsJson(),
  );
}

function sheetOf(bytesOfBook: Buffer): Record<string, unknown>[] {
  const book = read(bytesOfBook);
  return utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {});
}
