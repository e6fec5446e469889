import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ContractProposal } from '#api/proposals.ts';
import { parseContract } from '#modules/catalog/offline.ts';
import { inspectRules } from '#modules/quality/offline/rules.ts';
import { lawRuns } from '../../../../../test/support/law-runs.ts';
import { dictionary, proposeFor } from './test-proposal.ts';

/** A table of one column below `heading`, next to a serial number so that blanks stay rows. */
async function column(heading: string, values: readonly string[]) {
  const text = [`tt,${heading}`, ...values.map((value, row) => `${row + 1},${value}`)].join('\n');
  const proposal = await proposeFor({ text: `${text}\n` });
  expect(proposal.check.accepted).toBeGreaterThanOrEqual(0.99 * values.length);
  return proposal.columns[1] ?? expect.fail();
}

const rows = (count: number, value: (row: number) => string) => Array.from({ length: count }, (_, row) => value(row));
const parsed = ({ contract }: ContractProposal) => {
  const result = parseContract(contract, { dictionary, inspect: inspectRules });
  return result.ok ? result : expect.fail(result.problems.map(({ reason }) => reason.en).join(' '));
};

describe('types', () => {
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    ['whole numbers', 'Số hộ', ['12', '0', '1500', '7'], 'integer'],
    ['numbers with a decimal comma', 'Tỷ lệ', ['"12,5"', '"3,25"', '"100,0"'], 'number'],
    ['whole numbers that are measured to a tenth', '1995', ['400.0', '12.0', '7.0'], 'number'],
    ['thousands with dots beside small numbers', 'Số cây', ['15.000', '800', '2.500', '12'], 'integer'],
    ['numbers of three decimals', 'pH', ['7.125', '6.980', '7.001'], 'number'],
    ['days as people write them', 'Ngày cấp', ['1/2/2026', '15/12/2025', '2026-03-04'], 'date'],
    ['moments', 'Thời gian', ['2026-01-01 00:05', '2026-01-01 10:10', '2026-01-01 00:00'], 'timestamp'],
    ['times of day', 'Giờ mở cửa', ['7:30', '08:00', '13h15'], 'time'],
    ['times past midnight, as timetables have them', 'arrival', ['23:59:00', '24:10:00', '25:00:00'], 'string'],
    ['yes and no', 'Có điện', ['có', 'không', 'có'], 'boolean'],
    ['zeros and ones', 'Cờ', ['0', '1', '1'], 'integer'],
    ['one word in every row', 'type', ['no', 'no', 'no'], 'string'],
    ['zeros at the beginning', 'Số', ['007', '1200', '0450'], 'string'],
    ['codes without such zeros', 'Mã vùng', ['101', '102', '999'], 'string'],
    ['codes with a point', 'Mã số', ['1.004590', '2.001200', '1.011442'], 'string'],
    ['numbers longer than any number', 'Số sê-ri', ['1234567890123456789012', '2234567890123456789012'], 'string'],
    ['nothing', 'Ghi chú', ['', '', ''], 'string'],
  ];
  // Each case is a column of one table, its values over and over.
  let columns: ContractProposal['columns'];
  let accepted: number;
  beforeAll(async () => {
    const heading = cases.map(([, name]) => name).join(',');
    const lines = rows(12, (row) => cases.map(([, , values]) => values[row % values.length]).join(','));
    const { columns: proposed, check } = await proposeFor({
      text: `tt,${heading}\n${lines.map((line, row) => `${row + 1},${line}`).join('\n')}\n`,
    });
    ({ accepted } = check);
    columns = proposed.slice(1);
  });
  test('every row is accepted', () => expect(accepted).toBe(12));
  test.each(cases.map(([name, , , type], place) => [name, place, type] as const))('%s', (_name, place, type) => {
    expect(columns[place]).toMatchObject({ type });
  });

  test('long digits of one width, no two alike', async () => {
    const values = ['9007199254740991', '9007199254740992', '9007199254740993'];
    expect(await column('Đếm', values)).toMatchObject({ type: 'string' });
  });

  test('whole numbers past what JavaScript holds are BIGINT', async () => {
    const proposal = await proposeFor({
      text: `n,Tổng số\n${rows(5, (row) => `${row},90071992547409${row}1234`).join('\n')}\n`,
    });
    expect(parsed(proposal).contract.fields[1]).toMatchObject({ type: 'integer', physicalType: { kind: 'bigint' } });
  });
});

