import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

const point = (longitude: number, latitude: number) => ({ type: 'Point', coordinates: [longitude, latitude] });
const feature = (properties: unknown, geometry: unknown, more: object = {}) => ({
  type: 'Feature',
  ...more,
  properties,
  geometry,
});
const collection = (features: readonly unknown[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });

test('features are rows: id, properties by their own names, geometry, and where it is a point its degrees', async () => {
  const read = await readBytes(
    'tram.json',
    collection([
      feature({ tên: 'Trạm 1', chi: { tieu: 1.5 }, thang: [1, 2] }, point(108.05, 12.6667), { id: 7 }),
      feature({ tên: 'Trạm 2' }, null, { id: 'b' }),
    ]),
  );
  expect(read).toMatchObject({ format: 'geojson', warnings: [] });
  expect(read.tables).toMatchObject([
    {
      columns: ['id', 'tên', 'chi.tieu', 'thang', 'geometry', 'longitude', 'latitude'],
      rows: [
        ['7', 'Trạm 1', '1.5', '[1,2]', '{"type":"Point","coordinates":[108.05,12.6667]}', '108.05', '12.6667'],
        ['b', 'Trạm 2', null, null, null, null, null],
      ],
    },
  ]);
});

test('other geometries have no degrees of their own; names that are taken are not given twice', async () => {
  const line = {
    type: 'LineString',
    coordinates: [
      [108, 12],
      [109, 13],
    ],
  };
  expect((await readOnlyTable('a.geojson', collection([feature({ a: 1 }, line)]))).columns).toEqual(['a', 'geometry']);
  const own = await readOnlyTable(
    'a.geojson',
    collection([feature({ ID: 1, LONGITUDE: 1, geometry: 2 }, point(108, 12), { id: 9 })]),
  );
  expect(own.columns).toEqual(['ID', 'LONGITUDE', 'geometry', 'geometry (2)', 'id (2)']);
  const same = await readOnlyTable('a.geojson', collection([feature({ id: '01' }, point(108, 12), { id: '01' })]));
  expect(same.columns).toEqual(['id', 'geometry', 'longitude', 'latitude']);
});

test('a feature, a geometry, features line by line and in an array are read', async () => {
  const one = feature({ a: 'x' }, point(108, 12));
  const rows = [['x', '{"type":"Point","coordinates":[108,12]}', '108', '12']];
  expect(await readOnlyTable('a.json', JSON.stringify(one))).toMatchObject({ rows });
  expect((await readBytes('a.ndjson', `${JSON.stringify(one)}\n\n${JSON.stringify(one)}\n`)).tables).toMatchObject([
    { rowNumbers: [1, 3], rows: [...rows, ...rows] },
  ]);
  expect(await readOnlyTable('a.json', JSON.stringify([one, one]))).toMatchObject({ rowCount: 2 });
  expect(await readOnlyTable('a.json', JSON.stringify(point(108, 12)))).toMatchObject({ rows: [rows[0]?.slice(1)] });
  expect((await readBytes('a.json', '{"type":"Feature","name":"no map"}')).format).toBe('json');
  expect(await readOnlyTable('a.geojsons', `\u001e${JSON.stringify(one)}\n`)).toMatchObject({ rows });
  expect(await readOnlyTable('a.json', JSON.stringify({ features: [one], type: 'FeatureCollection' }))).toMatchObject({
    rows,
  });
});

test('the JSON of ArcGIS is a map: its attributes, its days, its rings and its projection', async () => {
  const layer = {
    geometryType: 'esriGeometryPolygon',
    hasM: true,
    spatialReference: { wkid: 3405 },
    fields: [{ name: 'ngay', type: 'esriFieldTypeDate' }],
  };
  const ring = [
    [831_285.3, 1_396_052.2, 9],
    [832_285.3, 1_396_052.2, 9],
    [832_285.3, 1_397_052.2, 9],
    [831_285.3, 1_396_052.2, 9],
  ];
  const features = [
    { attributes: { ten: 'Ea Kao', ngay: 1_704_067_200_000 }, geometry: { rings: [ring] } },
    { attributes: { ten: 'x', ngay: null }, geometry: { curveRings: [] } },
    { attributes: { ten: 'y', ngay: null } },
  ];
  const read = await readBytes('a.json', JSON.stringify({ ...layer, features }));
  const turned =
    '[[108.050774368,12.610046626],[108.059968627,12.609941389],[108.06007598,12.618971416],[108.050774368,12.610046626]]';
  expect(read.warnings.map(({ code }) => code)).toEqual(['features-damaged']);
  expect(read).toMatchObject({
    format: 'geojson',
    tables: [
      {
        columns: ['ten', 'ngay', 'geometry'],
        rows: [
          ['Ea Kao', '2024-01-01T00:00:00Z', `{"type":"Polygon","coordinates":[${turned}]}`],
          ['x', null, null],
          ['y', null, null],
        ],
      },
    ],
  });
  const points = [{ x: 108, y: 12, z: 5 }, { x: 'NaN' }].map((geometry) => ({ attributes: { a: 1 }, geometry }));
  expect(await readOnlyTable('a.json', JSON.stringify({ features: points }))).toMatchObject({
    columns: ['a', 'geometry', 'longitude', 'latitude'],
    rows: [
      ['1', '{"type":"Point","coordinates":[108,12,5]}', '108', '12'],
      ['1', null, null, null],
    ],
  });
});

