import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { re2PatternOf, translatePattern } from './pattern.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(() => connection.closeSync());

/** What DuckDB says of every text. */
async function matchesInDuckdb(pattern: string, texts: readonly string[]): Promise<readonly boolean[]> {
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const list = texts.map(quote).join(', ');
  const reader = await connection.runAndReadAll(
    `select regexp_matches(unnest([${list}]), ${quote(re2PatternOf(pattern))})`,
  );
  return reader.getRows().map(([matches]) => matches === true);
}

const texts = [
  '', 'a', 'A', 'ab', 'abc', 'aab', 'ba', '0', '12', '123', '2026-01-31', 'a b', ' ', '\t', '\n', 'a\nb', '\r', '\u000b',
  '\u00a0', '\u2028', '\u3000', '\ufeff', 'é', 'Đ', 'đường', 'a\u0301', '😀', 'a-b', '-', '_', '.', '/', '\\', '{', '}', '[x]',
  '(', '^', '$', 'H15.05', '000.00.16.H15-250701-0001', '066300000001', 'x@y.vn', '%', 'a%', 'a_b', '\u0008',
]; // prettier-ignore

// JavaScript's own engine may take exponential time over what the property below makes up.
const shortTexts = texts.filter((text) => text.length <= 4);

describe('a translated pattern matches in DuckDB as it does in ECMA-262', () => {
  test.each([
    '^\\d{12}$', '^[A-Z]\\d{2}(?:\\.\\d{2})*$', 'a', '', '^$', '.', '^.$', '^.+$', '\\s', '^\\S+$', '\\w', '\\W', '\\D', '\\b', '\\Ba',
    '[\\s\\d]', '[^\\s]', '[\\S]', '[^\\S]', '[^]', '[]', '[^a-c]', '[\\w.-]+@[\\w.]+', '(?<year>\\d{4})-(\\d\\d)', 'a|b|', '^(?:a|ab)(?:b|$)',
    'a*?b', 'a{2}', 'a{1,}b', 'a{0,2}?b', '\\u0111', '\\u{111}', '\\xe9', '\\cI', '\\0', '[\\b]', '\\/', '\\-', '[a\\-z]', '[\\]\\[]', '\\{|\\}',
    '\\p{L}', '\\P{L}', '^\\p{Lu}', '\\p{Script=Latin}', '[\\p{L}\\d]+$', '\\p{Letter}{2}', '\\uD83D\\uDE00', '[😀]', '[\\u{1F600}-\\u{1F64F}]', '\\^\\$', '-', '%', '^%$', 'a_', '$a', 'a^', 'a$b?', '(?:a$)', '(?:^a)b', '^a|b$', '$^',
  ])('%s', async (pattern) => {
    // An escaped hyphen is taken too, which `u` would refuse.
    const expression = new RegExp(pattern, /\\-/.test(pattern) ? '' : 'u');
    expect(await matchesInDuckdb(pattern, texts)).toEqual(texts.map((text) => expression.test(text)));
  }); // prettier-ignore

  test('whatever it is made of', async () => {
    const character = fc.constantFrom(
      'a',
      'b',
      '1',
      ' ',
      'đ',
      '\\.',
      '\\d',
      '\\w',
      '\\s',
      '\\S',
      '.',
      '[ab]',
      '[^a]',
      '[\\s1-3]',
      '\\p{L}',
      '\\n',
    );
    const { pattern } = fc.letrec<{ pattern: string; term: string; atom: string }>((tie) => ({
      atom: fc.oneof(
        { maxDepth: 2 },
        character,
        fc
          .tuple(fc.constantFrom('(', '(?:', '(?<n>'), tie('pattern'))
          .map(([open, inner]) => `${open}${inner.replaceAll('(?<n>', '(?:')})`),
      ),
      term: fc
        .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,3}', '{1,}', '*?', '+?'))
        .map(([atom, sign]) => atom + sign),
      pattern: fc
        .tuple(fc.array(tie('term'), { maxLength: 3 }), fc.constantFrom('', '^', '|', '$'), tie('term'))
        .map(([terms, sign, last]) => terms.join('') + sign + last),
    }));
    await fc.assert(
      fc.asyncProperty(pattern, async (given) => {
        // A group's name may stand once.
        const once = given.replace(/\(\?<n>/g, (name, at: number) => (at === given.indexOf(name) ? name : '(?:'));
        const expression = new RegExp(once, 'u');
        expect(await matchesInDuckdb(once, shortTexts)).toEqual(shortTexts.map((text) => expression.test(text)));
      }),
      { numRuns: 120 },
    );
  });
});

describe('a pattern is refused', () => {
  test.each([
    ['a(?=b)', 'look-ahead'], ['a(?!b)', 'negative look-ahead'], ['(?<=a)b', 'look-behind'], ['(?<!a)b', 'negative look-behind'],
    ['(a)\\1', 'a back reference'], ['(?<n>a)\\k<n>', 'a back reference'],
  ])('where it would not run in linear time: %s', (pattern, feature) => {
    expect(translatePattern(pattern)).toMatchObject({ ok: false, code: 'pattern-not-linear', facts: { feature } });
  }); // prettier-ignore

  test.each([
    '(', ')', 'a(', '(a', '[', '[a', '[b-a]', '[\\d-z]', '*', 'a**', '^*', '\\b+', 'a{', 'a{2,1}', 'a{,2}', '}', ']', '\\', '\\q', '\\u12',
    '\\u{110000}', '\\ud800', '\\x1', '\\c1', '\\p{Nope}', '\\p', '(?<1>a)', '(?i:a)', '\\01',
  ])('where it is broken: %s', (pattern) => {
    expect(translatePattern(pattern)).toMatchObject({ ok: false, code: 'pattern-broken' });
  }); // prettier-ignore

  test.each([
    'a{1001}',
    '(a{100}){11}',
    '((?:a{10}){10}b){11}',
    'a'.repeat(5001),
    '('.repeat(101) + ')'.repeat(101),
    '\\p{L}{1000}',
  ])('where it is too large: %s', (pattern) => {
    expect(translatePattern(pattern)).toMatchObject({ ok: false, code: 'pattern-too-large' });
  });
});

test('what is as large as may be is taken by DuckDB', async () => {
  for (const pattern of [
    'a{1000}',
    '(?:a{100}){10}',
    '\\p{L}{190}',
    '.{0,1000}.{0,1000}',
    'đ'.repeat(5000),
    '('.repeat(99) + ')'.repeat(99),
  ]) {
    await expect(matchesInDuckdb(pattern, ['a']), pattern.slice(0, 20)).resolves.toHaveLength(1);
  }
});
