import { dumpCut } from './dump-faults.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { SqlLexer, Token } from './sql-lexer.ts';
import { sqlValue, type SqlValue } from './sql-value.ts';
import { isMark } from './table-definition.ts';

export interface SelectedRow {
  readonly values: readonly SqlValue[];
  /** Another row follows, by UNION. */
  readonly more: boolean;
}

/**
 * One row of INSERT … SELECT 1, 'a' UNION ALL SELECT 2, 'b', as scripts wrote several rows before they could otherwise; a
 * database would have to compute what is no literal. Undefined: more is needed.
 */
export function readSelected(lexer: SqlLexer, dialect: SqlDialect): SelectedRow | 'computed' | undefined {
  const values: SqlValue[] = [];
  let part: Token[] = [];
  let depth = 0;
  const take = (): void => {
    const named = part.at(-2)?.kind === 'word' && part.at(-2)?.text.toUpperCase() === 'AS' ? part.slice(0, -2) : part;
    values.push(named.length === 0 ? { kind: 'unknown' } : sqlValue(named, dialect));
    part = [];
  };
  for (;;) {
    const token = lexer.next();
    if (token === undefined) return undefined;
    if (token.kind === 'end' && (token.text !== '' || depth > 0)) throw dumpCut(lexer);
    const word = token.kind === 'word' && depth === 0 ? token.text.toUpperCase() : '';
    if (word === 'FROM') {
      // Oracle asks its table of one row.
      const table = lexer.next();
      if (table === undefined) return undefined;
      if (table.kind === 'end') throw dumpCut(lexer);
      if (table.text.toUpperCase() !== 'DUAL') return 'computed';
      continue;
    }
    const begins = token.first && (word === 'GO' || word === 'INSERT');
    const ends = token.kind === 'end' || begins || (token.kind === 'mark' && token.text === lexer.delimiter());
    if (ends || word === 'UNION') {
      // Nobody knows whether a number at the very end of a file has all its digits.
      const mayGoOn = token.kind === 'end' && part.at(-1)?.kind === 'number';
      take();
      if (begins) lexer.back();
      const isComputed = values.some(({ kind }) => kind === 'unknown');
      if (mayGoOn || (isComputed && token.kind === 'end')) throw dumpCut(lexer);
      if (isComputed) return 'computed';
      if (ends) return { values, more: false };
      let next = lexer.next();
      if (next?.text.toUpperCase() === 'ALL') next = lexer.next();
      if (next === undefined) return undefined;
      if (next.kind === 'end') throw dumpCut(lexer);
      if (next.text.toUpperCase() !== 'SELECT' && lexer.isOver()) throw dumpCut(lexer);
      return next.text.toUpperCase() === 'SELECT' ? { values, more: true } : 'computed';
    }
    if (depth === 0 && isMark(token, ',')) {
      take();
      continue;
    }
    if (isMark(token, '(')) depth += 1;
    if (isMark(token, ')')) depth -= 1;
    part.push(token);
  }
}
