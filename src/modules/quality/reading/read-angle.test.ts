import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAngle } from '#platform/geo/angle-text.ts';
import { checkValues, openTestBench, testField, type TestBench } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const latitude = testField('vi_do', { type: 'number', semanticType: 'latitude' });
const longitude = testField('kinh_do', { type: 'number', semanticType: 'longitude' });

test('coordinates are read as people spell them, a dot or comma being the decimal one', async () => {
  const values = [
    '12.6667',
    '12,6667',
    '12.667',
    '12,667',
    `12°40'12"N`,
    '12° 40′ 12,0″ B',
    '12 40 12',
    'N12°40.2',
    '12 độ 40 phút 12 giây Bắc',
    '12.67°',
    '12o40\'12"',
    '12-40-12',
    'Vĩ độ: 12.67.',
  ];
  const read = await checkValues(bench, latitude, values);
  expect(read.map((cell) => Number(cell.read))).toEqual([
    12.6667, 12.6667, 12.667, 12.667, 12.67, 12.67, 12.67, 12.67, 12.67, 12.67, 12.67, 12.67, 12.67,
  ]);
  expect(read.flatMap(({ findings }) => findings)).toEqual([]);
  const [east, west] = await checkValues(bench, longitude, ['108°03′00″Đ', '71°30′W']);
  expect([Number(east?.read), Number(west?.read)]).toEqual([108.05, -71.5]);
});

test('what is no angle is none', async () => {
  const values = ['12°75′', '12.5°30′', 'xã', '12°40′12″30', '1.400.853', '12-40', '12.6667E', '108°03′Đ'];
  const read = await checkValues(bench, latitude, values);
  expect(read.map(({ findings }) => findings[0]?.severity)).toEqual(values.map(() => 'error'));
});

test('a check reads angles as maps do', async () => {
  const mark = fc.constantFrom(
    ['°', '′', '″'],
    ['°', "'", '"'],
    [' ', ' ', ''],
    [':', ':', ''],
    ['độ ', ' phút ', ' giây'],
  );
  const side = fc.constantFrom('', 'N', 'B', ' Bắc', 'S');
  const spelled = fc
    .tuple(fc.nat(89), fc.nat(59), fc.nat(599), mark, side)
    .map(([d, m, s, [one, two, three], letter]) => `${d}${one}${m}${two}${(s / 10).toFixed(1)}${three}${letter}`);
  await fc.assert(
    fc.asyncProperty(fc.array(spelled, { minLength: 1, maxLength: 30 }), async (values) => {
      const read = await checkValues(bench, latitude, values);
      expect(read.map((cell) => Number(cell.read))).toEqual(values.map((value) => parseAngle(value)?.degrees));
    }),
    { numRuns: 8 },
  );
});
