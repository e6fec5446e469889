import { failReading } from '../../errors.ts';
import { copiedValues, copyOptions, type CopyOptions } from './copy-options.ts';
import { createSqlLexer, type SqlLexer, type Token } from './sql-lexer.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { copiedCell, sqlCell, type SqlCell } from './sql-cell.ts';
import { createSkipper, type Skipper } from './skip-statement.ts';
import type { StoredAs } from '../stored-as.ts';
import { sqlValue } from './sql-value.ts';
import {
  isMark,
  readColumns,
  readNameList,
  readTableName,
  type DefinedColumn,
  type TableName,
} from './table-definition.ts';

/** Takes one row of a table, cell by cell. */
export interface DumpRows {
  /** How its columns are stored, in the order of the cells that come. */
  readonly storedAs: readonly (StoredAs | undefined)[];
  readonly push: (cells: readonly SqlCell[]) => void;
}

/** What a dump says, in its order. */
export interface DumpHearer {
  readonly onDatabase: (name: string) => void;
  readonly onTable: (name: TableName, columns: readonly DefinedColumn[]) => void;
  /** Rows follow, under these columns, or under all of the table's; undefined: nobody wants them. */
  readonly onRows: (name: TableName, columns: readonly string[] | undefined) => DumpRows | undefined;
  /** A value that a database would have to compute: read as null. */
  readonly onUnknownValue: (line: number) => void;
  /** Rows that a database would have to compute. */
  readonly onUnknownRows: (line: number) => void;
}

export interface DumpScanner {
  readonly push: (text: string) => void;
  readonly end: () => void;
}

type State =
  | { readonly kind: 'statement' }
  | { readonly kind: 'values'; readonly rows: DumpRows | undefined; readonly begun: boolean }
  | { readonly kind: 'copied'; readonly rows: DumpRows | undefined; readonly options: CopyOptions }
  | { readonly kind: 'skip'; readonly skipper: Skipper };

const statement: State = { kind: 'statement' };

/**
 * Reads a dump while it streams: what tables there are and what is put into them. Nothing is ever executed; statements
 * that make or fill no table are passed over. What is kept in memory is one statement's head or one row, and neither may
 * be longer than `rowLimit` characters.
 */
export function createDumpScanner(dialect: SqlDialect, hearer: DumpHearer, rowLimit: number): DumpScanner {
  const lexer = createSqlLexer(dialect);
  let state: State = statement;

  /** One row, or one head of a statement; false: more is needed for it, or there is no more. */
  const step = (): boolean => {
    const next = nextState(state, lexer, dialect, hearer);
    if (next === undefined) return false;
    state = next;
    return true;
  };
  const run = (): void => {
    do lexer.commit();
    while (!lexer.isOver() && step());
    lexer.rewind();
    if (lexer.waiting() > rowLimit) {
      const line = lexer.lineOf(0);
      throw failReading('row-too-long', `What begins on line ${line} has more than ${rowLimit} characters`, { line });
    }
  };
  return {
    push: (text) => {
      lexer.feed(text);
      run();
    },
    end: () => {
      lexer.finish();
      run();
      const whole =
        state.kind === 'statement' ||
        state.kind === 'skip' ||
        (state.kind === 'values' && state.begun && mayEndOpen(dialect));
      if (!whole || (state.kind === 'skip' && state.skipper.isInside())) throw cut(lexer);
    },
  };
}

/** Scripts of SQL Server and such as people write end a statement without a sign. */
function mayEndOpen({ name }: SqlDialect): boolean {
  return name === 'sqlserver' || name === 'standard' || name === 'oracle';
}

function nextState(state: State, lexer: SqlLexer, dialect: SqlDialect, hearer: DumpHearer): State | undefined {
  switch (state.kind) {
    case 'statement':
      return beginStatement(lexer, dialect, hearer);
    case 'values':
      return readTuple(state, lexer, dialect, hearer);
    case 'copied':
      return readCopied(state, lexer);
    case 'skip': {
      const done = state.skipper.step(lexer);
      return done === undefined ? undefined : done ? statement : state;
    }
  }
}

