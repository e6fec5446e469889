import type { Token } from './sql-lexer.ts';
import { isMark, readNameList, readTableName, type TableName } from './table-definition.ts';

const insertWords = new Set(['INTO', 'IGNORE', 'LOW_PRIORITY', 'HIGH_PRIORITY', 'DELAYED', 'OVERWRITE']);

/** Which table an INSERT is into, and the columns that it names; undefined: what was read is no such thing. */
export function insertTarget(
  head: readonly Token[],
): { readonly name: TableName; readonly columns: readonly string[] | undefined } | undefined {
  let at = 0;
  while (head[at]?.kind === 'word') {
    const word = head[at]?.text.toUpperCase() ?? '';
    if (word === 'OR') at += 2;
    else if (insertWords.has(word) && !isMark(head[at + 1], '(') && at + 1 < head.length) at += 1;
    else break;
  }
  const table = readTableName(head, at);
  if (table === undefined) return undefined;
  const list = head.findIndex((token, index) => index >= table.end && isMark(token, '('));
  return { name: table.name, columns: list === -1 ? undefined : readNameList(head, list)?.names };
}