test('the projection of older files is honoured, one that nobody knows told of', async () => {
  const crs = (name: string) => ({ crs: { type: 'name', properties: { name } } });
  const features = [feature({}, point(450_927.263, 1_400_853.968))];
  const placed = await readBytes('a.geojson', collection(features, crs('urn:ogc:def:crs:EPSG::9218')));
  const [, longitude, latitude] = placed.tables[0]?.rows[0] ?? [];
  expect([Number(longitude).toFixed(6), Number(latitude).toFixed(6)]).toEqual(['108.050000', '12.666700']);
  expect(placed.warnings).toEqual([]);
  const unknown = await readBytes('a.geojson', collection(features, crs('EPSG:31467')));
  expect(unknown.tables[0]?.columns).toEqual(['geometry']);
  expect(unknown.warnings.map(({ code }) => code)).toEqual(['projection-unknown', 'coordinates-projected']);
  const swapped = await readBytes('a.geojson', collection([feature({}, point(12.6667, 108.05))]));
  expect(swapped.warnings).toMatchObject([{ code: 'axes-swapped' }]);
});

test('what is wrong with a feature is told by its line, and the rest of it read', async () => {
  const read = await readBytes(
    'a.geojson',
    `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point",
"coordinates":[108,"12"]}},
{"type":"Feature","properties":{"a":2},"geometry":{"type":"Point","coordinates":[108,12]}},
null]}`,
  );
  expect(read.tables[0]?.rows).toEqual([
    ['1', null, null, null],
    ['2', '{"type":"Point","coordinates":[108,12]}', '108', '12'],
    [null, null, null, null],
  ]);
  expect(read.warnings.map(({ code, message }) => [code, message.vi])).toEqual([
    ['features-damaged', 'features[0].geometry.coordinates (dòng 3): tọa độ có giá trị không phải số.'],
    ['features-damaged', 'features[2] (dòng 5): đối tượng không phải là {…}.'],
  ]);
});

test.each([
  ['null', 'geometry-invalid', 1],
  ['{\n"type":"FooBar"}', 'geometry-invalid', 1],
  ['{"type":"FeatureCollection",\n"features":{}}', 'geometry-invalid', 2],
  ['{"type":"Point",\n"coordinates":[1]}', 'geometry-invalid', 2],
  ['{"type":"FeatureCollection","features":[\n{"type":"Feature" "properties":{}}]}', 'json-invalid', 2],
  ['{"type":"FeatureCollection","features":[\n{"type":"Feature"', 'json-invalid', 2],
] as const)('%j is refused by its line [load.geometry-invalid]', async (text, code, line) => {
  await expect(readBytes('a.geojson', text)).rejects.toMatchObject({ code, members: { line } });
});

test('features that are nested or long beyond bounds are refused', async () => {
  const deep = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":${'{"a":'.repeat(100_000)}`;
  await expect(readBytes('a.geojson', deep)).rejects.toMatchObject({ code: 'json-invalid' });
  const limits = { ...defaultReadLimits, rowBytes: 1000 };
  const long = collection([feature({ a: 'x'.repeat(2000) }, null)]);
  await expect(readBytes('a.geojson', long, { limits })).rejects.toMatchObject({ code: 'row-too-long' });
});

test('any collection of points comes back as it was, however it is spaced', async () => {
  const degrees = fc.tuple(fc.double({ min: 102, max: 109, noNaN: true }), fc.double({ min: 8, max: 23, noNaN: true }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ maxLength: 5 }), degrees), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(undefined, 1, '\t'),
      async (given, space) => {
        const features = given.map(([name, [x, y]]) => feature({ name: `n${name.trim()}` }, point(x, y)));
        const text = JSON.stringify({ type: 'FeatureCollection', name: '[{"', features }, undefined, space);
        const table = await readOnlyTable('a.geojson', text);
        expect(table.rows.map((row): unknown => JSON.parse(row[1] ?? ''))).toEqual(
          features.map(({ geometry }) => JSON.parse(JSON.stringify(geometry)) as unknown),
        );
      },
    ),
    { numRuns: 20 },
  );
});
