import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawRuns } from '../../../test/support/law-runs.ts';
import { countLegal } from './legal-share.ts';
import { legacyDecoders } from './legacy-codings.ts';
import { americanConsole, macintoshPage, westernConsole } from './code-pages.ts';
import { undoMojibake } from './mojibake.ts';
import { encodeLegacy, encodeWindows1258, garble } from './testing/encode-legacy.ts';
import { hasMisplacedTone } from './tone-place.ts';

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

test.each([
  ['DOS of America', americanConsole],
  ['DOS of the West', westernConsole],
  ['the Macintosh', macintoshPage],
])('UTF-8 that was read by the code page of %s is undone', (_, page) => {
  const shown = new Map(
    Array.from({ length: 0xffff }, (__, code) => String.fromCharCode(code)).flatMap((letter) => {
      const byte = page.byteOf(letter);
      return byte === undefined ? [] : [[byte, letter] as const];
    }),
  );
  expect(shown.size).toBe(128);
  fc.assert(
    fc.property(text, (written) => {
      const garbled = Array.from(Buffer.from(written), (byte) => shown.get(byte) ?? String.fromCharCode(byte));
      expect(undoMojibake(garbled.join(''))).toBe(written);
    }),
    { numRuns: lawRuns(50) },
  );
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
