import fc from 'fast-check';
import type { SemanticTypeName } from '#modules/catalog/index.ts';

const letters = fc.stringMatching(/^[g-mw]{3,9}$/);

/** Values that no reading and no mend makes good: of each type there is at least a warning. */
export const badValues: Readonly<Record<SemanticTypeName, fc.Arbitrary<string>>> = {
  'personal-id': fc.oneof(letters, fc.stringMatching(/^066[4-9]\d{8}$/), fc.stringMatching(/^\d{13,20}$/)),
  'identity-card': fc.oneof(letters, fc.stringMatching(/^\d{10,11}$/)),
  'tax-code': fc.oneof(letters, fc.stringMatching(/^\d{5}$/), fc.constantFrom('0100109107', '6000000041')),
  'social-insurance': fc.oneof(letters, fc.stringMatching(/^\d{8}$/)),
  'health-insurance': fc.oneof(letters, fc.stringMatching(/^[A-Z]{2}[06-9]\d{12}$/)),
  phone: fc.oneof(letters, fc.stringMatching(/^095\d{7}$/), fc.stringMatching(/^[2-9]\d{5}$/)),
  plate: fc.oneof(letters, fc.stringMatching(/^\d{5,9}$/)),
  'province-code': fc.oneof(letters, fc.stringMatching(/^\d{3,5}$/)),
  'commune-code': fc.oneof(letters, fc.stringMatching(/^\d{6,8}$/)),
  'agency-code': fc.oneof(fc.stringMatching(/^\d{2,4}$/), fc.stringMatching(/^Z00[A-Z]{2}$/)),
  'procedure-code': fc.oneof(letters, fc.stringMatching(/^\d\.\d{7,9}$/)),
  'dossier-code': fc.oneof(letters, fc.stringMatching(/^H15\.\d{2}-26(?:13|00|23)\d\d-\d{4}$/)),
  parcel: fc.oneof(letters, fc.stringMatching(/^\d{5}_\d{1,4}$/)),
  passport: fc.oneof(letters, fc.stringMatching(/^[A-Z]\d{9,12}$/)),
  'bank-account': fc.oneof(letters, fc.stringMatching(/^\d{20,25}$/)),
  period: fc.oneof(
    letters,
    fc.stringMatching(/^20\d\d1[3-9]$/),
    fc.constantFrom('Quý V/2025', 'Tháng 13/2025', '6 tháng'),
  ),
  date: fc.oneof(letters, fc.stringMatching(/^(?:30|31)\/0?2\/20\d\d$/), fc.stringMatching(/^20\d\d-13-[01]\d$/)),
  number: letters,
  money: fc.oneof(letters, fc.stringMatching(/^\d,\d{3} triệu$/)),
  percent: letters,
  email: fc.oneof(letters, fc.stringMatching(/^[a-z]{3,6}@[a-z]{3,6}$/)),
  'person-name': fc.oneof(fc.stringMatching(/^Nguyễn Văn \d{2,9}$/), fc.constantFrom('Lê ðình Hải', 'an@daklak.vn')),
  address: fc.constantFrom(
    'Thôn 3, xã Ea Kao, huyện Lắk',
    'Khu 1, Phường Tân Lập',
    'Thôn 2, xã Ea Bhốk, huyện Cư Kuin',
  ),
  latitude: fc.oneof(letters, fc.integer({ min: 91, max: 99_999 }).map(String)),
  longitude: fc.oneof(letters, fc.integer({ min: 181, max: 99_999 }).map(String)),
  northing: fc.oneof(letters, fc.integer({ min: 2_600_001, max: 9_999_999 }).map(String)),
  easting: fc.oneof(letters, fc.integer({ min: 1000, max: 99_000 }).map(String)),
};
