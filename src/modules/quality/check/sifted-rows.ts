import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { ColumnValues } from '#platform/parquet/column-values.ts';
import type { SiftedRows } from '#platform/tables/row-sieve.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { isPresent, plainText, type FieldColumns } from '../rules/field-columns.ts';
import type { CheckInput } from './check-input.ts';
import { fieldCells, type StagingLayout } from './staging-layout.ts';
import { isVeryWide, usualWidths } from './wide-tables.ts';
import type { Writing } from './write-outcome.ts';

/** What the sieve took turns out to depend on a row that it left: all rows must be checked. */
export class SieveContradicted extends Error {
  override readonly name = 'SieveContradicted';
}

/** What a sieve made of the only table, where nothing outside of the file has a say. */
export function siftedRows(input: CheckInput): SiftedRows | undefined {
  const [table, ...others] = input.tables;
  const { sifted } = table ?? {};
  const heldHaveASay = input.existing !== undefined && input.mode === 'append';
  const refers =
    input.references !== undefined && input.contract.fields.some(({ reference }) => reference !== undefined);
  const alone = others.length === 0 && !heldHaveASay && !refers && (input.correction ?? input.unit) === undefined;
  if (sifted === undefined || !alone || input.examineAll === true) return undefined;
  // All rows of such a table are judged: the sieve's witnesses would count twice.
  if (isVeryWide(input.contract.fields, input.widths ?? usualWidths)) return undefined;
  const wantsAccepted = input.writeRows !== false && input.writeAccepted !== false;
  return wantsAccepted && sifted.accepted === undefined ? undefined : sifted;
}

/** The rows that were left, as a table. */
export function restTable({ tables: [table] }: CheckInput, { rest }: SiftedRows): TextTable {
  if (table === undefined) throw new Error('there is no table');
  const { sifted: _, ...about } = table;
  const { delimiter } = table.storage;
  const storage = {
    path: rest.path,
    delimiter,
    quote: '',
    escape: '',
    newline: '\n',
    skipLines: 0,
    positioned: true,
    multiline: false,
    longestRow: rest.longestRow,
  } as const;
  return { ...about, rowCount: rest.rowCount, storage };
}

/** How many more rows there are than in the table of those that were left. */
export function countTaken(sifted: SiftedRows | undefined): number {
  return sifted === undefined ? 0 : sifted.taken - sifted.rest.witnesses;
}

/**
 * Fills the table `witnesses` with the places of rows that were taken, and stand among the others as the first of their
 * keys. Throws `SieveContradicted` where one of them is not the first after all, or a key that was mended may be that of a
 * row that was taken.
 */
export async function nameWitnesses(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  of: { readonly layout: StagingLayout; readonly judged: string; readonly sifted: SiftedRows },
): Promise<void> {
  const { layout, judged, sifted } = of;
  const [staged] = layout.tables;
  if (staged === undefined) throw new Error('there is no table');
  const first = sifted.rest.rowCount - sifted.rest.witnesses;
  await connection.run(
    `create or replace table witnesses as
     select _position as _row from read_parquet(${quoteText(staged.file)}, file_row_number = true) where file_row_number >= ${first}`,
  );
  const doubled = await connection.runAndReadAll(
    'select count(*) from doubles where _row in (select _row from witnesses)',
  );
  if (Number(doubled.getRowsJson()[0]?.[0]) > 0) throw new SieveContradicted();
  const key = compiled.columns.filter(({ field }) => compiled.contract.primaryKey.includes(field.name));
  const ordered = compiled.contract.primaryKey.flatMap((name) => key.filter(({ field }) => field.name === name));
  const mended = await connection.stream(
    `select ${ordered.map(({ value }) => `${value}::varchar`).join(', ')}
     from (select *, ${fieldCells(layout, ordered)} from ${judged})
     where ${ordered.map(isPresent).join(' and ')}
       and (${ordered.map(({ value, cell }) => `${value}::varchar is distinct from ${cell}`).join(' or ')})`,
  );
  for await (const rows of mended.yieldRowsJson()) {
    if (rows.some((cells) => sifted.mayHaveKey(cells.map(String)))) throw new SieveContradicted();
  }
}

