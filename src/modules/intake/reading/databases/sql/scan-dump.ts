import { failReading } from '../../errors.ts';
import { copiedValues, copyOptions, type CopyOptions } from './copy-options.ts';
import { dumpCut, rowBroken, textUnclosed } from './dump-faults.ts';
import type { DumpHearer, DumpRows } from './dump-hearer.ts';
import { insertTarget } from './insert-target.ts';
import { readDefinition } from './read-definition.ts';
import { readSelected } from './read-selected.ts';
import { createSkipper, type Skipper } from './skip-statement.ts';
import { copiedCell, sqlCell, type SqlCell } from './sql-cell.ts';
import { changedTable, changesRows } from './changed-table.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { createSqlLexer, type SqlLexer, type Token } from './sql-lexer.ts';
import { sqlValue } from './sql-value.ts';
import { isMark, readNameList, readTableName } from './table-definition.ts';

export interface DumpScanner {
  readonly push: (text: string) => void;
  readonly end: () => void;
}

type State =
  | { readonly kind: 'statement' }
  | { readonly kind: 'values'; readonly rows: DumpRows | undefined; readonly begun: boolean }
  | { readonly kind: 'selected'; readonly rows: DumpRows | undefined }
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
      if (!whole || (state.kind === 'skip' && state.skipper.isInside())) throw dumpCut(lexer);
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
    case 'selected':
      return readSelection(state, lexer, dialect, hearer);
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
  if (isMark(first, ':') && first.first) return lexer.line() === undefined ? undefined : statement;
  switch (first.kind === 'word' ? first.text.toUpperCase() : '') {
    case 'INSERT':
    case 'REPLACE':
      return beginInsert(lexer, dialect, hearer);
    case 'COPY':
      return beginCopy(first, lexer, dialect, hearer);
    case 'CREATE': {
      const read = readDefinition(first, lexer, hearer.onTable);
      if (read === undefined || read === 'read') return read && statement;
      return { kind: 'skip', skipper: createSkipper(dialect, ...read) };
    }
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
      if (changesRows(first)) {
        const name = changedTable(lexer);
        if (name === undefined) return undefined;
        if (name !== null) hearer.onChange(name, lexer.lineOf(first.at));
      }
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
      const target = insertTarget(head);
      if ((word === 'VALUES' || word === 'VALUE') && target !== undefined) {
        const rows = hearer.onRows(target.name, target.columns);
        if (head.at(-1)?.kind === 'word' && /^default$/i.test(head.at(-1)?.text ?? '')) {
          if (rows !== undefined && rows.storedAs.length > 0)
            rows.push(rows.storedAs.map(() => ({ text: null, isNumber: false })));
          return { kind: 'skip', skipper: createSkipper(dialect, token) };
        }
        return { kind: 'values', rows, begun: false };
      }
      if (word === 'SELECT' && target !== undefined) {
        const rows = hearer.onRows(target.name, target.columns);
        return { kind: 'selected', rows };
      }
    } else if (token.kind !== 'end' && !isMark(token, ';')) {
      head.push(token);
      continue;
    } else if (token.kind === 'end') throw dumpCut(lexer);
    hearer.onUnknownRows(lexer.lineOf(token.at));
    lexer.back();
    return { kind: 'skip', skipper: createSkipper(dialect, token) };
  }
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
    if (first.kind === 'end') return first.text === '' ? undefined : textUnclosed(lexer, first);
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
  if (first.kind === 'end' || !isMark(first, '('))
    throw first.kind === 'end' ? dumpCut(lexer) : rowBroken(lexer, first);
  const { rows } = state;
  const cells: SqlCell[] = [];
  let part: Token[] = [];
  let depth = 0;
  for (;;) {
    const token = lexer.next();
    if (token === undefined) return undefined;
    if (token.kind === 'end') throw dumpCut(lexer);
    if (token.kind === 'mark' && depth === 0 && (token.text === ',' || token.text === ')')) {
      if (rows !== undefined) {
        const value = sqlValue(part, dialect);
        if (value.kind === 'unknown') hearer.onUnknownValue(lexer.lineOf(token.at));
        cells.push(sqlCell(value, rows.storedAs[cells.length], dialect));
      }
      part = [];
      if (token.text === ',') continue;
      rows?.push(cells);
      return state.begun ? state : { ...state, begun: true };
    }
    if (isMark(token, ';')) throw rowBroken(lexer, token);
    if (isMark(token, '(') || isMark(token, '[')) depth += 1;
    if (isMark(token, ')') || isMark(token, ']')) depth -= 1;
    part.push(token);
  }
}

function readSelection(
  state: State & { readonly kind: 'selected' },
  lexer: SqlLexer,
  dialect: SqlDialect,
  hearer: DumpHearer,
): State | undefined {
  const read = readSelected(lexer, dialect);
  if (read === undefined) return undefined;
  if (read === 'computed') {
    hearer.onUnknownRows(lexer.lineOf(0));
    return { kind: 'skip', skipper: createSkipper(dialect) };
  }
  const { rows } = state;
  rows?.push(read.values.map((value, index) => sqlCell(value, rows.storedAs[index], dialect)));
  return read.more ? state : statement;
}

function beginCopy(first: Token, lexer: SqlLexer, dialect: SqlDialect, hearer: DumpHearer): State | undefined {
  const head: Token[] = [];
  for (;;) {
    const token = lexer.next();
    if (token === undefined) return undefined;
    if (token.kind === 'end') throw dumpCut(lexer);
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
  if (lexer.isOver()) throw dumpCut(lexer);
  const { rows, options } = state;
  rows?.push(
    copiedValues(line, options).map((text, index) =>
      text === null ? { text: null, isNumber: false } : copiedCell(text, rows.storedAs[index]),
    ),
  );
  return state;
}
