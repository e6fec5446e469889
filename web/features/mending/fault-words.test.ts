import { expect, test } from 'vitest';
import type { Finding } from '#api/quality.ts';
import { faultWords, firstSentence } from './fault-words.ts';

const finding: Finding = {
  table: null,
  row: 12,
  field: 'xa',
  rule: 'xa.code-list',
  severity: 'error',
  value: 'TP. Huế',
  expected: '',
  suggestion: '24121',
  message: {
    vi: 'Dòng 12, cột «Xã»: mã «TP. Huế» không có trong danh mục. Nay là 24121. Gợi ý: «24121».',
    en: 'Row 12, column “Commune”: the code “TP. Huế” is not in the list. It is 24121 now. Suggestion: “24121”.',
  },
};

test('beside its cell a finding says neither the place nor the suggestion', () => {
  expect(faultWords(finding, 'vi')).toBe('Mã «TP. Huế» không có trong danh mục. Nay là 24121.');
  expect(faultWords(finding, 'en')).toBe('The code “TP. Huế” is not in the list. It is 24121 now.');
});

test('in short it is its first sentence, whatever the value holds', () => {
  expect(firstSentence(faultWords(finding, 'vi'))).toBe('Mã «TP. Huế» không có trong danh mục.');
  expect(firstSentence('Cần: số, ví dụ 1234.5')).toBe('Cần: số, ví dụ 1234.5');
  expect(firstSentence('Expected: a day, e.g. 2026-05-07. Ask.')).toBe('Expected: a day, e.g. 2026-05-07.');
});
