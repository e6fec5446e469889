import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Rights } from '#api/rights.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import type { SourceDescription } from '#modules/quality/index.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import { maskRejects } from '../loads/mask-outcome.ts';
import type { CorrectionRequest } from '../worker/correction-protocol.ts';
import {
  mostNamed,
  rowsShared,
  rowsTwice,
  unknownField,
  unknownRows,
  unplaced,
  type Place,
} from './correction-faults.ts';
import { readCorrectionBody, type ChangedRow } from './correction-body.ts';
import { columnsOf, demandHeadings, readLedgers, type LedgerFile } from './read-ledgers.ts';
import { foldTable, sentByFile, sentByRows, type SentRows } from './sent-rows.ts';
import { fieldPlacement, readSource } from './source-columns.ts';
import { sentBySuggestions } from './suggested-rows.ts';
import { writeMendedTables } from './write-mended-tables.ts';

export interface ReadCorrection {
  /** The mended rows alone, each at its place in the first file. */
  readonly tables: readonly TextTable[];
  readonly source: SourceDescription;
}

/**
 * Reads what a correction sends and applies it to the rows as they were sent first: a cell that it does not name, or that
 * is as its sender was shown it, stays. Whatever is wrong with it as a correction is a `DomainError`.
 */
export async function readCorrection(
  connection: DuckDBConnection,
  landed: LedgerFile & { readonly contract: Contract },
  request: CorrectionRequest,
  codeLists: CodeLists,
): Promise<ReadCorrection> {
  const source = await readSource(request.base);
  const columns = columnsOf(source);
  const sent = await readSent(connection, landed, { ...request, today: landed.contract, source, codeLists });
  await demandPlaces(connection, join(request.base, 'rejects.parquet'));
  await mend(connection, sent, { ...request, columns });
  const tables = await writeMendedTables(connection, { source, columns, staging: landed.staging });
  return { tables, source };
}

interface Asked extends CorrectionRequest {
  /** The contract that the mended rows are checked under; `contract` is the one that they were checked under first. */
  readonly today: Contract;
  readonly source: SourceDescription;
  readonly codeLists: CodeLists;
}

async function readSent(connection: DuckDBConnection, landed: LedgerFile, asked: Asked): Promise<SentRows> {
  const { source, contract } = asked;
  if (asked.body === 'file') {
    const ledgers = await readLedgers(landed, source, contract);
    await demandHeadings(connection, ledgers, source);
    return sentByFile(connection, ledgers, columnsOf(source));
  }
  const body = await readCorrectionBody(landed.file);
  if ('rows' in body) return sentByRows(connection, withColumns(body.rows, asked), landed.staging);
  return sentBySuggestions(connection, body.suggestions, { ...asked, outcome: asked.base });
}

/**
 * Values by heading or field become values by the column that holds them. A field is meant as the load shows it; a name that
 * the load does not know may be one that the contract has given since.
 */
function withColumns(rows: readonly ChangedRow[], { source, contract, today }: Asked): readonly ChangedRow[] {
  const placements = [fieldPlacement(source, contract), fieldPlacement(source, today)];
  const fold = (name: string | null) => name?.normalize('NFC').trim() ?? '';
  const tableAt = new Map(source.tables.map(({ name }, index) => [fold(name), index]));
  return rows.map((row) => {
    const index = tableAt.get(fold(row.table));
    // A table that there is not has no rows either, and is named as such.
    if (index === undefined) return { ...row, values: {} };
    const values = Object.entries(row.values).map(([name, value]) => {
      const isColumn = source.tables[index]?.columns.includes(name) === true;
      const [column] = isColumn ? [name] : placements.flatMap((placement) => placement[index]?.get(name) ?? []);
      if (column === undefined) throw unknownField(name, { table: row.table, row: String(row.row) });
      return [column, value] as const;
    });
    return { ...row, values: Object.fromEntries(values) };
  });
}

/** Every row of a correction is one that was left out, alone at its place, and is there once. */
async function demandPlaces(connection: DuckDBConnection, rejects: string): Promise<void> {
  const limit = `limit ${mostNamed + 1}`;
  const lines = await connection.runAndReadAll(
    `select line from sent where _row is null order by line limit ${mostNamed}`,
  );
  if (lines.getRowsJson().length > 0) throw unplaced(lines.getRowsJson().map(([line]) => String(line)));
  const shared = await places(
    connection,
    `select _table, _row from sent
     where (select count(*) from read_parquet(${quoteText(rejects)}) as base
       where base._row = sent._row and ${foldTable('base._table')} is not distinct from sent._table) > 1
     group by all order by all ${limit}`,
  );
  if (shared.length > 0) throw rowsShared(shared);
  const twice = await places(
    connection,
    `select _table, _row from sent group by all having count(*) > 1 order by all ${limit}`,
  );
  if (twice.length > 0) throw rowsTwice(twice);
  const unknown = await places(
    connection,
    `select _table, _row from sent
     where not exists (select 1 from read_parquet(${quoteText(rejects)}) as base
       where base._row = sent._row and ${foldTable('base._table')} is not distinct from sent._table)
     order by all ${limit}`,
  );
  if (unknown.length > 0) throw unknownRows(unknown);
}

async function places(connection: DuckDBConnection, sql: string): Promise<readonly Place[]> {
  const read = await connection.runAndReadAll(sql);
  return read.getRowsJson().map(([table, row]) => ({ table: table === null ? null : String(table), row: String(row) }));
}

/** Fills the table `mended`: `n` (the order of the first file), `_table`, `_row`, and the cells by column. */
async function mend(
  connection: DuckDBConnection,
  sent: SentRows,
  { base, contract, rights, columns }: CorrectionRequest & { readonly columns: readonly string[] },
): Promise<void> {
  const rejects = join(base, 'rejects.parquet');
  const shown = await maskRejects(connection, rejects, { contract, rights });
  const masked = await maskRejects(connection, rejects, { contract, rights: { fields: unmistakableMasks(contract) } });
  const cells = columns.map((column, index) => {
    const name = quoteName(column);
    const cell = sent.cell(column);
    const asShown = `coalesce(${cell}, '') = coalesce(trim(nfc_normalize(shown.${name})), '')`;
    const unchanged = `(${asShown} or coalesce(${cell} = trim(nfc_normalize(masked.${name})), false))`;
    return `case when not ${sent.given(column)} or ${unchanged} then base.${name} else ${cell} end as m${index}`;
  });
  await connection.run(
    `create or replace temp table mended as
     select base.file_row_number as n, base._table, base._row, ${cells.join(', ')}
     from sent
     join read_parquet(${quoteText(rejects)}, file_row_number = true) as base
       on base._row = sent._row and ${foldTable('base._table')} is not distinct from sent._table
     join ${shown} as shown on shown._row = base._row and shown._table is not distinct from base._table
     join ${masked} as masked on masked._row = base._row and masked._table is not distinct from base._table`,
  );
}

/**
 * Masks that are no value of anything: they stay masks in a file that somebody else was shown and handed on to one who
 * sees what is behind them. An empty cell and a commune's name may well be meant.
 */
function unmistakableMasks(contract: Contract): Rights['fields'] {
  return Object.fromEntries(
    contract.fields.flatMap(({ name, mask }) =>
      mask === 'last4' || mask === 'initials' || mask === 'year' ? [[name, mask]] : [],
    ),
  );
}
