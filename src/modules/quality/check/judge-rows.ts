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
  /** Finds the fields with cells of an old encoding, of rows in which there are odd texts. */
  readonly findLegacy: () => Promise<ReadonlySet<number>>;
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
  const { findLegacy, folder, widths, second } = options;
  const parts = partsOf(compiled, widths.judged);
  if (parts.length === 1 && second !== undefined) {
    return judgeBesides({ connection, second }, compiled, layout, { findLegacy, folder });
  }
  const legacy = await findLegacy();
  if (parts.length === 1) {
    const file = join(folder, 'judged.parquet');
    await connection.run(judgeSql(compiled, layout, { legacy, file }));
    return readParquet(file);
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

/** To look for the old encoding of a row's texts takes so many times as long as to judge the row. */
const costOfOddRow = 2.5;

/**
 * Judges rows without odd texts on one connection while the old encodings of the others are looked for on the other one. Both
 * take about as long.
 */
async function judgeBesides(
  connections: { readonly connection: DuckDBConnection; readonly second: DuckDBConnection },
  compiled: CompiledContract,
  layout: StagingLayout,
  { findLegacy, folder }: Pick<JudgeRows, 'findLegacy' | 'folder'>,
): Promise<string> {
  const counted = await connections.connection.runAndReadAll(
    'select (select count(*) from received where _look = 1), (select count(distinct _n) from odd_cells)',
  );
  const [rows = 0, odd = 0] = counted.getRowsJson()[0]?.map(Number) ?? [];
  const even = Math.max(0, rows - odd - odd * (1 + costOfOddRow)) / 2;
  // Of a hundred rows without odd texts so many are judged beside those that have some.
  const also = Math.round((100 * even) / Math.max(1, rows - odd));
  const [plain, others] = [join(folder, 'judged-plain.parquet'), join(folder, 'judged-others.parquet')];
  const isOther = `(_n % 100 < ${also} or _n in (select _n from odd_cells))`;
  await atOnce(
    connections,
    async (one) => {
      const legacy = await findLegacy();
      await one.run(judgeSql(compiled, layout, { legacy, file: others, where: isOther }));
    },
    (other) => other.run(judgeSql(compiled, layout, { legacy: new Set(), file: plain, where: `not ${isOther}` })),
  );
  return readParquet(plain, others);
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
