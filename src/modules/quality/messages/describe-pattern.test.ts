import { expect, test } from 'vitest';
import { describePattern } from './describe-pattern.ts';

test.each([
  ['^[0-9]{5}$', '5 chữ số', '5 digits'],
  [String.raw`^\d{9,12}$`, '9 đến 12 chữ số', '9 to 12 digits'],
  ['^[0-9]{3,}$', 'ít nhất 3 chữ số', 'at least 3 digits'],
  ['^[A-Z][0-9]+$', '1 chữ hoa không dấu, rồi chữ số', '1 plain capital, then digits'],
  ['^H[0-9]{4}$', '«H», rồi 4 chữ số', '“H”, then 4 digits'],
  ['^(NGSP|LGSP)-[0-9]{2}$', '«NGSP» hoặc «LGSP», rồi «-», rồi 2 chữ số', '“NGSP” or “LGSP”, then “-”, then 2 digits'],
  [
    '^[a-z]+[.][a-z0-9_]+$',
    'chữ thường không dấu, rồi «.», rồi chữ thường không dấu hoặc chữ số hoặc «_»',
    'plain small letters, then “.”, then plain small letters or digits or “_”',
  ],
  [String.raw`^H15\.[0-9]{2}$`, '«H15.», rồi 2 chữ số', '“H15.”, then 2 digits'],
])('%s in words', (pattern, vi, en) => {
  expect(describePattern(pattern)).toEqual({ vi, en });
});

test.each([
  '[0-9]{5}',
  '^[^x]+$',
  '^(a|b)*$',
  '^.*$',
  '^a?$',
  '^[b-d]$',
  '^[]$',
  String.raw`^\w+$`,
  '^(?=x)x$',
  '^$',
  '',
])('%s is shown as it is written', (pattern) => {
  expect(describePattern(pattern)).toEqual({ vi: `/${pattern}/`, en: `/${pattern}/` });
});
