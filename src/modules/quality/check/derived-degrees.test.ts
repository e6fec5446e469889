import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field } from '#modules/catalog/index.ts';
import { toDegrees, vn2000Definition } from '#platform/geo/projection.ts';
import { checkRows, openTestBench, testContract, testField, type TestBench, type TestTable } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const axis = (name: string, semanticType: Field['semanticType'], given: Partial<Field> = {}) =>
  testField(name, { type: 'number', ...(semanticType === undefined ? {} : { semanticType }), ...given });
const fields = (given: Partial<Field> = {}) => [
  testField('ma', { required: true }),
  axis('x', 'northing'),
  axis('y', 'easting'),
  axis('kinh_do', 'longitude', given),
  axis('vi_do', 'latitude', given),
];
const contract = testContract({ fields: fields() });

/** Places to a hundredth of a millimetre. */
async function places(table: TestTable, under = contract, examineAll = false) {
  const checked = await checkRows(bench, { contract: under, tables: [table], examineAll });
  const degrees = (value: unknown) => (typeof value === 'number' ? Number(value.toFixed(7)) : null);
  return {
    ...checked,
    places: checked.accepted.map((row) => [row['ma'], degrees(row['kinh_do']), degrees(row['vi_do'])]),
  };
}

test.each([false, true])(
  'places are worked out of metres however they are written, what was sent stays (all looked at: %s)',
  async (examineAll) => {
    const {
      places: found,
      result,
      originals,
    } = await places(
      {
        columns: ['ma', 'x', 'y', 'vi_do', 'kinh_do'],
        rows: [
          ['1', '1400853.968', '450927.263', null, null],
          ['2', '1.400.853,968', '450.927,263', '', ''],
          ['3', '1 448 389,554', '588 820,061', null, null],
          ['4', '1400853.968', '450927.263', '12,7', '108°30′'],
          ['5', null, '450927.263', null, null],
        ],
      },
      contract,
      examineAll,
    );
    expect(found).toEqual([
      ['1', 108.05, 12.6667],
      ['2', 108.05, 12.6667],
      ['3', 109.3209, 13.0955],
      ['4', 108.5, 12.7],
      ['5', null, null],
    ]);
    expect(result.findings).toEqual([]);
    // What was worked out is nobody's spelling.
    expect(originals.map(({ field, _row }) => [field, Number(_row)])).toEqual([
      ['x', 3],
      ['y', 3],
      ['x', 4],
      ['y', 4],
      ['kinh_do', 5],
      ['vi_do', 5],
    ]);
  },
);

test('without the columns nothing is missing, even where the fields are required', async () => {
  const required = testContract({ fields: fields({ required: true }) });
  const columns = ['ma', 'y', 'x'];
  const { places: found, result } = await places({ columns, rows: [['1', '450927.263', '1400853.968']] }, required);
  expect(found).toEqual([['1', 108.05, 12.6667]]);
  expect(result.warnings).toEqual([]);
  const { result: broken } = await places({ columns, rows: [['1', '450927.263', '12']] }, required);
  expect(broken.findingsByRule.map(({ rule }) => rule)).toEqual(['x.semantic', 'kinh_do.required', 'vi_do.required']);
});

test('the zone is the contract’s; exact decimals get as many digits as they have', async () => {
  const decimal = { physicalType: { kind: 'decimal', precision: 10, scale: 4 } } as const;
  const rows = [['1', '1400000', '500000']];
  const at = async (grid: { readonly meridian: number; readonly zone: 3 | 6 }) => {
    const under = testContract({ fields: fields(decimal), grid });
    const { accepted } = await places({ columns: ['ma', 'x', 'y'], rows }, under);
    return [accepted[0]?.['kinh_do'], accepted[0]?.['vi_do']];
  };
  for (const grid of [
    { meridian: 107.75, zone: 3 },
    { meridian: 111, zone: 6 },
  ] as const) {
    const scale = grid.zone === 3 ? 0.9999 : 0.9996;
    const place = toDegrees(vn2000Definition({ meridian: grid.meridian, scale }))(500_000, 1_400_000);
    expect(await at(grid)).toEqual([place?.longitude.toFixed(4), place?.latitude.toFixed(4)]);
  }
});

test('changed axes are named with the mend of both cells; one row’s alone are not guessed at', async () => {
  const { result } = await places({
    columns: ['ma', 'x', 'y', 'vi_do', 'kinh_do'],
    rows: [
      ['1', '450927.263', '1400853.968', null, null],
      ['2', null, null, '108.05', '12.6667'],
      ['3', '450927.263', '450927.263', null, null],
    ],
  });
  const said = result.findings.map(({ row, field, severity, suggestion }) => [
    row,
    field,
    severity,
    suggestion ?? null,
  ]);
  expect(said).toEqual([
    [2, 'x', 'error', '1400853.968'],
    [2, 'y', 'error', '450927.263'],
    [3, 'kinh_do', 'error', '108.05'],
    [3, 'vi_do', 'error', '12.6667'],
    [4, 'x', 'error', null],
  ]);
});

test('a place that is a person’s is not shown by being worked out or suggested', async () => {
  const personal = { personal: 'basic', mask: 'hide' } as const;
  const [ma, x, y, lon, lat] = fields();
  const under = testContract({
    fields: [ma, x, y, lon, lat].flatMap((field, place) =>
      field === undefined ? [] : [place === 1 || place === 2 ? { ...field, ...personal } : field],
    ),
  });
  const { places: found } = await places(
    { columns: ['ma', 'x', 'y'], rows: [['1', '1400853.968', '450927.263']] },
    under,
  );
  expect(found).toEqual([['1', null, null]]);
  const onlyX = testContract({
    fields: fields().map((field, place) => (place === 1 ? { ...field, ...personal } : field)),
  });
  const { result } = await places({ columns: ['ma', 'x', 'y'], rows: [['1', '450927.263', '1400853.968']] }, onlyX);
  expect(result.findings.map(({ suggestion }) => suggestion)).toEqual([undefined, undefined]);
});