test('days beside months and years are dates in part; amounts in any unit are money in that of their heading', async () => {
  const lines = [
    'Ngày sinh;Thành lập;Số hiệu;Kinh phí (triệu đồng);Số tiền;Biển số',
    '7/5/1959;1/2/1999;1/2019;1.250,5;15.000.000 đ;47A-123.45',
    '5/1959;1990;12/2020;850 tr;850 nghìn;47C-222.33',
    '1959;3/1991;3/2020;2 tỷ 300 triệu;1 triệu 500.000;47A-555.01',
    'năm 1961;ngày 7 tháng 5 năm 2001;1975;15.500.000 đ;300.000;47B1-234.56',
  ];
  const { columns, check } = await proposeFor({ text: `${lines.join('\n')}\n` });
  expect(check.accepted).toBe(4);
  expect(columns.map(({ type, semanticType, personal }) => [type, semanticType, personal])).toEqual([
    ['string', 'date', 'basic'],
    ['string', 'date', 'none'],
    ['string', null, 'none'],
    ['number', 'money', 'none'],
    ['integer', 'money', 'none'],
    ['string', 'plate', 'basic'],
  ]);
});

test('figures are in the unit of the line above the table: amounts are money in it, and the label says so', async () => {
  const lines = [
    'BÁO CÁO THU;;',
    ';;ĐVT: 1.000 đ',
    'Nội dung;Số đơn vị;Dự toán',
    'Phí;3;1.250',
    'Lệ phí;12;850 tr',
    'Khác;4;90',
  ];
  const proposal = await proposeFor({ text: `${lines.join('\n')}\n` });
  expect(proposal.columns.map(({ semanticType, unit }) => [semanticType, unit])).toEqual([
    [null, null],
    [null, null],
    ['money', '1.000 đ'],
  ]);
  expect(proposal.columns[2]).toMatchObject({ heading: 'Dự toán', label: { vi: 'Dự toán (1.000 đ)' } });
  expect(proposal.check).toMatchObject({ accepted: 3, rejected: 0 });
  expect(parsed(proposal).contract.fields[2]).toMatchObject({ aliases: ['Dự toán'] });
});

describe('signs of a missing value', () => {
  test('dots, dashes and words among numbers', async () => {
    const values = ['..', '1.5', '2', '..', '-', '3', 'x', '4', '5', '6', '7', '8'];
    expect(await column('Sản lượng', values)).toMatchObject({
      type: 'number',
      missing: ['..', 'x', '-'],
      required: false,
    });
  });
  test('a slip in a column of codes is none: it stays a finding', async () => {
    const values = rows(400, (row) =>
      row === 7 ? 'Ea Kao' : (['24133', '22015', '24169', '24121', '24305'][row % 5] ?? ''),
    );
    expect(await column('Mã xã', values)).toMatchObject({
      missing: [],
      codeList: 'commune',
      agree: { codeList: 0.9975 },
    });
  });
  test('what is said of figures in another column is none', async () => {
    const values = ['Prel.', '..', 'Prel. (*)', '..', '(*)', '-'];
    expect(await column('Trạng thái', values)).toMatchObject({ type: 'string', missing: [] });
  });
  test('words that are values stay values', async () => {
    expect(await column('Kết quả', ['Đạt', 'Không đạt', '-', 'Đạt'])).toMatchObject({ type: 'string', missing: ['-'] });
  });
});

