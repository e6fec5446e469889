import { expect, test } from 'vitest';
import { decodeHtmlLetters } from './html-letters.ts';
import { findLostLetters } from './lost-letters.ts';
import { decodeViqr } from './viqr.ts';

test.each([
  ['Nguy&#7877;n V&#x0103;n &Aacute;', 'Nguyễn Văn Á'],
  ['T&ecirc;n &amp; m&atilde;', 'Tên & mã'],
  ['a&lt;b &#44; &#60; &quot;', 'a&lt;b &#44; &#60; &quot;'],
  ['AT&T; R&D &copyx; &#55555;', 'AT&T; R&D &copyx; &#55555;'],
])('letters that HTML spells: %s', (written, meant) => {
  expect(decodeHtmlLetters(written)).toBe(meant);
});

test.each([
  ["Nguye^~n Thi. A'nh", 'Nguyễn Thị Ánh'],
  ["DDu+o+`ng Hu`ng Vu+o+ng, dda^'t", 'Đường Hùng Vương, đất'],
  ['Xa~ Ea O^, tho^n Ta(ng', 'Xã Ea Ô, thôn Tăng'],
  ['C++, x^2, i^, e(', 'C++, x^2, i^, e('],
])('VIQR: %s', (written, meant) => {
  expect(decodeViqr(written)).toBe(meant);
});

test('question marks within words are lost letters, others are not', () => {
  expect(findLostLetters('Nguy?n Th? H??ng, NGUY?N')).toEqual({ count: 3, first: { word: 'Nguy?n', at: 0 } });
  expect(findLostLetters('1\tHu?nh T?n')).toEqual({ count: 2, first: { word: 'Hu?nh', at: 2 } });
  expect(findLostLetters('Ai?Không? Đúng chưa? http://x.vn/a?b=c x.php?id ? ??')).toEqual({ count: 0, first: null });
});
