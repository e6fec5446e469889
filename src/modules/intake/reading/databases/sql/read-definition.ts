import { dumpCut } from './dump-faults.ts';
import type { DumpHearer } from './dump-hearer.ts';
import type { SqlLexer, Token } from './sql-lexer.ts';
import { isMark, readColumns, readParents, readTableName } from './table-definition.ts';

/**
 * A CREATE statement: a table's definition is read to its end; of anything else, the tokens that were read are given back to
 * be passed over. Undefined: more is needed.
 */
export function readDefinition(
  first: Token,
  lexer: SqlLexer,
  onTable: DumpHearer['onTable'],
): 'read' | readonly Token[] | undefined {
  const head: Token[] = [first];
  let depth = 0;
  let closed = false;
  for (;;) {
    const token = lexer.next();
    if (token === undefined) return undefined;
    if (token.kind === 'end' && (token.text !== '' || depth > 0)) throw dumpCut(lexer);
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    if (head.length < 8 && !closed && depth === 0 && head.length > 0 && !couldBeTable(head)) {
      lexer.back();
      return head;
    }
    if (isMark(token, '(')) depth += 1;
    if (isMark(token, ')') && --depth === 0) closed = true;
    const over =
      token.kind === 'end' ||
      isMark(token, ';') ||
      (token.first && (word === 'GO' || (closed && depth === 0 && (word === 'INSERT' || word === 'CREATE'))));
    if (!over) {
      head.push(token);
      continue;
    }
    if (word === 'INSERT' || word === 'CREATE') lexer.back();
    const at = head.findIndex(({ kind, text }) => kind === 'word' && text.toUpperCase() === 'TABLE') + 1;
    const start = at + (/^IF$/i.test(head[at]?.text ?? '') && head[at]?.kind === 'word' ? 3 : 0);
    const table = readTableName(head, start);
    if (table === undefined) return 'read';
    const parents = readParents(head, table.end);
    const columns = isMark(head[table.end], '(') ? readColumns(head, table.end) : [];
    if (isMark(head[table.end], '(') || parents.length > 0) onTable(table.name, columns, parents);
    return 'read';
  }
}

const beforeTable = new Set([
  'CREATE',
  'GLOBAL',
  'LOCAL',
  'TEMPORARY',
  'TEMP',
  'UNLOGGED',
  'FOREIGN',
  'PRIVATE',
  'OR',
  'REPLACE',
]);

/** CREATE TABLE, so far as it was read. */
function couldBeTable(head: readonly Token[]): boolean {
  const words = head.map(({ kind, text }) => (kind === 'word' ? text.toUpperCase() : ''));
  const table = words.indexOf('TABLE');
  return (table === -1 ? words : words.slice(0, table)).every((word) => beforeTable.has(word));
}
