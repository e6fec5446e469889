import type { Random } from './random.ts';

/** Nobody: every name, number and date is made up. */
export interface Person {
  readonly name: string;
  readonly gender: 'Nam' | 'Nữ';
  /** `YYYY-MM-DD` */
  readonly born: string;
  /** Twelve digits that agree with gender and year of birth. */
  readonly personalId: string;
  readonly phone: string;
  readonly ethnicGroup: string;
}

interface Names {
  readonly before: readonly string[];
  readonly given: readonly string[];
}

const families =
  'Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Huỳnh Phan Võ Vũ Đặng Bùi Đỗ Hồ Ngô Đinh Lương'.split(' ');
const men: Names = {
  before: 'Văn Văn Văn Đức Hữu Minh Quang Thanh Xuân Ngọc'.split(' '),
  given: 'An Bình Chiến Duy Giang Hà Hòa Kiên Lộc Mạnh Nhân Phong Quý Sang Tân Thái Toàn Trí Vũ Vượng'.split(' '),
};
const women: Names = {
  before: 'Thị Thị Thị Thị Thu Thanh Kim Ngọc Mỹ Hồng'.split(' '),
  given: 'Ánh Bình Chi Cúc Diệp Giang Hà Hiền Hòa Lệ Lý Mơ Nguyệt Nhàn Phúc Sen Thơm Trinh Tú Vy'.split(' '),
};
const clans = ['Niê', 'Mlô', 'Êban', 'Kbuôr', 'Byă', 'Ayŭn', 'Knul'];
const edeMen = ['Y Bin', 'Y Krông', 'Y Nguôm', 'Y Siêng', 'Y Thông', 'Y Wơn'];
const edeWomen = ["H'Dung", "H'Juăn", "H'Lưk", "H'Ngọc", "H'Wen", "H'Zion"];
const otherGroups = ['Nùng', 'Tày', "M'Nông", 'Mông', 'Thái', 'Gia Rai', 'Dao'];

/** Provinces of birth registration: mostly Đắk Lắk (066) and Phú Yên (054). */
const birthProvinces = [
  '066',
  '066',
  '066',
  '066',
  '066',
  '054',
  '054',
  '054',
  '001',
  '040',
  '042',
  '049',
  '052',
  '038',
];
const mobilePrefixes = [
  '032',
  '034',
  '035',
  '038',
  '039',
  '070',
  '077',
  '079',
  '081',
  '083',
  '086',
  '090',
  '091',
  '094',
  '097',
  '098',
];

export interface PersonOptions {
  /** Years of birth, both inclusive. */
  readonly bornFrom: number;
  readonly bornTo: number;
  /** Share of Ê Đê people, from 0 to 1. */
  readonly ede: number;
}

export function makePerson(random: Random, options: PersonOptions): Person {
  const gender = random.chance(0.5) ? 'Nam' : 'Nữ';
  const year = random.between(options.bornFrom, options.bornTo);
  const month = random.between(1, 12);
  const day = random.between(1, 28);
  const isEde = random.chance(options.ede);
  const century = (year >= 2000 ? 2 : 0) + (gender === 'Nữ' ? 1 : 0);
  return {
    name: isEde ? makeEdeName(random, gender) : makeName(random, gender),
    gender,
    born: `${year}-${twoDigits(month)}-${twoDigits(day)}`,
    personalId: `${random.pick(birthProvinces)}${century}${twoDigits(year % 100)}${random.digits(6)}`,
    phone: `${random.pick(mobilePrefixes)}${random.digits(7)}`,
    ethnicGroup: isEde ? 'Ê Đê' : random.chance(0.25) ? random.pick(otherGroups) : 'Kinh',
  };
}

function makeName(random: Random, gender: Person['gender']): string {
  const names = gender === 'Nam' ? men : women;
  return `${random.pick(families)} ${random.pick(names.before)} ${random.pick(names.given)}`;
}

function makeEdeName(random: Random, gender: Person['gender']): string {
  return `${random.pick(gender === 'Nam' ? edeMen : edeWomen)} ${random.pick(clans)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
