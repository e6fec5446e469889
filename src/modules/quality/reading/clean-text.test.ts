import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeTcvn3 } from '#platform/text/tcvn3.ts';
import { mendLegacyCell } from '#platform/text/mend-legacy-cell.ts';
import { checkValues, openTestBench, testField, type TestBench } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const name = testField('ten');

test('composes text, takes blanks off, keeps what belongs to it', async () => {
  const values = [
    'Nguyễn Văn A',
    'Nguyễn Văn A'.normalize('NFD'),
    ' Y Thoại\u00a0',
    'Lê  Thị   B',
    "H'Bia ê̆ Ksơr",
    'dòng một\ndòng hai',
    '',
    '   ',
  ];
  const checked = await checkValues(bench, name, values);
  expect(checked.map(({ read, mend }) => [read, mend ?? null])).toEqual([
    ['Nguyễn Văn A', null],
    ['Nguyễn Văn A', 'unicode'],
    ['Y Thoại', 'blanks'],
    ['Lê  Thị   B', null],
    ["H'Bia ê̆ Ksơr", null],
    ['dòng một\ndòng hai', null],
    ['', null],
    [null, null],
  ]);
});

test('mends a cell that can be nothing but TCVN3, and no other', async () => {
  const checked = await checkValues(bench, name, [
    'NguyÔn V¨n An',
    'TrÇn ThÞ Quúnh',
    'Lê Thị Thúy',
    'München',
    'Vò Quèc Trung',
  ]);
  expect(checked.map(({ read, mend }) => [read, mend ?? null])).toEqual([
    ['Nguyễn Văn An', 'encoding'],
    ['Trần Thị Quỳnh', 'encoding'],
    ['Lê Thị Thúy', null],
    ['München', null],
    ['Vũ Quốc Trung', 'encoding'],
  ]);
});

test.each([
  ['VNI', ['Nguyeãn Vaên Haûi', 'Traàn Thò Bích', 'Voõ Thò Thuùy', 'Noâng A', 'Lê Thị Thúy', 'Thaï']],
  ['mojibake', ['Nguyá»…n VÄƒn Háº£i', 'Tráº§n Thá»‹ BÃ­ch', 'HÃ Ná»™i', 'Lê Thị Thúy']],
  ['mojibake twice', ['NguyÃ¡Â»â€¦n VÃ„Æ’n HÃ¡ÂºÂ£i']],
] as const)('mends cells in %s, the doubtful ones as most of their column is in', async (_, values) => {
  const truth: Readonly<Record<string, string>> = {
    'Nguyeãn Vaên Haûi': 'Nguyễn Văn Hải',
    'Traàn Thò Bích': 'Trần Thị Bích',
    'Voõ Thò Thuùy': 'Võ Thị Thúy',
    'Noâng A': 'Nông A',
    Thaï: 'Thạ',
    'Nguyá»…n VÄƒn Háº£i': 'Nguyễn Văn Hải',
    'Tráº§n Thá»‹ BÃ­ch': 'Trần Thị Bích',
    'HÃ Ná»™i': 'Hà Nội',
    'NguyÃ¡Â»â€¦n VÃ„Æ’n HÃ¡ÂºÂ£i': 'Nguyễn Văn Hải',
  };
  const checked = await checkValues(bench, name, [...values]);
  expect(checked.map(({ read, mend }) => [read, mend ?? null])).toEqual(
    values.map((value) => [truth[value] ?? value, truth[value] === undefined ? null : 'encoding']),
  );
});

/** All that TCVN3 makes of one or two codes between consonants: what is mended must have been looked at. */
test('whatever would be mended is looked at', async () => {
  const codes = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode(0xa1 + index));
  const frames = [
    ['Ph', 'c'],
    ['Qu', 'nh'],
    ['th', 'y'],
    ['l', 'ng'],
    ['B', 'ch'],
    ['T', 'n'],
    ['gi', ''],
    ['ho', 't'],
    ['m', 'i'],
    ['Đ', 'p'],
  ];
  const words = frames.flatMap(([first = '', last = '']) =>
    codes.flatMap((code) => [`${first}${code}${last}`, `${first}u${code}${last}`]),
  );
  const mendable = words.filter((word) => mendLegacyCell(word) !== undefined);
  expect(mendable.length).toBeGreaterThan(300);
  const checked = await checkValues(bench, name, mendable);
  expect(checked.filter(({ mend }) => mend !== 'encoding').map(({ value }) => value)).toEqual([]);
  expect(checked[0]?.read).toBe(decodeTcvn3(mendable[0] ?? '').normalize('NFC'));
});
