import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SemanticTypeName } from '#modules/catalog/index.ts';
import { checkValues, openTestBench, testField, type TestBench } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

/** Value, then nothing (it passes), or the severity and the suggested mend. */
type Case = readonly [value: string, severity?: 'error' | 'warn' | 'info', suggestion?: string];

const cases: Readonly<Partial<Record<SemanticTypeName, readonly Case[]>>> = {
  'personal-id': [
    ['066300000001'],
    ['066226000001'],
    ['066227000001', 'error'],
    ['66300000001', 'error', '066300000001'],
    ['066900000001', 'error'],
    ['999300000001', 'warn'],
    ['240123456', 'warn'],
    ['6.63E+10', 'error'],
    ['1.20035E+09', 'error'],
    ["'066300000001", 'error', '066300000001'],
    ['66300000001.0', 'error'],
    ['066300000001.0', 'error', '066300000001'],
    ['066 300 000 001', 'error', '066300000001'],
    ['066.300.000.001', 'error', '066300000001'],
    ['06630000000', 'error'],
    ['06630000000x', 'error'],
  ],
  'tax-code': [
    ['0100109106'],
    ['0100109107', 'error'],
    ['6000000000'],
    ['6000000040', 'warn'],
    ['0100109106-001'],
    ['0100109106-000', 'warn'],
    ['0100109107-001', 'error'],
    ['0100109106001', 'warn', '0100109106-001'],
    ['100109106', 'error', '0100109106'],
    ['066300000001'],
    ['0100 109 106', 'error', '0100109106'],
    ['1.00E+08', 'error'],
    ['12345', 'error'],
    ['66300000001', 'error', '066300000001'],
    ['066900000001', 'error'],
  ],
  phone: [
    ['0912345678'],
    ['0952345678', 'error'],
    ['+84 91 234 56 78', 'warn', '0912345678'],
    ['0091234567', 'error'],
    ['0084912345678', 'warn', '0912345678'],
    ['84912345678', 'warn', '0912345678'],
    ['091.234.5678', 'warn', '0912345678'],
    ['912345678', 'error', '0912345678'],
    ['952345678', 'error'],
    ['9.12346E+08', 'error'],
    ['912345678.0', 'error', '0912345678'],
    ['01201234567', 'warn', '0701234567'],
    ['01691234567', 'warn', '0391234567'],
    ['02623812345'],
    ['0262 381 2345', 'warn', '02623812345'],
    ['1022', 'warn'],
    ['05003812345', 'warn', '02623812345'],
    ['057 3812345', 'warn', '02573812345'],
    ['0912345678; 0987654321', 'error'],
    ['18001234', 'warn'],
    ['+1 202 555 0100', 'warn'],
    ['không có', 'error'],
  ],
  'dossier-code': [
    ['H15.05-260507-0001'],
    ['000.00.16.H15-250701-0001'],
    ['H15.152-240229-0001'],
    ['H15.152-250229-0001', 'error'],
    ['H15.05-261307-0001', 'error'],
    ['H15.05-260507-001', 'error'],
    ['H15.05 - 260507-0001', 'error', 'H15.05-260507-0001'],
    ['h15.05-260507-0001', 'error', 'H15.05-260507-0001'],
  ],
  'procedure-code': [
    ['1.004590'],
    ['1.004590.000.00.00.H15'],
    ['1.00459', 'error', '1.004590'],
    ['1,004590', 'error', '1.004590'],
    ['1.0045901', 'error'],
  ],
  'agency-code': [
    ['H15.05'],
    ['H15'],
    ['H55.242'],
    ['Z01ABC'],
    ['000.05.12.H15', 'warn', 'H15.12.05'],
    ['001.02.03.H15', 'warn', 'H15.03.02.001'],
    ['h15.05', 'error', 'H15.05'],
    ['000.00.00.H16', 'warn', 'H16'],
    ['000.00.01.H27', 'warn', 'H27.01'],
    ['H15, 05', 'error', 'H15.05'],
    ['Z00', 'error'],
    [`H15.${'A'.repeat(40)}`, 'error'],
  ],
  'commune-code': [
    ['24133'],
    ['24 133', 'error', '24133'],
    ['2412', 'error'],
    ['24133.0', 'error', '24133'],
    ['Ea Kao', 'error'],
    ['643', 'error'],
  ],
  'province-code': [['66'], ['6', 'error'], ['066', 'error']],
  'identity-card': [['240123456'], ['24012345', 'error', '024012345'], ['066300000001', 'warn']],
  'social-insurance': [
    ['6621234567'],
    ['066300000001'],
    ['662123456', 'error'],
    ['66300000001', 'error', '066300000001'],
    ['066900000001', 'error'],
    ['999300000001', 'warn'],
  ],
  'health-insurance': [
    ['DN4661234567890'],
    ['6621234567'],
    ['DN9661234567890', 'error'],
    ['DN 4 66 1234567890', 'error', 'DN4661234567890'],
    ['dn4661234567890', 'error', 'DN4661234567890'],
  ],
  plate: [
    ['47A-123.45'],
    ['47-B1 123.45'],
    ['47-AA 123.45'],
    ['80A12345'],
    ['47-123', 'error'],
    ['47a-123.45', 'error', '47A-123.45'],
    ['TM-12.34', 'warn'],
  ],
  passport: [['B1234567'], ['C12345678'], ['12345678', 'error'], ['b1234567', 'error', 'B1234567']],
  'bank-account': [['123456'], ['12345', 'error'], ['1234 5678 90', 'error', '1234567890']],
  parcel: [
    ['24133_12_345'],
    ['24118_1_2'],
    ['24133-12', 'error'],
    ['24133-12-345', 'error', '24133_12_345'],
    ['24133 12 345', 'error', '24133_12_345'],
    ['99999_1_2', 'warn'],
  ],
  period: [
    ['2026'],
    ['20264'],
    ['202612'],
    ['202613', 'error'],
    ['2026.0', 'error', '2026'],
    ['202501-202506'],
    ['2024-2025'],
    ['202506-202501', 'error'],
    ['6 tháng đầu năm', 'error'],
    ['Quý V/2025', 'error'],
    ['13/2025', 'error'],
  ],
  date: [
    ['1957'],
    ['1957-05'],
    ['1957-05-07'],
    ['2024-02-29'],
    ['2023-02-29', 'error'],
    ['30/2/1957', 'error'],
    ['7/5/1957', 'warn', '1957-05-07'],
    ['5/1957', 'warn', '1957-05'],
    ['tháng 5 năm 1957', 'warn', '1957-05'],
    ['năm 1957', 'warn', '1957'],
    ['ngày 7 tháng 5 năm 1957', 'warn', '1957-05-07'],
    ['1957/5/7', 'warn', '1957-05-07'],
    ['1957-5', 'warn', '1957-05'],
    ['T5/1957', 'warn', '1957-05'],
    ['1957/2/30', 'error'],
    ['7/5/57', 'error'],
    ['hôm qua', 'error'],
  ],
  address: [
    ['Thôn 3, Xã Ea Kao, tỉnh Đắk Lắk'],
    ['12 Trần Phú, TP. Hà Nội'],
    ['Thôn 3, xã Ea Kao, huyện Lắk', 'info', 'Thôn 3, Xã Ea Kao'],
    ['Buôn Ky, xã Ea Kao, tp Buôn Ma Thuột', 'info', 'Buôn Ky, Xã Ea Kao'],
    ['Khu 1, Phường Tân Lập', 'info', 'Khu 1, Phường Tân Hòa'],
    ['Thôn 2, xã Ea Bhốk, huyện Cư Kuin', 'warn'],
    ['hiện ở cùng con'],
  ],
  email: [['an@daklak.gov.vn'], ['an @daklak.gov.vn', 'error', 'an@daklak.gov.vn'], ['an@daklak', 'error']],
  'person-name': [
    ["H'Hen Niê"],
    ['Nguyễn Văn A'],
    ['0912345678', 'warn'],
    ['NGUYỄN VĂN A'],
    ['Y Čŏng Êban'],
    ['Lê ðình Ðức', 'warn', 'Lê đình Đức'],
  ],
  latitude: [['12.6667'], ['91', 'error'], ['108.05', 'error'], ['21.03', 'warn'], ['1400000', 'error']],
  northing: [['1400853.968'], ['450927', 'error'], ['12.66', 'error'], ['2325000', 'warn'], ['3000000', 'error']],
  easting: [['450927.263'], ['1400853', 'error'], ['108.05', 'error'], ['90000', 'error']],
  longitude: [['108.05'], ['1000', 'error'], ['12.6667', 'warn'], ['105.85', 'warn']],
};

describe.each(Object.entries(cases))('%s', (name, values) => {
  test.each([false, true])('judges values as the standards do (every row looked at: %s)', async (examineAll) => {
    // The table's keys are names of semantic types.
    const field = testField('o', { semanticType: name as SemanticTypeName });
    const checked = await checkValues(
      bench,
      field,
      values.map(([value]) => value),
      { examineAll },
    );
    const found = checked.map(({ value, findings: [finding] }) =>
      finding === undefined
        ? [value]
        : [value, finding.severity, ...(finding.suggestion === undefined ? [] : [finding.suggestion])],
    );
    expect(found).toEqual(values.map((value) => [...value]));
  });
});
