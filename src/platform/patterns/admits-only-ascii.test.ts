import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admitsOnlyAscii } from './admits-only-ascii.ts';

test.each([
  '^\\d{12}$',
  '^(?:\\d{3}\\.\\d{2}|[A-Y]\\d{2}(?:\\.[A-Z0-9]+)*)-\\d{6}$',
  '^\\w+$',
  '^[!-~]+$',
  '^\\[\\^\\]$',
  '^(?:a|b)$',
  '^a\\\\$',
])('%s lets nothing but visible ASCII through', (pattern) => expect(admitsOnlyAscii(pattern)).toBe(true));

test.each([
  '\\d{12}',
  '^\\d',
  '\\d$',
  '^a|b$',
  '^.$',
  '^[^a]$',
  '^\\D$',
  '^a b$',
  '^[ -~]$',
  '^\\s$',
  '^đ$',
  '^[a-đ]$',
  '^\\p{L}$',
  '^\\t$',
  '^\\x7f$',
  '^(?:a$)|b$',
  '^$^a$',
  '^\\\\[^a]$',
])('%s may let more through', (pattern) => expect(admitsOnlyAscii(pattern)).toBe(false));

test('a text that such a pattern admits has no other sign', () => {
  const others: string[] = [];
  const part = fc.constantFrom(
    'a',
    '\\d',
    '[x-z]',
    '[^a]',
    '.',
    '|',
    '(?:b|đ)',
    '\\.',
    '\\s',
    ' ',
    '\\W',
    '^',
    '$',
    '\\\\',
  );
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', 'x', 'đ', '.', ' ', '\n', '\\'), maxLength: 4 });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), text, (parts, given) => {
      const pattern = `^${parts.join('')}$`;
      if (admitsOnlyAscii(pattern) && new RegExp(pattern, 'u').test(given) && /[^!-~]/.test(given))
        others.push(pattern);
    }),
    { numRuns: 2000 },
  );
  expect(others).toEqual([]);
});
