import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetColumn } from '../dataset-schema.ts';
import { fail } from '../errors.ts';

const longest = 1000;

/**
 * `*` and `%` stand for any text, `_` for any letter; a backslash takes their meaning away. Every pattern takes time linear
 * in the text: where the engine's own `like` would try all ways to place the parts of `%a_%a_%` (minutes for one long text,
 * and it cannot be stopped), the pattern runs as a regular expression of RE2.
 */
export function likeSql(column: DatasetColumn, pattern: string, ignoreCase: boolean): string {
  if (column.type !== 'VARCHAR') throw fail('value-invalid', `${column.name} is not a text: it has no pattern`);
  const text = pattern.normalize('NFC').replaceAll('*', '%');
  const backslashes = /\\*$/.exec(text)?.[0].length ?? 0;
  if (text.includes('\0') || backslashes % 2 === 1) throw fail('value-invalid', `«${pattern}» is not a pattern`);
  if (text.length > longest) throw fail('query-too-complex', `A pattern has at most ${longest} characters`);
  const same = (sql: string) => (ignoreCase ? `lower(${sql})` : sql);
  const field = same(quoteName(column.name));
  // The engine's `ilike` would be of the slow kind throughout.
  if (!/[\\_]/.test(text)) return `(${field} like ${same(quoteText(text))})`;
  return `regexp_full_match(${field}, ${same(quoteText(expressionOf(text)))}, 's')`;
}

/** Holds no escape but of punctuation, so that lower case changes its letters only. */
function expressionOf(pattern: string): string {
  return pattern.replace(/\\(.)|[%_]|[^\p{L}\p{M}\p{N}\s]/gsu, (found, escaped: string | undefined) => {
    if (found === '%') return '.*';
    if (found === '_') return '.';
    const letter = escaped ?? found;
    return /^[!-/:-@[-`{-~]$/.test(letter) ? `\\${letter}` : letter;
  });
}
