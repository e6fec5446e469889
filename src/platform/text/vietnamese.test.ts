import { expect, test } from 'vitest';
import { isLegalWord } from './vietnamese.ts';

test.each(
  `Nguyễn Trần Lê Phạm Huỳnh Hoàng Võ Vũ Đặng Bùi Đỗ Ngô Dương Lý Trương Đinh Quyết Quỳnh Thúy Thủy Thuỷ Oanh Khuê Nghĩa
  giường giếng gì quốc quýt khuỷu ngoằn thuở xoong Yên yếm yêu TUYẾT KRÔNG Á Ủ uỷ hòa hoà`.split(/\s+/),
)('%s is Vietnamese', (word) => {
  expect(isLegalWord(word)).toBe(true);
});

test.each(
  `Niê Mlô Êban Ayŭn Yă Kbuôr Ksơr Knul Adrơng Byă Bhiăk Dhăm Ngăm Đrắk Lắk Đắk Krông Búk Đliê Drông Cuôr Năng Kpă Ñu
  Rvê Lốp Ê̆a Čư`.split(/\s+/),
)('%s is a name of the highlands', (word) => {
  expect(isLegalWord(word)).toBe(true);
});

test.each('NguyÔn TrÇn Hïng TuÊn HiÕu B×nh Thóy Quúnh Thñy YÕn BÝch Lîi Hå Hïyền'.split(/\s+/))('%s is not', (word) => {
  expect(isLegalWord(word)).toBe(false);
});

test('a stopped rhyme takes sắc and nặng only', () => {
  expect(['các', 'cạc', 'cảc', 'cãc', 'càc'].map(isLegalWord)).toEqual([true, true, false, false, false]);
});