function beginStatement(lexer: SqlLexer, dialect: SqlDialect, hearer: DumpHearer): State | undefined {
  const first = lexer.next();
  if (first === undefined) return undefined;
  if (first.kind === 'end')
    return first.text === '' ? statement : { kind: 'skip', skipper: createSkipper(dialect, first) };
  if (isMark(first, '\\') && first.first) return readMetaCommand(lexer, hearer);
  switch (first.kind === 'word' ? first.text.toUpperCase() : '') {
    case 'INSERT':
    case 'REPLACE':
      return beginInsert(lexer, dialect, hearer);
    case 'COPY':
      return beginCopy(first, lexer, dialect, hearer);
    case 'CREATE':
      return readDefinition(first, lexer, dialect, hearer);
    case 'USE': {
      const name = lexer.next();
      if (name?.kind === 'word' || name?.kind === 'name') hearer.onDatabase(name.text);
      return name === undefined ? undefined : { kind: 'skip', skipper: createSkipper(dialect, first) };
    }
    case 'DELIMITER': {
      const rest = lexer.line();
      if (rest === undefined) return undefined;
      lexer.setDelimiter(rest.trim() || ';');
      return statement;
    }
    case 'REM':
    case 'REMARK':
    case 'PROMPT':
      return lexer.line() === undefined ? undefined : statement;
    case 'GO':
      return statement;
    default:
      if (first.kind === 'mark' && (first.text === ';' || first.text === '/' || first.text === lexer.delimiter()))
        return statement;
      return { kind: 'skip', skipper: createSkipper(dialect, first) };
  }
}

/** `\connect name` and other commands of psql, a line each. */
function readMetaCommand(lexer: SqlLexer, hearer: DumpHearer): State | undefined {
  const line = lexer.line();
  if (line === undefined) return undefined;
  const name = /^c(?:onnect)?\s+(?:-reuse-previous=\w+\s+)?"?([^"\s]+)"?/.exec(line)?.[1];
  if (name !== undefined) hearer.onDatabase(/dbname='?([^'\s]+)/.exec(name)?.[1] ?? name);
  return statement;
}

const insertEnd = new Set(['VALUES', 'VALUE', 'SELECT', 'SET', 'EXEC', 'EXECUTE', 'WITH', 'TABLE']);

function beginInsert(lexer: SqlLexer, dialect: SqlDialect, hearer: DumpHearer): State | undefined {
  const head: Token[] = [];
  for (;;) {
    const token = lexer.next();
    if (token === undefined) return undefined;
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    const isColumn = isMark(head.at(-1), '(') || isMark(head.at(-1), ',') || isMark(head.at(-1), '.');
    // OVERRIDING SYSTEM VALUE stands before VALUES.
    const isPartOfName = word === 'VALUE' && /^(?:SYSTEM|USER)$/i.test(head.at(-1)?.text ?? '');
    if (insertEnd.has(word) && !isColumn && !isPartOfName && head.length > 0) {
      const target = targetOf(head);
      if ((word === 'VALUES' || word === 'VALUE') && target !== undefined) {
        const rows = hearer.onRows(target.name, target.columns);
        return { kind: 'values', rows, begun: false };
      }
    } else if (token.kind !== 'end' && !isMark(token, ';')) {
      head.push(token);
      continue;
    } else if (token.kind === 'end') throw cut(lexer);
    hearer.onUnknownRows(lexer.lineOf(token.at));
    lexer.back();
    return { kind: 'skip', skipper: createSkipper(dialect, token) };
  }
}

const insertWords = new Set(['INTO', 'IGNORE', 'LOW_PRIORITY', 'HIGH_PRIORITY', 'DELAYED', 'OVERWRITE']);

