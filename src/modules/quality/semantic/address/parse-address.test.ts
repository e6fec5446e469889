import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packsDictionary } from '../../../../../test/support/packs-dictionary.ts';
import { addressUnitsOf } from './address-units.ts';
import { addressToday, parseAddress } from './parse-address.ts';

const known = addressUnitsOf(packsDictionary.codeLists);
if (known === undefined) throw new Error('the packs have no communes');
const units = known;

test.each<[text: string, commune: string, today: string]>([
  ['12 Lê Duẩn, phường Tân Lập, TP. Buôn Ma Thuột, tỉnh Đắk Lắk', '24118', '12 Lê Duẩn, Phường Tân Lập, Tỉnh Đắk Lắk'],
  [
    'Số 45/3 đường Nguyễn Tất Thành, P. Tân Lợi, TP Buôn Ma Thuột, Đắk Lắk',
    '24136',
    '45/3 đường Nguyễn Tất Thành, Phường Buôn Ma Thuột, Tỉnh Đắk Lắk',
  ],
  ['Thôn 3, xã Ea Kao, TP.BMT, tỉnh Đăk Lăk', '24169', 'Thôn 3, Phường Ea Kao, Tỉnh Đắk Lắk'],
  ['Buôn Akŏ Dhông, phường Tân Lợi, Buôn Ma Thuột', '24136', 'Buôn Akŏ Dhông, Phường Buôn Ma Thuột, Tỉnh Đắk Lắk'],
  ['thôn 5 xã Ea Yông huyện Krông Pắc tỉnh Đắk Lắk', '24508', 'thôn 5, Xã Krông Pắc, Tỉnh Đắk Lắk'],
  ['TDP 7, thị trấn Quảng Phú, huyện Cư M’gar, Đắk Lắk, Việt Nam', '24259', 'TDP 7, Xã Quảng Phú, Tỉnh Đắk Lắk'],
  ['Buôn Niêng, xã Ea Nuôl, huyện Buôn Đôn', '24253', 'Buôn Niêng, Xã Ea Nuôl, Tỉnh Đắk Lắk'],
  ['Khu phố 2, phường Phú Yên, tỉnh Đắk Lắk', '22240', 'Khu phố 2, Phường Phú Yên, Tỉnh Đắk Lắk'],
  ['xã Buôn Đôn, tỉnh Đắk Lắk', '24235', 'Xã Buôn Đôn, Tỉnh Đắk Lắk'],
  ["xã Ea D'rơng, huyện Cư M'gar, Đắk Lắk", '24292', 'Xã Cuôr Đăng, Tỉnh Đắk Lắk'],
  ['xã Ea Drông, thị xã Buôn Hồ, Đắk Lắk', '24328', 'Xã Ea Drông, Tỉnh Đắk Lắk'],
  ['Thôn 6, Hòa Thắng, Buôn Ma Thuột, Đắk Lắk', '24166', 'Thôn 6, Phường Tân Lập, Tỉnh Đắk Lắk'],
  ['Xuân Thọ 1, Sông Cầu, Phú Yên', '22075', 'Xã Xuân Thọ, Tỉnh Đắk Lắk'],
  ['Khu phố 5, TT. Củng Sơn, Sơn Hòa, Phú Yên', '22165', 'Khu phố 5, Xã Sơn Hòa, Tỉnh Đắk Lắk'],
  [
    'Tổ 4 khối 6 phường Tân Lợi - TP Buôn Ma Thuột - Đắk Lắk',
    '24136',
    'Tổ 4 khối 6, Phường Buôn Ma Thuột, Tỉnh Đắk Lắk',
  ],
  ['Xã Ea Yông, tỉnh Đắk Lắk', '24508', 'Xã Krông Pắc, Tỉnh Đắk Lắk'],
  ['xã Ea Bar, huyện Buôn Đôn, Đắk Lắk', '24250', 'Xã Ea Nuôl, Tỉnh Đắk Lắk'],
])('«%s» lies in %s, today «%s»', (text, commune, today) => {
  const parsed = parseAddress(text, units);
  expect([parsed.commune?.code, addressToday(parsed, units)]).toEqual([commune, today]);
});

test.each<[text: string, today: readonly string[]]>([
  ['Phường 9, TP Tuy Hòa, Phú Yên', ['22015', '22045']],
  ['xã Hòa Trị, huyện Phú Hoà, tỉnh Phú Yên', ['22015', '22303']],
  ['xã Ea Bar, huyện Sông Hinh, Phú Yên', ['22225', '22237']],
])('«%s» was parted: which commune it lies in is not said', (text, today) => {
  const parsed = parseAddress(text, units);
  expect(parsed.state).toBe('split');
  expect(parsed.communesToday.map(({ code }) => code)).toEqual(today);
  expect(addressToday(parsed, units)).toBeUndefined();
});

test.each([
  ['12 Trần Phú, phường Hải Châu, TP Đà Nẵng', 'elsewhere'],
  ['xã Hòa An', 'unknown'],
  ['không rõ', 'unknown'],
  ['', 'unknown'],
  [', , ;', 'unknown'],
  ['xã '.repeat(50_000), 'unknown'],
])('of «%.60s» nothing is guessed', (text, state) => {
  const parsed = parseAddress(text, units);
  expect([parsed.state, addressToday(parsed, units)]).toEqual([state, undefined]);
});

test('every former commune of both provinces is found by its name, district and province', () => {
  const wrong = units.formerCommunes.filter((commune) => {
    const district = units.districts.find(({ code }) => code === commune.district);
    const province = units.provinces.find(
      ({ code, today }) => code === commune.province && (code === '66' || today !== code),
    );
    const parsed = parseAddress(`Thôn 1, ${commune.name}, ${district?.name}, ${province?.name}`, units);
    const split = (units.successors.get(commune.code)?.length ?? 0) > 1;
    return parsed.commune?.code !== commune.code || parsed.state !== (split ? 'split' : 'whole');
  });
  expect(wrong.map(({ code, name }) => `${code} ${name}`)).toEqual([]);
});

const part = fc.constantFrom('Thôn 3', 'Buôn Niêng', 'Tổ dân phố 5', 'TDP 12', 'khu phố 2', 'Khối 7');
const street = fc.constantFrom('12 Lê Duẩn', 'Số 4/12 đường Y Jút', '35A Phan Chu Trinh', 'hẻm 12 Y Ngông');
const short = (name: string) => name.replace('Phường', 'P.').replace('Xã', 'X.');
const flat = (name: string) => name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
const spelling = fc.constantFrom<(name: string) => string>(
  (name) => name,
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase(),
  short,
  (name) => name.normalize('NFD'),
  flat,
);

test('today’s communes are found however they are spelled, and what stands before them is kept', () => {
  const communes = fc.constantFrom(...units.communes);
  fc.assert(
    fc.property(
      communes,
      fc.option(part),
      fc.option(street),
      spelling,
      fc.boolean(),
      (commune, hamlet, road, spell, full) => {
        const text = [road, hamlet, spell(commune.name), full ? 'tỉnh Đắk Lắk' : 'Đắk Lắk']
          .filter((one) => one !== null)
          .join(', ');
        const parsed = parseAddress(text, units);
        expect([parsed.commune?.code, parsed.state]).toEqual([commune.code, 'today']);
        expect(parsed.hamlet).toBe(hamlet);
        expect(addressToday(parsed, units)).toContain(commune.name);
      },
    ),
    { numRuns: 300 },
  );
});
