import { expect, test } from 'vitest';
import { makeZip } from '../../../../../test/support/zip.ts';
import { readBytes } from '../testing/read-bytes.ts';

const kml = `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Trạm đo</name><Style id="s"><IconStyle/></Style>
<Folder><name>Krông Ana</name><Folder><name>Bờ trái</name>
<Placemark id="p1"><name>Trạm 1</name><description><![CDATA[<b>x</b>]]></description><styleUrl>#s</styleUrl>
<ExtendedData><Data name="muc_nuoc"><displayName>Mực nước</displayName><value>12.5</value></Data><SchemaData><SimpleData name="ma">007</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>108.05,12.67,0</coordinates></Point></Placemark></Folder>
<Placemark><name>Hai vùng</name><MultiGeometry>
<Polygon><outerBoundaryIs><LinearRing><coordinates>108,12 109,12 109,13 108,12</coordinates></LinearRing></outerBoundaryIs></Polygon>
<Polygon><outerBoundaryIs><LinearRing><coordinates>108, 12 109, 12 109, 13 108, 12</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark>
</Folder>
<Placemark><gx:Track><when>2026-01-01</when><gx:coord>108 12 5</gx:coord><gx:coord>108.1 12.1 6</gx:coord></gx:Track></Placemark>
<Placemark><name>Hỏng</name>
<Point><coordinates>108</coordinates></Point></Placemark></Document></kml>`;

test('placemarks are rows, with their data, their folders and their place', async () => {
  const read = await readBytes('tram.kml', kml);
  const ring = '[[[108,12],[109,12],[109,13],[108,12]]]';
  expect(read.format).toBe('kml');
  expect(read.tables).toMatchObject([
    {
      columns: ['id', 'name', 'description', 'muc_nuoc', 'ma', 'folder', 'geometry'],
      rows: [
        [
          'p1',
          'Trạm 1',
          '<b>x</b>',
          '12.5',
          '007',
          'Trạm đo / Krông Ana / Bờ trái',
          '{"type":"Point","coordinates":[108.05,12.67,0]}',
        ],
        [
          null,
          'Hai vùng',
          null,
          null,
          null,
          'Trạm đo / Krông Ana',
          `{"type":"MultiPolygon","coordinates":[${ring},${ring}]}`,
        ],
        [null, null, null, null, null, 'Trạm đo', '{"type":"LineString","coordinates":[[108,12,5],[108.1,12.1,6]]}'],
        [null, 'Hỏng', null, null, null, 'Trạm đo', null],
      ],
    },
  ]);
  expect(read.warnings).toMatchObject([
    { code: 'features-damaged', message: { en: expect.stringContaining('(line 12)') } },
  ]);
});

test('a kmz is the kml in it; points alone have degrees', async () => {
  const points =
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><Point><coordinates>108.05,12.67</coordinates></Point></Placemark></kml>';
  expect((await readBytes('a.kmz', await makeZip({ 'doc.kml': points }))).tables).toMatchObject([
    { name: 'doc.kml', columns: ['geometry', 'longitude', 'latitude'], rows: [[expect.anything(), '108.05', '12.67']] },
  ]);
});

test('attributes that stand in the table of a description alone are columns', async () => {
  const table =
    '<html><table border="1"><tr><td>Thửa 7</td></tr><tr><td><table><tr><td>SO_TO</td><td>012</td></tr><tr bgcolor="#D4E4F3"><th>CHU</th><td><b>Y&nbsp;Bih</b> &amp; H&#39;Lan</td></tr><tr><td>GHI</td><td>&lt;Null&gt;</td></tr></table></td></tr></table></html>';
  const placemark = (description: string) =>
    `<Placemark><description><![CDATA[${description}]]></description><Point><coordinates>108,12</coordinates></Point></Placemark>`;
  const content = `<kml xmlns="http://www.opengis.net/kml/2.2">${placemark(table)}${placemark('<p>x <td>y</p>')}</kml>`;
  expect((await readBytes('a.kml', content)).tables).toMatchObject([
    {
      columns: ['description', 'SO_TO', 'CHU', 'GHI', 'geometry', 'longitude', 'latitude'],
      rows: [
        [table, '012', "Y Bih & H'Lan", null, expect.anything(), '108', '12'],
        ['<p>x <td>y</p>', null, null, null, expect.anything(), '108', '12'],
      ],
    },
  ]);
});

test('a kml without placemarks, cut or with a document type is refused', async () => {
  await expect(readBytes('a.kml', '<kml><Document><name>x</name></Document></kml>')).rejects.toMatchObject({
    code: 'table-empty',
  });
  await expect(readBytes('a.kml', kml.slice(0, 900))).rejects.toMatchObject({ code: 'file-truncated' });
  await expect(readBytes('a.kml', `<!DOCTYPE kml [<!ENTITY a "b">]>${kml.slice(39)}`)).rejects.toMatchObject({
    code: 'xml-unsafe',
  });
});