function targetOf(
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

function readTuple(
  state: State & { readonly kind: 'values' },
  lexer: SqlLexer,
  dialect: SqlDialect,
  hearer: DumpHearer,
): State | undefined {
  let first = lexer.next();
  if (first !== undefined && state.begun && isMark(first, ',')) first = lexer.next();
  else if (first !== undefined && state.begun && !isMark(first, '(')) {
    if (first.kind === 'end') return first.text === '' ? undefined : unclosed(lexer, first);
    if (isMark(first, ';') || (first.kind === 'mark' && first.text === lexer.delimiter())) return statement;
    lexer.back();
    // What stands behind the rows is ON CONFLICT and the like, or the next statement of a script without signs.
    const word = first.text.toUpperCase();
    if (
      word === 'ON' ||
      word === 'RETURNING' ||
      word === 'AS' ||
      dialect.name === 'mysql' ||
      dialect.name === 'postgres'
    )
      return { kind: 'skip', skipper: createSkipper(dialect, first) };
    return statement;
  }
  if (first === undefined) return undefined;
  // MySQL writes ROW(…) as well.
  if (first.kind === 'word' && first.text.toUpperCase() === 'ROW') first = lexer.next();
  if (first === undefined) return undefined;
  if (first.kind === 'end' || !isMark(first, '(')) throw first.kind === 'end' ? cut(lexer) : broken(lexer, first);
  const { rows } = state;
  const cells: SqlCell[] = [];
  let part: Token[] = [];
  let depth = 0;
  for (;;) {
    const token = lexer.next();
    if (token === undefined) return undefined;
    if (token.kind === 'end') throw cut(lexer);
    if (token.kind === 'mark' && depth === 0 && (token.text === ',' || token.text === ')')) {
      if (rows !== undefined) {
        const value = sqlValue(part, dialect);
        if (value.kind === 'unknown') hearer.onUnknownValue(lexer.lineOf(token.at));
        cells.push(sqlCell(value, rows.storedAs[cells.length]));
      }
      part = [];
      if (token.text === ',') continue;
      rows?.push(cells);
      return state.begun ? state : { ...state, begun: true };
    }
    if (isMark(token, ';')) throw broken(lexer, token);
    if (isMark(token, '(') || isMark(token, '[')) depth += 1;
    if (isMark(token, ')') || isMark(token, ']')) depth -= 1;
    part.push(token);
  }
}

function beginCopy(first: Token, lexer: SqlLexer, dialect: SqlDialect, hearer: DumpHearer): State | undefined {
  const head: Token[] = [];
  for (;;) {
    const token = lexer.next();
    if (token === undefined) return undefined;
    if (token.kind === 'end') throw cut(lexer);
    if (isMark(token, ';')) break;
    head.push(token);
  }
  const from = head.findIndex(
    ({ kind, text }, index) =>
      kind === 'word' && text.toUpperCase() === 'FROM' && head[index + 1]?.text.toUpperCase() === 'STDIN',
  );
  if (lexer.line() === undefined) return undefined;
  const table = readTableName(head, 0);
  if (from === -1 || table === undefined) return statement;
  const list = readNameList(head, table.end);
  const options = copyOptions(head.slice(from + 2), lexer.lineOf(first.at));
  return { kind: 'copied', rows: hearer.onRows(table.name, list?.names), options };
}

function readCopied(state: State & { readonly kind: 'copied' }, lexer: SqlLexer): State | undefined {
  const line = lexer.line();
  if (line === undefined) return undefined;
  if (line === '\\.') return statement;
  if (lexer.isOver()) throw cut(lexer);
  const { rows, options } = state;
  rows?.push(
    copiedValues(line, options).map((text, index) =>
      text === null ? { text: null, isNumber: false } : copiedCell(text, rows.storedAs[index]),
    ),
  );
  return state;
}

function readDefinition(first: Token, lexer: SqlLexer, dialect: SqlDialect, hearer: DumpHearer): State | undefined {
  const head: Token[] = [first];
  let depth = 0;
  let closed = false;
  for (;;) {
    const token = lexer.next();
    if (token === undefined) return undefined;
    if (token.kind === 'end' && (token.text !== '' || depth > 0)) throw cut(lexer);
    const word = token.kind === 'word' ? token.text.toUpperCase() : '';
    if (head.length < 8 && !closed && depth === 0 && head.length > 0 && !couldBeTable(head)) {
      lexer.back();
      return { kind: 'skip', skipper: createSkipper(dialect, ...head) };
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
    if (table !== undefined && isMark(head[table.end], '(')) hearer.onTable(table.name, readColumns(head, table.end));
    return statement;
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

function unclosed(lexer: SqlLexer, token: Token): never {
  throw failReading('file-truncated', `A text that begins on line ${lexer.lineOf(token.at)} is never closed`, {
    line: lexer.lineOf(token.at),
  });
}

function cut(lexer: SqlLexer): Error {
  const line = lexer.lineOf(0);
  return failReading('file-truncated', `The dump ends in the midst of what begins on line ${line}`, { line });
}

function broken(lexer: SqlLexer, token: Token): Error {
  const line = lexer.lineOf(token.at);
  return failReading('file-truncated', `The row on line ${line} is broken off by “${token.text}”`, { line });
}
