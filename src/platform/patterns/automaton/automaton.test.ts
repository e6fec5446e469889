import fc from 'fast-check';
import { expect, test } from 'vitest';
import { re2PatternOf } from '../pattern.ts';
import { automatonOf } from './build-automaton.ts';

function matches(pattern: string, text: string): boolean | undefined {
  const automaton = automatonOf(pattern);
  if (automaton === undefined) return undefined;
  let state = 0;
  for (const byte of Buffer.from(text)) state = automaton.steps[state * 256 + byte] ?? 0;
  return automaton.accepts[state];
}

test.each([
  '^\\d{12}$',
  'a',
  '',
  '^$',
  '^',
  '$',
  'ab|cd',
  '^a|b$',
  '^(?:ab|a)(?:c|bc)$',
  '[^a]',
  '^[^đ]$',
  '^[à-ỹ]+$',
  'a{2,3}',
  '^a{0,2}$',
  '^(?:a|b)*c$',
  'a+?b',
  '[a\\-z]',
  '^[ếề]{2}$',
  '^[^]$',
  '[\\s]',
  '\\u{1F600}',
  '^[\\u{10000}-\\u{10ffff}]$',
])("%s finds what the language's own engine finds", (pattern) => {
  const texts = [
    '',
    'a',
    'b',
    'ab',
    'abc',
    'aab',
    'aaa',
    'ba',
    '012345678901',
    'đ',
    'ế',
    'ếề',
    'cd',
    'xcdx',
    '\n',
    ' ',
    '😀',
    'bc',
    'abbc',
    '-',
    'z',
    'ab\nab',
  ];
  for (const text of texts) {
    expect([text, matches(re2PatternOf(pattern), text)]).toEqual([text, new RegExp(pattern, 'u').test(text)]);
  }
});

test('a pattern of made-up parts finds what the engine finds', () => {
  const differing: string[] = [];
  const part = fc.constantFrom(
    'a',
    'b',
    'đ',
    '[ab]',
    '[^a]',
    '(?:a|đb)',
    '(?:ab)?',
    'b*',
    '(?:a|b)+',
    'a{2}',
    '[à-ỹ]',
    '^',
    '$',
    '|',
  );
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'đ', 'ế', 'x', '\n'), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), text, (parts, given) => {
      const pattern = parts.join('');
      let re2: string;
      try {
        re2 = re2PatternOf(pattern);
      } catch {
        return;
      }
      const found = matches(re2, given);
      if (found !== undefined && found !== new RegExp(pattern, 'u').test(given)) differing.push(`${pattern} ${given}`);
    }),
    { numRuns: 1500 },
  );
  expect(differing).toEqual([]);
});

test('what is not understood is left alone', () => {
  expect(automatonOf('\\bword')).toBeUndefined();
  expect(automatonOf('\\p{L}')).toBeUndefined();
  expect(automatonOf('(?i)a')).toBeUndefined();
});
