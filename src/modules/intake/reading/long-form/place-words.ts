import { foldHeading } from '#platform/text/fold-heading.ts';

const unitWord = '(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh|tp\\.?|tx\\.?|tt\\.|x\\.|p\\.|h\\.)';
const namedUnit = new RegExp(`^${unitWord}\\s*(?!${unitWord}(?:\\s|$))\\p{Lu}`, 'iu');
const onlyUnits = new RegExp(`^${unitWord}(?:[\\s,/-]+${unitWord})*$`, 'iu');

/** The provinces before and after the mergers of 2025; a table of provinces is told by them. */
const provinces: ReadonlySet<string> = new Set(
  (
    'An Giang,Bà Rịa - Vũng Tàu,Bắc Giang,Bắc Kạn,Bạc Liêu,Bắc Ninh,Bến Tre,Bình Định,Bình Dương,Bình Phước,Bình Thuận,' +
    'Cà Mau,Cần Thơ,Cao Bằng,Đà Nẵng,Đắk Lắk,Đắk Nông,Điện Biên,Đồng Nai,Đồng Tháp,Gia Lai,Hà Giang,Hà Nam,Hà Nội,' +
    'Hà Tĩnh,Hải Dương,Hải Phòng,Hậu Giang,Hòa Bình,Hưng Yên,Khánh Hòa,Kiên Giang,Kon Tum,Lai Châu,Lâm Đồng,Lạng Sơn,' +
    'Lào Cai,Long An,Nam Định,Nghệ An,Ninh Bình,Ninh Thuận,Phú Thọ,Phú Yên,Quảng Bình,Quảng Nam,Quảng Ngãi,Quảng Ninh,' +
    'Quảng Trị,Sóc Trăng,Sơn La,Tây Ninh,Thái Bình,Thái Nguyên,Thanh Hóa,Thừa Thiên Huế,Huế,Tiền Giang,TP Hồ Chí Minh,' +
    'Hồ Chí Minh,Trà Vinh,Tuyên Quang,Vĩnh Long,Vĩnh Phúc,Yên Bái'
  )
    .split(',')
    .map(foldHeading),
);

export type PlaceKind = 'province' | 'district' | 'commune';

/** «Xã Ea Kao», «Huyện Lắk», «Đắk Lắk»; undefined for anything else, also for «Phường, xã». */
export function placeKind(text: string): PlaceKind | undefined {
  if (provinces.has(foldHeading(text.replace(/^(?:tỉnh|thành phố|tp\.?)\s+/iu, '')))) return 'province';
  if (onlyUnits.test(text) || !isNamedUnit(text)) return undefined;
  if (/^(?:xã|phường|thị trấn|đặc khu|tt\.|x\.|p\.)/iu.test(text)) return 'commune';
  return /^tỉnh/iu.test(text) ? 'province' : 'district';
}

/** The name behind the unit's word is written with a capital, even where all the heading is. */
function isNamedUnit(text: string): boolean {
  const match = namedUnit.exec(text);
  if (match === null) return false;
  const name = text.slice(match[0].length - 1);
  return /^\p{Lu}/u.test(name);
}

/** «15 - 24», «65 tuổi trở lên», «Dưới 5 tuổi», «50+». */
export function isAgeGroup(text: string): boolean {
  const years = '(?:\\s*(?:tuổi|tuoi|years?(?: old| of age)?|yrs?))?';
  return [
    `^(?:từ |from )?\\d{1,3}${years}\\s*(?:[-–]|đến|to)\\s*\\d{1,3}${years}$`,
    `^(?:từ |from )?\\d{1,3}${years}\\s*(?:\\+|trở lên|tro len|and (?:over|above|older))$`,
    `^(?:dưới|duoi|trên|tren|under|over|below)\\s*\\d{1,3}${years}$`,
  ].some((pattern) => new RegExp(pattern, 'iu').test(text));
}
