import { expect, test } from 'vitest';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

const names = [
  'xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"',
  'xmlns:generic="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"',
  'xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');
const header =
  '<message:Header><message:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"/></message:Header>';

const expected = {
  columns: ['FREQ', 'REF_AREA', 'TIME_PERIOD', 'OBS_VALUE', 'OBS_STATUS', 'TITLE', 'UNIT'],
  rows: [
    ['A', 'VN', '2014', '9.81', 'A', 'Cả nước', 'PT'],
    ['A', 'VN', '2015', '1.250', null, 'Cả nước', 'PT'],
    ['A', '66', '2014', null, 'M', null, 'PT'],
  ],
};

test('a generic message is a row for each observation: keys, period, value, attributes of all levels', async () => {
  const value = (id: string, text: string) => `<generic:Value id="${id}" value="${text}"/>`;
  const series = (area: string, observations: string) =>
    `<generic:Series><generic:SeriesKey>${value('FREQ', 'A')}${value('REF_AREA', area)}</generic:SeriesKey>${observations}</generic:Series>`;
  const observation = (period: string, obs: string, status: string) =>
    `<generic:Obs><generic:ObsDimension value="${period}"/>${obs}${status === '' ? '' : `<generic:Attributes>${value('OBS_STATUS', status)}</generic:Attributes>`}</generic:Obs>`;
  const read = await readBytes(
    'a.xml',
    `<?xml version="1.0"?><message:GenericData ${names}>${header}<message:DataSet structureRef="S">
      <generic:Attributes>${value('UNIT', 'PT')}</generic:Attributes>
      <generic:Group type="G"><generic:GroupKey>${value('REF_AREA', 'VN')}</generic:GroupKey><generic:Attributes>${value('TITLE', 'Cả nước')}</generic:Attributes></generic:Group>
      ${series('VN', observation('2014', '<generic:ObsValue value="9.81"/>', 'A') + observation('2015', '<generic:ObsValue value="1.250"/>', ''))}
      ${series('66', observation('2014', '', 'M'))}
    </message:DataSet></message:GenericData>`,
  );
  expect(read.format).toBe('sdmx');
  expect(read.tables).toMatchObject([expected]);
  expect(read.tables[0]?.typedNumbers).toEqual([false, false, false, true, false, false, false]);
});

test('a structure-specific message is the same table, groups and the attributes of its data set included', async () => {
  const table = await readOnlyTable(
    'a.xml',
    `<message:StructureSpecificData ${names}>${header}<message:DataSet ss:dataScope="DataStructure" xsi:type="n:T" ss:structureRef="S" UNIT="PT">
      <Group xsi:type="n:G" REF_AREA="VN" TITLE="Cả nước"/>
      <Series FREQ="A" REF_AREA="VN"><Obs TIME_PERIOD="2014" OBS_VALUE="9.81" OBS_STATUS="A"/><Obs TIME_PERIOD="2015" OBS_VALUE="1.250"/></Series>
      <Series FREQ="A" REF_AREA="66"><Obs TIME_PERIOD="2014" OBS_STATUS="M"/></Series>
    </message:DataSet></message:StructureSpecificData>`,
  );
  expect(table).toMatchObject(expected);
});

test('observations without series have the whole key, and those of 2.0 their period as text', async () => {
  const flat = await readOnlyTable(
    'a.xml',
    `<message:StructureSpecificData ${names}><message:DataSet><Obs FREQ="A" TIME_PERIOD="2014" OBS_VALUE="1"/></message:DataSet></message:StructureSpecificData>`,
  );
  expect(flat).toMatchObject({ columns: ['FREQ', 'TIME_PERIOD', 'OBS_VALUE'], rows: [['A', '2014', '1']] });
  const old = await readOnlyTable(
    'a.xml',
    `<GenericData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message" xmlns:g="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/generic"><DataSet>
      <g:Series><g:SeriesKey><g:Value concept="FREQ" value="A"/></g:SeriesKey><g:Obs><g:Time>2014</g:Time><g:ObsValue value="1"/></g:Obs></g:Series></DataSet></GenericData>`,
  );
  expect(old).toMatchObject({ columns: ['FREQ', 'TIME_PERIOD', 'OBS_VALUE'], rows: [['A', '2014', '1']] });
});

test('code lists are a table of codes in their languages; a message with neither is refused', async () => {
  const root = 'message:Structure xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"';
  const table = await readOnlyTable(
    'a.xml',
    `<${root}><str:Codelist id="CL_AREA" agencyID="GSO">
      <str:Code id="VN"><com:Name xml:lang="vi">Việt Nam</com:Name><com:Name xml:lang="en">Viet Nam</com:Name></str:Code>
      <str:Code id="66"><com:Name xml:lang="vi">Đắk Lắk</com:Name><str:Parent><Ref id="VN"/></str:Parent></str:Code>
    </str:Codelist></message:Structure>`,
  );
  expect(table).toMatchObject({
    columns: ['codelist', 'agency', 'code', 'parent', 'name.vi', 'name.en'],
    rows: [
      ['CL_AREA', 'GSO', 'VN', null, 'Việt Nam', 'Viet Nam'],
      ['CL_AREA', 'GSO', '66', 'VN', 'Đắk Lắk', null],
    ],
  });
  await expect(readBytes('a.xml', `<${root}/>`)).rejects.toMatchObject({ code: 'table-not-found' });
});