describe('meaning', () => {
  const ids = rows(30, (row) => `0662000${String(row).padStart(5, '0')}`);
  test('identifiers are known by their digits, whatever the heading', async () => {
    expect(await column('Cột A', ids)).toMatchObject({
      semanticType: 'personal-id',
      personal: 'basic',
      type: 'string',
      elementRef: 'ndg:ID-001',
    });
  });
  test('phones that are faulty stay personal, though nothing is demanded of them', async () => {
    const phones = rows(30, (row) => (row % 5 === 0 ? '99' : `09123456${String(row).padStart(2, '0')}`));
    expect(await column('Điện thoại', phones)).toMatchObject({ semanticType: null, personal: 'basic' });
  });
  test('slips in a column of identifiers are shown, and the kind is proposed all the same', async () => {
    const slipped = rows(100, (row) => (row % 33 === 0 ? `66200${row}` : `0662000${String(row).padStart(5, '0')}`));
    const { columns, check } = await proposeFor({ text: `Số CCCD\n${slipped.join('\n')}\n` });
    expect(columns[0]).toMatchObject({ semanticType: 'personal-id', elementRef: 'ndg:ID-001' });
    expect(columns[0]?.agree['semanticType']).toBeGreaterThan(0.95);
    expect(columns[0]?.agree['semanticType']).toBeLessThan(0.99);
    expect(columns[0]?.exceptions.map(({ value }) => value)).toEqual(slipped.filter((id) => id.length < 12));
    expect(check.rejected).toBe(columns[0]?.exceptions.length);
  });
  test('amounts with their units are money, and what ends in a per cent sign is a share', async () => {
    expect(
      await column(
        'Mức hỗ trợ',
        rows(30, (row) => `"${row},5 triệu đồng"`),
      ),
    ).toMatchObject({
      type: 'integer',
      semanticType: 'money',
    });
    expect(
      await column(
        'Đạt',
        rows(30, (row) => `"${row},5 %"`),
      ),
    ).toMatchObject({
      type: 'number',
      semanticType: 'percent',
    });
  });
  test('a dossier is no household', async () => {
    const text = `Mã hồ sơ,Họ và tên\n${rows(20, (row) => `H15.05-26050${(row % 9) + 1}-00${10 + row},Nguyễn Văn ${row % 2 ? 'An' : 'Bình'}`).join('\n')}\n`;
    const { columns } = await proposeFor({ text });
    expect(columns.map(({ semanticType, personal }) => [semanticType, personal])).toEqual([
      ['dossier-code', 'none'],
      ['person-name', 'basic'],
    ]);
  });
  test('codes of a time past are read on their day', async () => {
    const old =
      dictionary
        .codeLists('commune')
        ?.codes.filter(({ validTo }) => validTo !== null)
        .map(({ code }) => code) ?? [];
    const proposal = await proposeFor({ text: `Mã xã cũ,n\n${old.map((code, row) => `${code},${row}`).join('\n')}\n` });
    expect(proposal.columns[0]).toMatchObject({ codeList: 'commune', type: 'string' });
    expect(parsed(proposal).contract.fields[0]?.codeList?.validOn).toEqual({ kind: 'day', day: '2025-06-30' });
  });
  test('few values on many rows are a closed list; values of persons are not shown as examples', async () => {
    const text = `Họ và tên,Trạng thái\n${rows(100, (row) => `Trần Thị ${row},${row % 3 ? 'Đã trả' : 'Chưa trả'}`).join('\n')}\n`;
    const proposal = await proposeFor({ text });
    const [person, state] = parsed(proposal).contract.fields;
    expect(state?.enumeration).toEqual({ values: ['Chưa trả', 'Đã trả'], dimension: 'conformity', severity: 'error' });
    expect(person?.examples).toEqual([]);
    expect(proposal.contract).not.toContain('Trần Thị 5');
  });
});

describe('keys', () => {
  const keyOf = async (heading: string, lines: readonly string[]) =>
    (await proposeFor({ text: `${heading}\n${lines.join('\n')}\n` })).key?.fields;
  test('a code before a name that is as unique', async () => {
    expect(
      await keyOf(
        'Tên,Mã',
        rows(20, (row) => `Trường ${row},T${row}`),
      ),
    ).toEqual(['ma']);
  });
  test('a pair, where no single field tells rows apart', async () => {
    const lines = rows(40, (row) => `2412${row % 4},${2015 + Math.floor(row / 4)},${row * 7}`);
    expect(await keyOf('Mã trạm,Năm,Giá trị', lines)).toEqual(['ma_tram', 'nam']);
  });
  test('a code with one slip in a thousand rows is still the key', async () => {
    const lines = rows(1000, (row) => `K${row === 500 ? 499 : row},${row % 7}`);
    const proposal = await proposeFor({ text: `Mã,Nhóm\n${lines.join('\n')}\n` });
    expect(proposal.key).toEqual({ fields: ['ma'], share: 0.999 });
    expect(proposal.check).toMatchObject({ received: 1000, accepted: 999 });
  });
  test.each(['chưa cấp', '-', ''])('none in place of an identifier that some rows lack: «%s»', async (sign) => {
    const lines = rows(
      40,
      (row) => `${row % 9 === 4 ? sign : `0660850${10_000 + row}`},2412${row % 4},Thôn ${row % 11}`,
    );
    const proposal = await proposeFor({ text: `Số CCCD,Mã trạm,Ghi chú\n${lines.join('\n')}\n` });
    expect(proposal.key).toBeNull();
    expect(proposal.columns[0]?.semanticType).toBe('personal-id');
    expect(proposal.contract).toContain('Chưa đề xuất khóa: «Số CCCD»');
  });
  test('no company of a code that is all but unique, nor of free texts', async () => {
    const ids = rows(40, (row) => `0660850${10_000 + (row === 7 ? 6 : row)},2412${row % 4}`);
    expect(await keyOf('Số CCCD,Mã trạm', ids)).toBeUndefined();
    const texts = rows(40, (row) => `2412${row % 4},ghi chú số ${row % 31}`);
    expect(await keyOf('Mã trạm,Nội dung', texts)).toBeUndefined();
  });
  test('never what is measured, nor a serial number', async () => {
    expect(
      await keyOf(
        'STT,Diện tích',
        rows(20, (row) => `${row},${row}.5`),
      ),
    ).toBeUndefined();
  });
});

