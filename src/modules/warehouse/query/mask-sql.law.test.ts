import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '#platform/duckdb/quote.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { maskSql } from './mask-sql.ts';

// The law: whatever the text, its initials are those that one pattern after the other finds, word by word.

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const column = { name: 'ten', type: 'VARCHAR', label: { vi: 'Tên', en: 'Name' } } as const;
const pieces = ['Nguyễn', 'thị', 'Ánh', 'đ', 'Đ', 'Y-Bih', "H'", 'ß', 'ǆ', '😀', '=', '.', 'e\u0302', '\u0301'];
const spaces = [' ', ' ', ' ', '  ', '\t', '\n', '\r', '\f', '\v', '\u00A0', '\u3000', ' \t '];
const text = fc
  .array(
    fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...spaces), fc.string({ unit: 'grapheme', maxLength: 3 })),
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));

test('initials are those of every word, however words are parted', async () => {
  const byPatterns = String.raw`regexp_replace(regexp_replace(upper(trim(ten)), '([^\s])[^\s]*', '\1.', 'g'), '\s+', '', 'g')`;
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 50, maxLength: 50 }), async (texts) => {
      const values = ['null', ...texts.map(quoteText)].map((value) => `(${value})`).join(', ');
      const read = await connection.runAndReadAll(
        `select ${maskSql('ten', column, 'initials').sql}, ${byPatterns} from (values ${values}) as t(ten)`,
      );
      for (const [masked, expected] of read.getRowsJson()) expect(masked).toBe(expected);
    }),
    { numRuns: lawRuns(40) },
  );
});

test('every mask of nothing is nothing', async () => {
  for (const mask of ['hide', 'last4', 'initials', 'year', 'commune'] as const) {
    const { sql } = maskSql('ten', column, mask);
    const read = await connection.runAndReadAll(`select ${sql} from (values (null::varchar)) as t(ten)`);
    expect(read.getRowsJson()).toEqual([[null]]);
  }
});
