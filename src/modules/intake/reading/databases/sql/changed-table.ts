import type { SqlLexer, Token } from './sql-lexer.ts';
import { isMark, type TableName } from './table-definition.ts';

const changes = new Set(['UPDATE', 'DELETE', 'TRUNCATE', 'MERGE']);
const between = new Set(['FROM', 'TABLE', 'ONLY', 'INTO', 'LOW_PRIORITY', 'QUICK', 'IGNORE']);

export function changesRows(first: Token): boolean {
  return first.kind === 'word' && changes.has(first.text.toUpperCase());
}

/** Which table a statement changes the rows of, behind its first word; undefined: more is needed; null: none that is named. */
export function changedTable(lexer: SqlLexer): TableName | null | undefined {
  const parts: string[] = [];
  for (;;) {
    const token = lexer.next();
    if (token === undefined) return undefined;
    const isName = token.kind === 'word' || token.kind === 'name';
    if (isName && parts.length === 0 && token.kind === 'word' && between.has(token.text.toUpperCase())) continue;
    if (!isName) {
      lexer.back();
      return null;
    }
    parts.push(token.text);
    const next = lexer.next();
    if (next === undefined) return undefined;
    if (isMark(next, '.')) continue;
    lexer.back();
    return parts;
  }
}