test('every heading is kept, and finds its own column again, whatever it is', async () => {
  const heading = fc.oneof(
    fc.constantFrom(
      '',
      'order',
      'in',
      'Mã xã',
      'ma_xa',
      'MA XA',
      'Ma xa',
      'a',
      'A',
      '2015',
      '2016',
      '#',
      'name',
      'Name',
      '日本',
      "it's",
      'a: b #c',
      '- x',
      'Số\nhộ',
      'null',
      'true',
      '1e3',
    ),
    fc.string({ maxLength: 90 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(heading, { minLength: 2, maxLength: 12 }), async (headings) => {
      const records = rows(3, (row) =>
        JSON.stringify(Object.fromEntries(headings.map((name, place) => [name, `v${place}-${row}`]))),
      );
      const proposal = await proposeFor({ text: records.join('\n'), name: 'a.ndjson' });
      const { contract, warnings } = parsed(proposal);
      expect(contract.fields.map(({ labels }) => labels.vi.normalize('NFC'))).toHaveLength(
        proposal.table.columns.length,
      );
      expect(new Set(contract.fields.map(({ name }) => name)).size).toBe(proposal.table.columns.length);
      expect(proposal.warnings.filter(({ code }) => code.startsWith('column-'))).toEqual([]);
      expect(warnings.filter(({ code }) => code !== 'heading-close')).toEqual([]);
      expect(proposal.check.accepted).toBe(3);
    }),
    { numRuns: lawRuns(6) },
  );
});

test('hundreds of columns of which each could be the key are compared a few at a time', async () => {
  const places = Array.from({ length: 300 }, (_, index) => index);
  const line = (cell: (place: number) => string) => places.map(cell).join(',');
  const text = [line((place) => `cột ${place}`), ...rows(5, (row) => line((place) => `v${row}-${place}`))].join('\n');
  const proposal = await proposeFor({ text: `${text}\n` });
  expect(proposal).toMatchObject({ key: { fields: ['cot_0'], share: 1 }, check: { received: 5, accepted: 5 } });
});

test('of a cell of a megabyte only its beginning is shown', async () => {
  const proposal = await proposeFor({
    text: `ma,noi_dung\n${rows(2, (row) => `M${row},${String(row).repeat(1_000_000)}`).join('\n')}\n`,
  });
  expect(proposal.rows[1]?.[1]).toBe(`${'1'.repeat(1000)}…`);
  expect(JSON.stringify(proposal).length).toBeLessThan(30_000);
});

test('the document is one that a steward can read', async () => {
  const text = `Mã xã;Tên xã;Số hộ;Ngày cập nhật\n${rows(
    5,
    (row) => `${['24133', '22015', '24169', '24121', '24305'][row]};Xã ${row};${row * 100};${row + 1}/5/2026`,
  ).join('\n')}\n`;
  const { contract } = await proposeFor({ text, name: 'Số hộ theo xã 2026.csv' });
  await expect(contract).toMatchFileSnapshot('testing/so-ho-theo-xa.odcs.yaml');
  expect(parse(contract)).toMatchObject({
    id: 'so-ho-theo-xa-2026',
    status: 'draft',
    version: '1.0.0',
    name: 'Số hộ theo xã 2026',
  });
});