/** Those of the rows that were left which are accepted after all. */
function acceptedRest({ compiled, layout, judged }: Writing): string {
  const clean = compiled.columns.map(
    ({ field, reading, cell, value }) => `${reading.cast(plainText(field, cell))} as ${value}`,
  );
  const values = compiled.columns.map(({ value }) => value).join(', ');
  return `(select ${values} from (
       select _n, ${clean.join(', ')} from (select _n, ${fieldCells(layout, compiled.columns)} from received
         where _look = 0 and _row not in (select _row from witnesses))
       union all
       select _n, ${values} from ${judged}
     ) where _n not in (select _n from left_out))`;
}

/** Ends the file of the rows that were taken, which are accepted whatever becomes of the others. */
export async function endTaken({ accepted }: SiftedRows, ahead: CheckInput['acceptedAhead']): Promise<void> {
  if (accepted === undefined) throw new Error('the sieve was not asked for rows');
  await accepted.file.close();
  ahead?.add(accepted.path);
}

/**
 * Begins to write all accepted rows into a file of their own, in the order of their key, on a connection of its own where one
 * can be had: to sort them takes long, and more processors than what is written besides. What is awaited is the beginning.
 */
export async function beginMerge(
  writing: Writing,
  { accepted }: SiftedRows,
  into: Pick<CheckInput, 'connect' | 'acceptedAhead'> & { readonly file: string; readonly format: string },
): Promise<{ readonly done: Promise<void> }> {
  if (accepted === undefined) throw new Error('the sieve was not asked for rows');
  const { connection, compiled, scratch } = writing;
  const rest = join(scratch, 'accepted-rest.parquet');
  const named = compiled.columns.map(({ field, value }) => `${value} as ${quoteName(field.name)}`);
  // Temporary tables are of one connection alone.
  await connection.run(
    `copy (select ${named.join(', ')} from ${acceptedRest(writing)}) to ${quoteText(rest)} (format parquet)`,
  );
  into.acceptedAhead?.add(rest);
  const names = compiled.columns.map(({ field }) => quoteName(field.name)).join(', ');
  const merge = async (): Promise<void> => {
    const own = await into.connect?.();
    try {
      await (own ?? connection).run(
        `copy (
           select ${names} from read_parquet([${quoteText(accepted.path)}, ${quoteText(rest)}])
           order by ${compiled.contract.primaryKey.map(quoteName).join(', ')}
         ) to ${quoteText(into.file)} ${into.format}`,
      );
    } finally {
      own?.closeSync();
    }
    await into.acceptedAhead?.done();
    await rm(accepted.path, { force: true });
  };
  return { done: merge() };
}

/** Adds those of the rows that were left which are accepted after all, and ends the file. */
export async function addAccepted(writing: Writing, sifted: SiftedRows): Promise<void> {
  if (sifted.accepted === undefined) throw new Error('the sieve was not asked for rows');
  const { connection, compiled } = writing;
  const { file } = sifted.accepted;
  const rows = await connection.stream(
    // To take a text out of the engine costs more than its cells: a row is one.
    `select to_json([${compiled.columns.map(storedSql).join(', ')}])::varchar from ${acceptedRest(writing)}`,
  );
  for await (const batch of rows.yieldRowsJson()) {
    for (const [texts] of batch) {
      const row: unknown = JSON.parse(String(texts));
      if (!Array.isArray(row)) throw new Error('a row is no list');
      for (const [index, values] of file.values.entries()) add(values, row[index] ?? null);
      file.endRows(1);
    }
    await file.flush();
  }
  await file.close();
}

function storedSql({ field, value }: FieldColumns): string {
  return field.type === 'date' ? `(${value} - date '1970-01-01')::varchar` : `${value}::varchar`;
}

function add(values: ColumnValues, value: unknown): void {
  if (value === null) values.addNull();
  else if (values.type === 'date') values.addInt32(Number(value));
  else if (values.type === 'int64') values.addInt64(Number(value));
  else values.addWord(String(value));
}
