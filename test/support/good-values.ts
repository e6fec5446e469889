import fc from 'fast-check';
import type { SemanticTypeName } from '#modules/catalog/index.ts';

const provinces = '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'.split(' '); // prettier-ignore

/** Values of a semantic type that pass without a word. Day of receipt: 2026-11-22. */
export const goodValues: Readonly<Record<SemanticTypeName, fc.Arbitrary<string>>> = {
  'personal-id': personalId(),
  'identity-card': digits(9),
  'tax-code': taxCode(),
  'social-insurance': fc.oneof(digits(10), personalId()),
  'health-insurance': fc.oneof(digits(10), joined(letters(2), fc.integer({ min: 1, max: 5 }), digits(12))),
  phone: fc.oneof(mobile(), joined(fc.constantFrom('0262', '0257'), digits(7))),
  plate: fc.oneof(
    joined(two(11, 99), letters(1), '-', digits(3), '.', digits(2)),
    joined(two(11, 99), '-', letters(1), fc.integer({ min: 1, max: 9 }), ' ', digits(3), '.', digits(2)),
    joined(two(11, 99), letters(1), digits(4)),
  ),
  'province-code': fc.constantFrom(...provinces.map((code) => code.slice(1))),
  'commune-code': digits(5),
  'agency-code': agencyCode(),
  'procedure-code': fc.oneof(joined(digits(1), '.', digits(6)), joined(digits(1), '.', digits(6), '.000.00.00.H15')),
  'dossier-code': dossierCode(),
  parcel: joined(fc.constantFrom('24133', '24121', '24118', '24550'), '_', count(), '_', count()),
  passport: joined(letters(1), fc.oneof(digits(7), digits(8))),
  'bank-account': fc.integer({ min: 6, max: 19 }).chain(digits),
  period: fc.oneof(year(), joined(year(), fc.integer({ min: 1, max: 4 })), joined(year(), two(1, 12))),
  date: fc.oneof(year(), joined(year(), '-', two(1, 12)), day()),
  email: joined(
    fc.stringMatching(/^[a-z][a-z0-9]{0,6}(?:\.[a-z0-9]{1,5})?$/),
    '@',
    fc.constantFrom('daklak.gov.vn', 'gmail.com'),
  ),
  'person-name': fc.constantFrom(
    'Nguyễn Văn An',
    'NGUYỄN THỊ HOA',
    "H'Hen Niê",
    'Y Čŏng Êban',
    'Y Ñơn Mlô',
    'Đỗ Mỹ Hằng',
  ),
  latitude: fc.integer({ min: 121618, max: 136956 }).map((value) => String(value / 10_000)),
  northing: fc.integer({ min: 13_400_000, max: 15_200_000 }).map((value) => String(value / 10)),
  easting: fc.integer({ min: 2_000_000, max: 8_000_000 }).map((value) => String(value / 10)),
  money: fc.integer({ min: 0, max: 999_999_999_999 }).map(String),
  percent: fc.integer({ min: 0, max: 10_000 }).map((value) => String(value / 100)),
  number: fc.integer({ min: -9_999_999, max: 9_999_999 }).map((value) => String(value / 100)),
  address: address(),
  longitude: fc.integer({ min: 1074824, max: 1094570 }).map((value) => String(value / 10_000)),
};

/** In units of today, with or without a house, a street, a hamlet. */
function address(): fc.Arbitrary<string> {
  const house = fc.constantFrom('', '12 Lê Duẩn, ', 'Số 4/12 đường Y Jút, ', '35A Phan Chu Trinh, ');
  const hamlet = fc.constantFrom('', 'Thôn 3, ', 'Buôn Niêng, ', 'Tổ dân phố 5, ', 'Khối 7, ');
  const commune = fc.constantFrom('Xã Ea Kao', 'Phường Buôn Ma Thuột', 'Phường Tân Hòa');
  return joined(house, hamlet, commune, fc.constantFrom('', ', tỉnh Đắk Lắk'));
}

function personalId(): fc.Arbitrary<string> {
  const born = fc.oneof(joined(fc.constantFrom('0', '1'), two(0, 99)), joined(fc.constantFrom('2', '3'), two(0, 26)));
  return joined(fc.constantFrom(...provinces), born, digits(6));
}

/** The tenth digit checks the nine before it; where the sum is a multiple of 11 there is none. */
function taxCode(): fc.Arbitrary<string> {
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  const ten = digits(9)
    .map((nine) => ({ nine, rest: weights.reduce((sum, weight, at) => sum + weight * Number(nine[at]), 0) % 11 }))
    .filter(({ rest }) => rest !== 0)
    .map(({ nine, rest }) => `${nine}${10 - rest}`);
  return fc.oneof(
    ten,
    joined(
      ten,
      '-',
      fc.integer({ min: 1, max: 999 }).map((branch) => String(branch).padStart(3, '0')),
    ),
  );
}

function mobile(): fc.Arbitrary<string> {
  return fc.stringMatching(/^0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}$/);
}

function agencyCode(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.stringMatching(/^[A-Y][0-9]{2}(?:\.[0-9]{2,3}){0,3}$/),
    fc.stringMatching(/^Z(?:0[1-9]|[1-9][0-9])[A-Z0-9]{1,12}$/),
  );
}

function dossierCode(): fc.Arbitrary<string> {
  const short = day().map((iso) => iso.slice(2).replaceAll('-', ''));
  const agency = fc.oneof(fc.stringMatching(/^[A-Y][0-9]{2}(?:\.[0-9]{2,3}){0,2}$/), fc.constant('000.00.16.H15'));
  return joined(agency, '-', short, '-', digits(4));
}

function day(): fc.Arbitrary<string> {
  return fc
    .date({ min: new Date('2001-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
}

function year(): fc.Arbitrary<string> {
  return fc.integer({ min: 1900, max: 2099 }).map(String);
}

function count(): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: 9999 }).map(String);
}

function two(min: number, max: number): fc.Arbitrary<string> {
  return fc.integer({ min, max }).map((value) => String(value).padStart(2, '0'));
}

function digits(length: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
}

function letters(length: number): fc.Arbitrary<string> {
  return fc.string({
    unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    minLength: length,
    maxLength: length,
  });
}

function joined(...parts: readonly (string | fc.Arbitrary<unknown>)[]): fc.Arbitrary<string> {
  return fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((values) => values.map(String).join(''));
}
