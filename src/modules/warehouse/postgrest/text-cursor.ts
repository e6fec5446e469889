import { fail } from '../errors.ts';

/** A place in a text that is being read; every read moves it on. */
export interface TextCursor {
  readonly text: string;
  at: number;
}

/** Throws `query-invalid`, with the place as PostgREST tells it. */
export function failAt(cursor: TextCursor, parameter: string, expected: string): never {
  const found = cursor.at < cursor.text.length ? `«${cursor.text[cursor.at]}»` : 'the end';
  throw fail('query-invalid', `"failed to parse ${parameter} (${cursor.text})" (column ${cursor.at + 1})`, {
    members: { details: `unexpected ${found}, expecting ${expected}` },
  });
}

export function take(cursor: TextCursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}

/** Everything up to one of `ends`. */
export function takeUntil(cursor: TextCursor, ends: string): string {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && !ends.includes(cursor.text[cursor.at] ?? '')) cursor.at += 1;
  return cursor.text.slice(start, cursor.at);
}

/** A text in double quotes, in which a backslash takes the next character as it is; undefined where there is none. */
export function takeQuoted(cursor: TextCursor, parameter: string): string | undefined {
  if (!take(cursor, '"')) return undefined;
  let value = '';
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    const letter = cursor.text[cursor.at];
    if (letter === '"') {
      cursor.at += 1;
      return value;
    }
    if (letter === '\\') cursor.at += 1;
    value += cursor.text[cursor.at] ?? '';
  }
  return failAt(cursor, parameter, 'a closing quote');
}
