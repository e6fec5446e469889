import { storedAsOf, type StoredAs } from '../stored-as.ts';
import type { Token } from './sql-lexer.ts';

export interface DefinedColumn {
  readonly name: string;
  readonly storedAs: StoredAs;
  /** The database works its values out of others'. */
  readonly computed?: boolean;
}

/** Names from the outermost to the table's own: at most database, schema, table. */
export type TableName = readonly string[];

const constraints = new Set([
  'PRIMARY',
  'KEY',
  'UNIQUE',
  'CONSTRAINT',
  'FOREIGN',
  'CHECK',
  'INDEX',
  'FULLTEXT',
  'SPATIAL',
  'EXCLUDE',
  'LIKE',
  'PERIOD',
  'SUPPLEMENTAL',
]);

/** A name that dots join, and how many tokens it takes; undefined: there is none. */
export function readTableName(
  tokens: readonly Token[],
  from: number,
): { readonly name: TableName; readonly end: number } | undefined {
  const name: string[] = [];
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'name')) return undefined;
    name.push(token.text);
    at += 1;
    if (!isMark(tokens[at], '.')) return { name: name.slice(-3), end: at };
    at += 1;
    // SQL Server lets the schema out: database..table.
    while (isMark(tokens[at], '.')) at += 1;
  }
}

/** The names in parentheses; undefined: there is no list. */
export function readNameList(
  tokens: readonly Token[],
  from: number,
): { readonly names: readonly string[]; readonly end: number } | undefined {
  if (!isMark(tokens[from], '(')) return undefined;
  const names: string[] = [];
  let at = from + 1;
  for (; at < tokens.length && !isMark(tokens[at], ')'); at++) {
    const token = tokens[at];
    if (token?.kind === 'word' || token?.kind === 'name') {
      // Of t.column, the column.
      if (isMark(tokens[at - 1], '.')) names.pop();
      names.push(token.text);
    } else if (token?.kind === 'text') names.push(token.text);
  }
  return { names, end: at + 1 };
}

/** Tables whose columns a definition takes over, in front of its own: INHERITS (a, b), LIKE a, PARTITION OF a. */
export function readParents(tokens: readonly Token[], from: number): readonly TableName[] {
  const parents: TableName[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (index < from) continue;
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    const before = tokens[index - 1];
    const isListed = depth === 1 && word === 'LIKE' && (isMark(before, '(') || isMark(before, ','));
    if (isMark(token, '(')) depth += 1;
    if (isMark(token, ')')) depth -= 1;
    let at = -1;
    if (isListed || (depth === 0 && word === 'LIKE' && index === from)) at = index + 1;
    if (depth === 0 && word === 'OF' && before?.text.toUpperCase() === 'PARTITION') at = index + 1;
    if (depth === 0 && word === 'INHERITS' && isMark(tokens[index + 1], '(')) at = index + 2;
    for (;;) {
      const parent = at === -1 ? undefined : readTableName(tokens, at);
      if (parent === undefined) break;
      parents.push(parent.name);
      at = word === 'INHERITS' && isMark(tokens[parent.end], ',') ? parent.end + 1 : -1;
    }
  }
  return parents;
}

/** The columns of CREATE TABLE name ( … ), from the opening parenthesis on; constraints are none. */
export function readColumns(tokens: readonly Token[], from: number): readonly DefinedColumn[] {
  const columns: DefinedColumn[] = [];
  let depth = 0;
  let part: Token[] = [];
  for (const token of tokens.slice(from)) {
    if (isMark(token, '(') && depth++ === 0) continue;
    const closes = isMark(token, ')') && --depth === 0;
    if (closes || (depth === 1 && isMark(token, ','))) {
      const column = columnOf(part);
      if (column !== undefined) columns.push(column);
      part = [];
      if (closes) break;
    } else part.push(token);
  }
  return columns;
}

function columnOf([name, ...rest]: readonly Token[]): DefinedColumn | undefined {
  if (name === undefined || (name.kind === 'word' && constraints.has(name.text.toUpperCase()))) return undefined;
  if (name.kind !== 'word' && name.kind !== 'name' && name.kind !== 'text') return undefined;
  const column = { name: name.text, storedAs: storedAs(rest[0]?.text.toLowerCase() ?? '', rest) };
  return isComputed(rest) ? { ...column, computed: true } : column;
}

/** `sum AS (a + b)`, `sum int GENERATED ALWAYS AS (a + b) STORED`; what stands in parentheses says nothing of it. */
function isComputed(rest: readonly Token[]): boolean {
  let depth = 0;
  return rest.some((token, index) => {
    if (isMark(token, '(')) depth += 1;
    if (isMark(token, ')')) depth -= 1;
    return depth === 0 && token.kind === 'word' && token.text.toUpperCase() === 'AS' && isMark(rest[index + 1], '(');
  });
}

function storedAs(type: string, rest: readonly Token[]): StoredAs {
  if (isMark(rest[1], '[') || rest.some(({ kind, text }) => kind === 'word' && text.toUpperCase() === 'ARRAY'))
    return 'other';
  return storedAsOf(type);
}

export function isMark(token: Token | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark;
}
