import { RE2JS } from 're2js';

/** Searches for a pattern in RE2's words, in linear time, as DuckDB does. */
export function searchPattern(re2: string, text: string): boolean {
  return RE2JS.compile(re2).matcher(text).find();
}
