import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReceiptCode, presentReceiptCode, receiptAlphabet } from './receipt-code.ts';

const code = fc.string({ unit: fc.constantFrom(...receiptAlphabet), minLength: 12, maxLength: 12 });

test('every code is read as it is printed, in small letters, and without its dashes', () => {
  fc.assert(
    fc.property(code, (drawn) => {
      const printed = presentReceiptCode(drawn);
      expect(printed).toMatch(/^(.{4}-){2}.{4}$/);
      for (const typed of [printed, printed.toLowerCase(), drawn, ` ${printed.replaceAll('-', ' ')}\t`])
        expect(parseReceiptCode(typed)).toBe(drawn);
    }),
  );
});

test('signs that look alike are taken for each other', () => {
  expect(parseReceiptCode('oO0i-Il1L-9V2D')).toBe('000111119V2D');
  expect(parseReceiptCode('K7QM–3XRT—9V2D')).toBe('K7QM3XRT9V2D');
});

test.each([
  '',
  'K7QM-3XRT-9V2',
  'K7QM-3XRT-9V2DD',
  'U7QM-3XRT-9V2D',
  'K7QM-3XRT-9V2Đ',
  "' or 1=1 --",
  '0'.repeat(1000),
])('«%s» is no code', (typed) => {
  expect(parseReceiptCode(typed)).toBeUndefined();
});
