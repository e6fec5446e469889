import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CompiledContract } from '../rules/compile-contract.ts';
import type { FieldColumns } from '../rules/field-columns.ts';
import type { Rule } from '../rules/rule.ts';
import { atOnce } from './check-connections.ts';
import { hashColumns, joinedTexts, unreadableSql } from './find-doubles.ts';
import { brokenSql, judgedColumns, judgedSql, judgeSql, type JudgedPart } from './judge-sql.ts';
import { copyPiece, inOneOrder, readParquet, sideBySide, type PieceFile } from './side-by-side.ts';
import { sourceCells, type StagingLayout } from './staging-layout.ts';
import type { Widths } from './wide-tables.ts';

export interface JudgeRows {
  /** The fields with cells of an old encoding. */
  readonly legacy: ReadonlySet<number>;
  /** Of this check's own. */
  readonly folder: string;
  readonly widths: Widths;
  /** Another connection that sees the same tables; undefined: there is none. */
  readonly second: DuckDBConnection | undefined;
}

/**
 * Judges the rows that must be looked at (see judge-sql.ts), a wide table's some columns at a time; the relation that they
 * are in from then on.
 */
export async function judgeRows(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  layout: StagingLayout,
  options: JudgeRows,
): Promise<string> {
  const { legacy, folder, widths, second } = options;
  const parts = partsOf(compiled, widths.judged);
  if (parts.length === 1) {
    const half = (number: number, where?: string) => {
      const file = join(folder, `judged-${number}.parquet`);
      return { file, sql: judgeSql(compiled, layout, { legacy, file, ...(where === undefined ? {} : { where }) }) };
    };
    if (second === undefined) {
      const whole = half(0);
      await connection.run(whole.sql);
      return readParquet(whole.file);
    }
    const [even, odd] = [half(0, '_n % 2 = 0'), half(1, '_n % 2 = 1')];
    await atOnce(
      { connection, second },
      (one) => one.run(even.sql),
      (other) => other.run(odd.sql),
    );
    return readParquet(even.file, odd.file);
  }
  const pieces: PieceFile[] = [];
  // A join with mended texts may put rows in any order; without one they stay as they are, in every piece.
  const order = legacy.size > 0 ? ' order by _n' : '';
  const sent = ['_t', '_row', ...sourceCells(layout)];
  for (let from = 0; from < sent.length; from += widths.sorted) {
    const columns = sent.slice(from, from + widths.sorted);
    const piece = { file: join(folder, `judged-cells-${from}.parquet`), columns };
    await connection.run(copyPiece(`select _n, ${columns.join(', ')} from received where _look = 1${order}`, piece));
    pieces.push(piece);
  }
  for (const [number, part] of parts.entries()) {
    const own = [...judgedColumns(compiled, part), `_unread${number}`];
    const rows = judgedSql(compiled, layout, { part, kept: ['_n'], legacy });
    const unread = `nullif(${unreadableSql(part.columns)}, '') as _unread${number}`;
    const piece = { file: join(folder, `judged-${number}.parquet`), columns: own };
    await connection.run(copyPiece(`select _n, ${own.with(-1, unread).join(', ')} from (${rows})${order}`, piece));
    pieces.push(piece);
  }
  await connection.run(`create or replace view judged_pieces as ${sideBySide(pieces)}`);
  const hashes = hashColumns(compiled, joinedTexts(parts.map((_, number) => `_unread${number}`)));
  const whole = { file: join(folder, 'judged-rows.parquet'), columns: ['_broken', ...hashes.keys()] };
  const broken = `${inOneOrder(pieces, brokenSql(compiled))} as _broken`;
  const hashed = [...hashes].map(([name, sql]) => `${sql} as ${name}`);
  await connection.run(copyPiece(`select ${['_n', broken, ...hashed].join(', ')} from judged_pieces`, whole));
  await connection.run(`create or replace view judged as ${sideBySide([...pieces, whole])}`);
  return 'judged';
}

/** The columns in parts of so many, or more where rules read more of them together. */
function partsOf({ columns, rules }: CompiledContract, together: number): readonly JudgedPart[] {
  const whole = { columns, rules: [...rules.keys()] };
  if (columns.length <= together) return [whole];
  const found = rules.map((rule) => columnsOf(rule).filter((index) => index < columns.length));
  const families = familiesOf(columns.length, found);
  const parts: { readonly columns: FieldColumns[]; readonly rules: number[] }[] = [];
  const partOf = new Map<number, number>();
  for (const family of families) {
    const last = parts.at(-1);
    const fits = last !== undefined && last.columns.length + family.length <= together;
    const part = fits ? last : { columns: [], rules: [] };
    if (!fits) parts.push(part);
    for (const index of family) {
      const column = columns[index];
      if (column !== undefined) part.columns.push(column);
      partOf.set(index, parts.length - 1);
    }
  }
  // A rule that reads no column is put to the row with the first of them.
  for (const [index, [first]] of found.entries()) parts[partOf.get(first ?? -1) ?? 0]?.rules.push(index);
  return parts;
}

/** What the rule's SQL names of columns; a text in it that looks like one only makes more of them stand together. */
function columnsOf({ once, test }: Rule): readonly number[] {
  const sql = [once?.sql, test?.outcome, test?.context].join(' ');
  return [...new Set([...sql.matchAll(/\b[ftbsvpme](\d+)\b/g)].map(([, index]) => Number(index)))];
}

/** Columns that some rule reads together, directly or by way of others. */
function familiesOf(count: number, together: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const heads = Array.from({ length: count }, (_, index) => index);
  const headOf = (index: number): number => {
    let head = index;
    for (let next = heads[head]; next !== undefined && next !== head; next = heads[head]) head = next;
    return head;
  };
  for (const [first, ...others] of together) {
    for (const other of others) {
      if (first !== undefined) heads[headOf(other)] = headOf(first);
    }
  }
  return [...Map.groupBy(heads.keys(), headOf).values()];
}
