import { expect, test } from 'vitest';
import { makeZip } from '../../../../../test/support/zip.ts';
import { readBytes } from '../testing/read-bytes.ts';
import { makeDbf, makeShp, type MadeShape } from './testing/make-shapefile.ts';

const vn2000 = (meridian: number) =>
  `PROJCS["VN_2000_TM3",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
const wgs84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]';

/** With the clock, as outer rings of shapefiles run. */
const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x, y + side],
  [x + side, y + side],
  [x + side, y],
  [x, y],
];

async function readLayer(members: Readonly<Record<string, string | Buffer>>) {
  return readBytes('lop.zip', await makeZip(members));
}

test('points in VN-2000 come in degrees, whatever the meridian of their projection', async () => {
  const read = await readLayer({
    'DIEM.SHP': makeShp([{ type: 1, position: [450_927.263, 1_400_853.968] }, null]),
    'diem.dbf': makeDbf(['Buôn Ma Thuột', 'Không có điểm']),
    'diem.prj': vn2000(108.5),
    'diem.cpg': 'UTF-8',
    'diem.shx': Buffer.alloc(100),
  });
  expect(read).toMatchObject({ format: 'shapefile', warnings: [] });
  const [table] = read.tables;
  expect(table).toMatchObject({
    name: 'DIEM.SHP',
    columns: ['NAME', 'geometry', 'longitude', 'latitude'],
    rowCount: 2,
  });
  const [name, , longitude, latitude] = table?.rows[0] ?? [];
  expect(name).toBe('Buôn Ma Thuột');
  expect(Number(longitude)).toBeCloseTo(108.05, 7);
  expect(Number(latitude)).toBeCloseTo(12.6667, 7);
  expect(table?.rows[1]).toEqual(['Không có điểm', null, null, null]);
});

test('rings are put together: holes in the polygon around them, turned as GeoJSON wants them', async () => {
  const hole = square(2, 2, 1).toReversed();
  const shapes: MadeShape[] = [
    { type: 5, parts: [square(0, 0, 10), hole] },
    { type: 5, parts: [square(20, 20, 5), hole, square(0, 0, 10)] },
    {
      type: 3,
      parts: [
        [
          [0, 0],
          [1, 1],
        ],
        [
          [2, 2],
          [3, 3],
        ],
      ],
    },
  ];
  const read = await readLayer({ 'a.shp': makeShp(shapes), 'a.dbf': makeDbf(['a', 'b', 'c']), 'a.prj': wgs84 });
  expect(read.tables[0]?.rows.map((row): unknown => JSON.parse(row[1] ?? 'null'))).toEqual([
    { type: 'Polygon', coordinates: [square(0, 0, 10).toReversed(), square(2, 2, 1)] },
    {
      type: 'MultiPolygon',
      coordinates: [[square(20, 20, 5).toReversed()], [square(0, 0, 10).toReversed(), square(2, 2, 1)]],
    },
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [0, 0],
          [1, 1],
        ],
        [
          [2, 2],
          [3, 3],
        ],
      ],
    },
  ]);
});

test('a ring that runs the wrong way round is no hole where nothing is around it', async () => {
  const read = await readLayer({
    'a.shp': makeShp([
      { type: 5, parts: [square(0, 0, 1).toReversed()] },
      { type: 5, parts: [square(0, 0, 1), square(5, 5, 1).toReversed()] },
    ]),
    'a.prj': wgs84,
  });
  expect(read.tables[0]?.rows.map(([drawn]): unknown => JSON.parse(drawn ?? 'null'))).toEqual([
    { type: 'Polygon', coordinates: [square(0, 0, 1).toReversed()] },
    { type: 'MultiPolygon', coordinates: [[square(0, 0, 1).toReversed()], [square(5, 5, 1).toReversed()]] },
  ]);
});

test('several layers are several tables; what belongs to none is passed over, deleted records with their shapes', async () => {
  const members = {
    'lop/xa.shp': makeShp([1, 2, 3].map((at) => ({ type: 1, position: [108 + at / 10, 12.5] }))),
    'lop/xa.dbf': makeDbf(['một', '*hai', 'ba']),
    'lop/xa.prj': wgs84,
    'truong.shp': makeShp([{ type: 11, position: [108.1, 12.6, 455.5] }]),
    'truong.prj': wgs84,
    'doc-toi.txt': 'x',
    'lop/xa.shp.xml': '<a/>',
  };
  const read = await readLayer(members);
  expect(read.tables.map(({ name, rows }) => [name, rows.map(([first]) => first)])).toEqual([
    ['lop/xa.shp', ['một', 'ba']],
    ['truong.shp', ['{"type":"Point","coordinates":[108.1,12.6,455.5]}']],
  ]);
  expect(read.tables[0]?.rows[1]?.slice(2)).toEqual(['108.3', '12.5']);
  expect(read.warnings.map(({ code }) => code)).toEqual(['member-ignored', 'rows-deleted']);
  const one = await readBytes('lop.zip', await makeZip(members), { sheet: 'truong' });
  expect(one.tables).toMatchObject([{ name: 'truong.shp' }]);
});

test('tables of other kinds beside a layer are read, too; what only tells about them is passed over', async () => {
  const layer = {
    'diem.shp': makeShp([{ type: 1, position: [108, 12] }]),
    'diem.dbf': makeDbf(['A']),
    'diem.prj': wgs84,
  };
  const beside = {
    'doc-toi.txt': 'Bản đồ',
    'xa.csv': 'ma,ten\n1,a\n2,b\n',
    'ho.json': '{"h":[{"x":1}],"k":[{"x":2}]}',
  };
  const read = await readLayer({ ...layer, ...beside });
  expect(read.tables.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ['diem.shp', 1],
    ['xa.csv', 2],
    ['ho.json/h', 1],
    ['ho.json/k', 1],
  ]);
  expect(read.warnings.map(({ code }) => code)).toEqual(['member-ignored']);
  expect(read.members?.map(({ file, tables, rows }) => [file, tables, rows])).toEqual([
    ['diem.shp', 1, 1],
    ['xa.csv', 1, 2],
    ['ho.json', 2, 2],
  ]);
  const chosen = async (sheet: string) =>
    (await readBytes('lop.zip', await makeZip({ ...layer, ...beside }), { sheet })).tables.map(({ name }) => name);
  expect([await chosen('diem'), await chosen('xa.csv'), await chosen('ho.json/k')]).toEqual([
    ['diem.shp'],
    ['xa.csv'],
    ['ho.json/k'],
  ]);
  const broken = await readLayer({ ...layer, 'hong.json': '{"a":' });
  expect(broken.tables).toHaveLength(1);
  expect(broken.members?.map(({ failure }) => failure?.code)).toEqual([undefined, 'json-invalid']);
});

test('text without a code page that says so is told by what it is', async () => {
  const tcvn3 = Buffer.from([0xa7, 0xbe, 0x6b, 0x20, 0x4c, 0xbe, 0x6b]);
  const read = await readLayer({
    'a.shp': makeShp([{ type: 1, position: [108, 12.5] }]),
    'a.dbf': makeDbf([tcvn3]),
    'a.prj': wgs84,
    'a.cpg': '1252',
  });
  expect(read).toMatchObject({
    encoding: { legacy: 'TCVN3' },
    tables: [{ rows: [['Đắk Lắk', expect.anything(), '108', '12.5']] }],
  });
});

test('without a projection coordinates stay, and the zone that they fit is named', async () => {
  const shp = (position: readonly number[]) => ({ 'a.shp': makeShp([{ type: 1, position }]), 'a.dbf': makeDbf(['x']) });
  const metres = await readLayer(shp([450_927.263, 1_400_853.968]));
  expect(metres.tables[0]).toMatchObject({
    columns: ['NAME', 'geometry'],
    rows: [['x', '{"type":"Point","coordinates":[450927.263,1400853.968]}']],
  });
  expect(metres.warnings.map(({ code }) => code)).toEqual(['projection-missing', 'coordinates-projected']);
  expect(metres.warnings[1]?.message.vi).toMatch(/EPSG:9218.*108\.050000, 12\.666700/);
  const degrees = await readLayer(shp([108.05, 12.6667]));
  expect(degrees.warnings).toMatchObject([
    { code: 'projection-missing', message: { en: expect.stringContaining('WGS 84') } },
  ]);
  const nowhere = await readLayer({ ...shp([1e7, 1e7]), 'a.prj': 'LOCAL_CS["Lưới riêng của mỏ"]' });
  expect(nowhere.warnings.map(({ code }) => code)).toEqual(['projection-unknown', 'coordinates-projected']);
});

test('a layer that is cut, broken or of unknown shapes is refused or told of by its record', async () => {
  const shp = makeShp([1, 2].map((at) => ({ type: 5, parts: [square(at, at, 1)] })));
  const layer = (bytes: Buffer) => readLayer({ 'a.shp': bytes, 'a.dbf': makeDbf(['a', 'b']), 'a.prj': wgs84 });
  await expect(layer(shp.subarray(0, shp.length - 10))).rejects.toMatchObject({
    code: 'file-truncated',
    members: { line: 2 },
  });
  await expect(layer(shp.subarray(0, 50))).rejects.toMatchObject({ code: 'file-truncated' });
  const changed = (at: number, value: number) => {
    const copy = Buffer.from(shp);
    copy.writeInt32LE(value, at);
    return copy;
  };
  const manyParts = await layer(changed(108 + 36, 2_000_000_000));
  expect(manyParts.tables[0]?.rows[0]).toEqual(['a', null]);
  expect(manyParts.warnings).toMatchObject([
    { code: 'features-damaged', message: { en: expect.stringContaining('(line 1)') } },
  ]);
  expect((await layer(changed(108, 31))).warnings).toMatchObject([{ code: 'features-damaged' }]);
  const huge = Buffer.from(shp);
  huge.writeInt32BE(1_000_000_000, 104);
  await expect(layer(huge)).rejects.toMatchObject({ code: 'row-too-long' });
  await expect(readBytes('a.shp', shp)).rejects.toMatchObject({ code: 'format-unsupported' });
});
