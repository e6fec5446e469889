import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawRuns } from '../../../test/support/law-runs.ts';
import { countLegal } from './legal-share.ts';
import { legacyDecoders } from './legacy-codings.ts';
import { americanConsole, macintoshPage, westernConsole, windowsPage } from './code-pages.ts';
import { undoMojibake } from './mojibake.ts';
import { encodeLegacy, encodeWindows1258, garble } from './testing/encode-legacy.ts';
import { hasMisplacedTone } from './tone-place.ts';
import { westernByte } from './western-bytes.ts';

const small = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ';
const all = [...(small + small.toUpperCase())];
const letter = fc.constantFrom(...all, ...'abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY 0123456789,;.-');
/** A letter that VNI's marks would join with what follows keeps away from them, as it does in every word. */
const text = fc.string({ unit: letter, maxLength: 40 });

test('the letters are the 134 of Vietnamese', () => {
  expect(new Set(all).size).toBe(134);
});

describe.each(['TCVN5712', 'VNI', 'VISCII'] as const)('%s', (coding) => {
  test('gives every letter back, capitals too', () => {
    expect(all.filter((one) => legacyDecoders[coding](encodeLegacy(coding, one)) !== one)).toEqual([]);
  });

  test('gives every text back', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(legacyDecoders[coding](encodeLegacy(coding, written))).toBe(written);
      }),
      { numRuns: lawRuns(100) },
    );
  });
});

test('TCVN3 gives every small letter back', () => {
  expect([...small].filter((one) => legacyDecoders.TCVN3(encodeLegacy('TCVN3', one)) !== one)).toEqual([]);
});

test('Windows-1258 gives every text back', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(new TextDecoder('windows-1258').decode(encodeWindows1258(written)).normalize('NFC')).toBe(written);
    }),
    { numRuns: lawRuns(100) },
  );
});

describe.each(['windows-1252', 'windows-1258'])('UTF-8 that was read as %s', (charset) => {
  test.each([1, 2])('%i times is undone', (times) => {
    fc.assert(
      fc.property(text, (written) => {
        expect(undoMojibake(garble(written, times, charset))).toBe(written);
      }),
      { numRuns: lawRuns(50) },
    );
  });
});

const sentences = [
  'Lã Văn Hoàng, xã Krông Năng tỉnh Đắk Lắk',
  'Đã nộp năm 2025; mã văn bản Già, Đinh Văn Ngã',
  'UỶ BAN NHÂN DÂN XÃ QUẢNG PHÚ – «ĐÃ DUYỆT»',
  'Ý kiến: kỳ hạn, kỷ luật, kỹ thuật, kỵ binh, ẵm, ẳng, ẫm, ỡm ờ, ễnh, ỗ, ữ, ẹ, ẻ, ỉ, ĩ, ị, ủ, ũ, ợ, ở, ừ, ử, ự',
  'Đỗ Thị Hương, Y Thịnh Niê Kđăm, H’Bluên Mlô, Čư M’gar, Ayŭn, Êban',
  'xã Hòa Sơn',
  'mã',
  'Lã',
];

describe.each([
  ['Windows-1252', windowsPage],
  ['DOS of America', americanConsole],
  ['DOS of the West', westernConsole],
  ['the Macintosh', macintoshPage],
])('UTF-8 that was read by the code page of %s', (_, page) => {
  const shown = new Map(
    Array.from({ length: 0xffff }, (__, code) => String.fromCharCode(code)).flatMap((letter) => {
      const byte = page === windowsPage ? westernByte(letter) : page.byteOf(letter);
      return byte === undefined || byte < 0x80 ? [] : [[byte, letter] as const];
    }),
  );
  const garbled = (written: string, times: number): string =>
    times === 0
      ? written
      : garbled(
          Array.from(Buffer.from(written), (byte) => shown.get(byte) ?? String.fromCharCode(byte)).join(''),
          times - 1,
        );

  test.each([1, 2])('%i times is undone', (times) => {
    expect(shown.size).toBe(128);
    fc.assert(
      fc.property(text, (written) => {
        expect(undoMojibake(garbled(written, times))).toBe(written);
      }),
      { numRuns: lawRuns(50) },
    );
  });

  test.each(['NFC', 'NFD'])('is undone in every line, of letters in %s', (form) => {
    const written = sentences.flatMap((line) => [line, line.toUpperCase()]).concat(all.join(' '));
    for (const times of [1, 2]) {
      const back = undoMojibake(written.map((line) => garbled(line.normalize(form), times)).join('\n'));
      expect(back.split('\n')).toEqual(written);
    }
  });
});

test('what is no mojibake stays as it is', () => {
  const texts = [
    'NGÃ BA',
    'À Ố',
    'Â',
    'Ã',
    '„Ä“',
    'Nguyễn Văn Ã',
    'Šk',
    'café «au lait»',
    'São Paulo',
    'Å',
    '5 µm · 20 °C',
    '│ ├── ƒ ═║ ╗',
    '√2 · ∆t, ƒ(x)',
    '«à la carte», «Été», l’été… Étranger – À bientôt',
    'Größe, München, ‚Ökonomie‘, œuvre, Ǵ',
    'Y Bhiŏ Êñuôl, Čư Êwi, ƀuôn Ƀlĕ',
    'f = ƒ(É)? ≈ √ ∆ · …Étude',
  ];
  expect(texts.map(undoMojibake)).toEqual(texts);
});

test('a blank that was trimmed from the end of à comes back', () => {
  expect(undoMojibake('HÃ Ná»™i, TrÃ')).toBe('Hà Nội, Trà');
});

test.each(['Maị', 'tìên', 'hoaì', 'muà', 'cưú', 'chiụ'])('the tone of %s is out of place', (word) => {
  expect(hasMisplacedTone(word)).toBe(true);
});

test.each(['mại', 'tiền', 'hoài', 'hòa', 'hoà', 'thúy', 'thuý', 'già', 'quý', 'mùa', 'cứu', 'khuỷu', 'Đắk'])(
  'the tone of %s is in its place',
  (word) => {
    expect(hasMisplacedTone(word)).toBe(false);
  },
);

test('abbreviations are no words, and quotation marks no part of them', () => {
  expect(countLegal('UBND, HĐND «xã» “Hòa Bình” München')).toMatchObject({ accented: 4, legal: 3 });
});
