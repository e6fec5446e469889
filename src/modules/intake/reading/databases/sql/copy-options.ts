import { failReading } from '../../errors.ts';
import { unescapeCopied } from './unescape-text.ts';
import type { Token } from './sql-lexer.ts';

/** How the lines of a COPY block are to be cut. */
export interface CopyOptions {
  readonly delimiter: string;
  readonly nullSign: string;
}

/** From what stands behind FROM stdin. Blocks of CSV and of bytes, which no dump has, are not read. */
export function copyOptions(tokens: readonly Token[], line: number): CopyOptions {
  let delimiter = '\t';
  let nullSign = '\\N';
  for (const [index, token] of tokens.entries()) {
    const following = tokens[index + 1]?.kind === 'text' ? tokens[index + 1] : tokens[index + 2];
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    if (word === 'CSV' || word === 'BINARY')
      throw failReading('format-unsupported', `COPY as ${word} on line ${line} is not read`, { line });
    if (following?.kind !== 'text') continue;
    if (word === 'DELIMITER' || word === 'DELIMITERS')
      delimiter = unescapeCopied(following.text).slice(0, 1) || delimiter;
    if (word === 'NULL') nullSign = following.text;
  }
  return { delimiter, nullSign };
}

/** The values of a line: null, or the text that it says. */
export function copiedValues(line: string, { delimiter, nullSign }: CopyOptions): readonly (string | null)[] {
  return cut(line, delimiter).map((part) =>
    part === nullSign ? null : part.includes('\\') ? unescapeCopied(part) : part,
  );
}

/** A delimiter behind a backslash is text; tabs are always written as `\t`. */
function cut(line: string, delimiter: string): readonly string[] {
  const parts = line.split(delimiter);
  if (delimiter === '\t' || !line.includes('\\')) return parts;
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before !== undefined && /(?:^|[^\\])(?:\\\\)*\\$/.test(before))
      joined[joined.length - 1] = `${before}${delimiter}${part}`;
    else joined.push(part);
  }
  return joined;
}
