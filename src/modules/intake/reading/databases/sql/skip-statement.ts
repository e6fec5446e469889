import type { SqlDialect } from './sql-dialect.ts';
import type { SqlLexer, Token } from './sql-lexer.ts';
import { isMark } from './table-definition.ts';

/** Goes over a statement that neither makes nor fills a table. */
export interface Skipper {
  /** A token further; true: the statement is over; undefined: more is needed. */
  readonly step: (lexer: SqlLexer) => boolean | undefined;
  /** A text in it was not closed. */
  readonly isInside: () => boolean;
}

const routines = new Set(['PROCEDURE', 'PROC', 'FUNCTION', 'TRIGGER', 'PACKAGE', 'EVENT', 'TYPE', 'RULE']);
const headWords = 8;

/**
 * A procedure's body has statements of its own, which are none of the dump: in SQL Server it goes on to GO, in Oracle to a
 * slash on a line, elsewhere to the END that closes it (MySQL changes the delimiter around it).
 */
export function createSkipper(dialect: SqlDialect, ...read: readonly Token[]): Skipper {
  const first = read[0]?.text.toUpperCase();
  let words = 0;
  let routine = (first === 'DECLARE' || first === 'BEGIN') && dialect.name === 'oracle';
  let depth = 0;
  let parentheses = 0;
  let inside = read.some(({ kind, text }) => kind === 'end' && text !== '');
  const mayBeRoutine = first === 'CREATE' || first === 'ALTER';
  const hear = (word: string): void => {
    words += 1;
    if (mayBeRoutine && words <= headWords && routines.has(word)) routine = true;
    if (!routine || words <= 1) return;
    if (word === 'BEGIN' || word === 'CASE') depth += 1;
    if (word === 'END') depth = Math.max(0, depth - 1);
  };
  for (const { kind, text } of read) if (kind === 'word') hear(text.toUpperCase());
  return {
    isInside: () => inside,
    step: (lexer) => {
      const token = lexer.next();
      if (token === undefined) return undefined;
      if (token.kind === 'end') {
        inside ||= token.text !== '';
        return !inside;
      }
      const word = token.kind === 'word' ? token.text.toUpperCase() : '';
      if (token.first && word === 'GO' && endsLine(lexer)) return true;
      if (token.first && token.text === '/' && dialect.name === 'oracle') return true;
      if (routine && (dialect.name === 'sqlserver' || dialect.name === 'oracle')) return false;
      // A rule's statements stand in parentheses.
      if (routine && isMark(token, '(')) parentheses += 1;
      if (routine && isMark(token, ')')) parentheses -= 1;
      if (token.kind === 'mark' && token.text === lexer.delimiter()) return depth === 0 && parentheses <= 0;
      if (
        !routine &&
        token.first &&
        word === 'INSERT' &&
        (dialect.name === 'sqlserver' || dialect.name === 'standard')
      ) {
        lexer.back();
        return true;
      }
      if (word !== '') hear(word);
      return false;
    },
  };
}

/** GO is a name as well; the line that it ends has nothing else. */
function endsLine(lexer: SqlLexer): boolean {
  const next = lexer.next();
  if (next === undefined || next.kind === 'end') return true;
  lexer.back();
  return next.first;
}
