import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { legacySigns, majorityCoding, mendLegacyCell } from './mend-legacy-cell.ts';
import { decodeTcvn3, tcvn3Letter } from './tcvn3.ts';

test.each([
  ['NguyÔn V¨n Hïng', 'Nguyễn Văn Hùng'],
  ['TrÇn Ngäc ¸nh', 'Trần Ngọc Ánh'],
  ['§ç ThÞ Thñy', 'Đỗ Thị Thủy'],
  ['Vò ThÞ Quúnh', 'Vũ Thị Quỳnh'],
  ["H'Ng¨m £ban", "H'Ngăm Êban"],
  ['Y Bhi¨k Ayŭn', 'Y Bhiăk Ayŭn'],
  ['C«ng ty TNHH Viettel', 'Công ty TNHH Viettel'],
  ['UBND x· Ea Kao', 'UBND xã Ea Kao'],
  ['NGUYÔN V¡N HïNG', 'NGUYỄN VĂN HÙNG'],
  ['L£ Vò HïNG', 'LÊ VŨ HÙNG'],
  ['§­êng Hoµng V¨n Thô', 'Đường Hoàng Văn Thụ'],
])('%s becomes %s', (text, mended) => {
  expect(mendLegacyCell(text)).toEqual({ text: mended, legacy: 'TCVN3' });
});

test.each([
  ['VNI', 'Nguyeãn Vaên Haûi', 'Nguyễn Văn Hải'],
  ['VNI', 'TRAÀN VAÊN HAÛI', 'TRẦN VĂN HẢI'],
  ['VISCII', 'Nguy\u00adn Vån Häi', 'Nguyễn Văn Hải'],
  ['mojibake', 'Nguyá»…n VÄƒn Háº£i', 'Nguyễn Văn Hải'],
  ['mojibake', 'NguyÃ¡Â»â€¦n VÃ„Æ’n HÃ¡ÂºÂ£i', 'Nguyễn Văn Hải'],
  ['mojibake', 'MÃ¼nchen, 5 mÂ²', 'München, 5 m²'],
])('a cell in %s: %s becomes %s', (legacy, text, mended) => {
  expect(mendLegacyCell(text)).toEqual({ text: mended, legacy });
});

test('where one word could be chance, the coding of the cells around it decides', () => {
  expect(mendLegacyCell('Thaï')).toBeUndefined();
  const column = ['Nguyeãn Vaên Haûi', 'Traàn Thò Bích', 'Leâ A'];
  expect(majorityCoding(column)).toBe('VNI');
  expect(column.map((text) => mendLegacyCell(text, 'VNI')?.text)).toEqual(['Nguyễn Văn Hải', 'Trần Thị Bích', 'Lê A']);
  expect(['Lê Thị Thúy', 'München', 'Êban'].map((text) => mendLegacyCell(text, 'VNI'))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

const untouched = {
  Vietnamese: ['Nguyễn Văn A', 'Hà Thanh Thúy', 'Lò A Páo', 'Hô Chi Minh', 'Tân Lập', 'xãAn'],
  highland: ["H'Bia", 'Y Bhiăk', 'Êban', 'Ayŭn', 'Ksơr', 'Niê', "M'Đrắk", 'Ea Ô', 'Cư Ñu', 'Krông Búk'],
  foreign: [
    'café Trung Nguyên',
    'café',
    'München',
    'Zürich, São Paulo',
    'Señor El Niño',
    'Citroën',
    'crème brûlée',
    'Thaï',
    'laïc',
    'Rhône Saône',
    'für Öl',
    'Größe Mädchen',
    'mañana señorita',
    'Ångström',
  ],
  signs: [
    '5 µm',
    '20 °C',
    'm² và m³',
    '© 2026',
    '© Company',
    'Coca-Cola®',
    '«Tổng cộng»',
    '«Sao»',
    '§ 5',
    '£5',
    'A · B',
  ],
  plain: ['24133', '', ' ', 'ABC', '1½ kg'],
};

describe.each(Object.entries(untouched))('%s text stays as it is', (_, texts) => {
  test.each(texts)('%s', (text) => {
    expect(mendLegacyCell(text)).toBeUndefined();
  });
});

/** The coding itself, turned round; capitals with a tone take the small letter's code. */
const codes = new Map<string, string>();
for (let code = 0xa1; code <= 0xfe; code++) {
  const letter = tcvn3Letter(String.fromCharCode(code));
  if (letter !== undefined) codes.set(letter, String.fromCharCode(code));
}
function encode(text: string): string {
  return Array.from(text, (letter) => codes.get(letter) ?? codes.get(letter.toLowerCase()) ?? letter).join('');
}

const family = fc.constantFrom('Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Trương');
const middle = fc.constantFrom('Văn', 'Thị', 'Hữu', 'Đức', 'Ngọc', 'Mỹ', 'Thùy', 'Diệu', 'Ánh', 'Đình');
const given = fc.constantFrom(
  'Hùng',
  'Dũng',
  'Tuấn',
  'Hải',
  'Yến',
  'Nhung',
  'Ngân',
  'Quỳnh',
  'Thúy',
  'Huệ',
  'Ánh',
  'Ẩn',
);

test('a name written in TCVN3 is read back, capitals and all', () => {
  fc.assert(
    fc.property(family, middle, given, (...names) => {
      const name = names.join(' ');
      expect(decodeTcvn3(encode(name))).toBe(name);
      expect(mendLegacyCell(encode(name))?.text).toBe(name);
    }),
  );
});

test('mending is done once: what it gives, it leaves alone', () => {
  const word = fc.tuple(
    fc.constantFrom('H', 'Ng', 'tr', ''),
    fc.constantFrom(...codes.values()),
    fc.constantFrom('n', 'c', ''),
  );
  const texts = fc
    .sample(fc.array(word, { minLength: 1, maxLength: 3 }), 2000)
    .map((list) => list.map((parts) => parts.join('')).join(' '));
  const mended = texts.flatMap((text) => mendLegacyCell(text)?.text ?? []);
  expect(mended.length).toBeGreaterThan(200);
  expect(mended.filter((text) => mendLegacyCell(text) !== undefined)).toEqual([]);
});

test('what its signs pass over is never mended', () => {
  const javascript = (re2: string) => new RegExp(re2.replaceAll('\\x{', '\\u{'), 'u');
  const [oneOf, noneOf] = [javascript(legacySigns.oneOf), javascript(legacySigns.noneOf)];
  const sign = fc.constantFrom(...codes.values(), ...'aAnNgH .,-ăĐơưấễộ\u0301\u0323éñ§©°');
  const texts = fc.sample(fc.string({ unit: sign, minLength: 1, maxLength: 8 }), 5000);
  const asked = texts.filter((text) => oneOf.test(text) && !noneOf.test(text));
  expect(asked.filter((text) => mendLegacyCell(text) !== undefined).length).toBeGreaterThan(20);
  expect(texts.filter((text) => mendLegacyCell(text) !== undefined && !asked.includes(text))).toEqual([]);
});
