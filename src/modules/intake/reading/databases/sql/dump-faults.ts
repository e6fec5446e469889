import { failReading } from '../../errors.ts';
import type { SqlLexer, Token } from './sql-lexer.ts';

/** A text that is never closed. */
export function textUnclosed(lexer: SqlLexer, token: Token): never {
  throw failReading('file-truncated', `A text that begins on line ${lexer.lineOf(token.at)} is never closed`, {
    line: lexer.lineOf(token.at),
  });
}

/** The end comes in the midst of something. */
export function dumpCut(lexer: SqlLexer): Error {
  const line = lexer.lineOf(0);
  return failReading('file-truncated', `The dump ends in the midst of what begins on line ${line}`, { line });
}

/** A row goes on as no row can. */
export function rowBroken(lexer: SqlLexer, token: Token): Error {
  const line = lexer.lineOf(token.at);
  return failReading('file-truncated', `The row on line ${line} is broken off by “${token.text}”`, { line });
}
