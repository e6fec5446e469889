import { quoteText } from '#platform/duckdb/quote.ts';
import type { TextStorage, TextTable } from './text-table.ts';

/**
 * The table function that scans a text table's rows: columns `c0`, `c1`, … as VARCHAR in the order of the headings, and
 * for positioned storage `_row` BIGINT and `_shape` VARCHAR. Nothing is guessed.
 *
 * `strict_mode` is left at its default, which is strict: named, even as true, it makes the scanner find no row in a file
 * whose lines end in CRLF. The scanner drops a last line that is longer than it expects without a word: compare the count of the rows that come
 * out with the table's `rowCount`.
 */
export function textTableScan(table: Pick<TextTable, 'columns' | 'storage'>): string {
  const { storage } = table;
  const columns = table.columns.map((_, index) => `'c${index}': 'VARCHAR'`);
  if (storage.positioned) columns.push(`'_row': 'BIGINT'`, `'_shape': 'VARCHAR'`);
  const options = [
    quoteText(storage.path),
    `auto_detect = false`,
    `header = false`,
    `columns = {${columns.join(', ')}}`,
    `skip = ${storage.skipLines}`,
    `delim = ${quoteText(storage.delimiter)}`,
    `quote = ${quoteText(storage.quote)}`,
    `escape = ${quoteText(storage.quote === '' ? '' : storage.escape)}`,
    `new_line = ${quoteText(storage.newline === '\n' ? '\\n' : '\\r\\n')}`,
    `comment = ''`,
    `nullstr = ''`,
    `allow_quoted_nulls = false`,
    `null_padding = false`,
    `ignore_errors = false`,
    `max_line_size = ${lineRoom(storage)}`,
    // Threads that start in the middle of a quoted text would have to guess where a row begins.
    `parallel = ${storage.multiline === true ? 'false' : 'true'}`,
  ];
  return `read_csv(${options.join(', ')})`;
}

/** The scanner's buffers grow with the longest line that it is told of, so it is told no more than is needed. */
function lineRoom(storage: TextStorage): number {
  const usual = 2 * 1024 * 1024;
  return Math.max(usual, (storage.longestRow ?? 0) + 1024);
}
