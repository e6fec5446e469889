import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contract } from '#modules/catalog/index.ts';
import type { SourceDescription } from '#modules/quality/index.ts';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { readTables } from '../reading/index.ts';
import { otherHeadings, unplaced } from './correction-faults.ts';
import { foldTable, type Ledger } from './sent-rows.ts';
import { fieldPlacement } from './source-columns.ts';

const ledgerColumns = ['_table', '_row', '_kind', '_reasons'] as const;

export interface LedgerFile {
  readonly file: string;
  readonly fileName: string;
  readonly staging: string;
  readonly onProgress: (done: number, total: number) => void;
}

/** Finds the tables of a mended file that are ledgers: those that say which rows they hold. */
export async function readLedgers(
  { file, fileName, staging, onProgress }: LedgerFile,
  source: SourceDescription,
  contract: Contract,
): Promise<readonly Ledger[]> {
  const headings = [...ledgerColumns, ...columnsOf(source)];
  const { tables } = await readTables(file, {
    stagingFolder: staging,
    fileName,
    everyRow: true,
    expectedHeadings: headings.map((heading) => [foldHeading(heading)]).filter(([folded]) => folded !== ''),
    onProgress,
  });
  const ledgers = tables.filter(
    ({ columns, rowCount }) => columns.includes('_row') && columns.includes('_table') && rowCount > 0,
  );
  if (ledgers.length === 0) throw unplaced([]);
  const placement = fieldPlacement(source, contract);
  const pointed = new Set(
    Object.entries(source.numberStyles).flatMap(([field, style]) =>
      style === 'dot-groups' ? placement.flatMap((places) => places.get(field) ?? []) : [],
    ),
  );
  return ledgers.map((table) => ({ table, pointed }));
}

/** Every column of the source, once. */
export function columnsOf({ tables }: SourceDescription): readonly string[] {
  return [...new Set(tables.flatMap(({ columns }) => columns))];
}

/** A mended file has the columns that its rows had, and no others. */
export async function demandHeadings(
  connection: DuckDBConnection,
  ledgers: readonly Ledger[],
  source: SourceDescription,
): Promise<void> {
  const known = new Set<string>([...ledgerColumns, ...columnsOf(source)]);
  for (const { table } of ledgers) {
    const unknown = table.columns.filter((heading) => heading !== '' && !known.has(heading));
    const nameless = table.columns.flatMap((heading, index) => (heading === '' ? [`c${index}`] : []));
    if (nameless.length > 0 && (await anyRow(connection, table, nameless))) unknown.push('');
    const named = await tablesNamed(connection, table);
    const asked = source.tables.filter(({ name }) => named.has(name?.normalize('NFC').trim() ?? ''));
    const missing = columnsOf({ ...source, tables: asked }).filter((column) => !table.columns.includes(column));
    if (missing.length > 0 || unknown.length > 0) throw otherHeadings(missing, unknown);
  }
}

async function anyRow(connection: DuckDBConnection, table: TextTable, cells: readonly string[]): Promise<boolean> {
  const read = await connection.runAndReadAll(
    `select 1 from ${textTableScan(table)} where coalesce(${cells.join(', ')}) is not null limit 1`,
  );
  return read.getRowsJson().length > 0;
}

async function tablesNamed(connection: DuckDBConnection, table: TextTable): Promise<ReadonlySet<string>> {
  const cell = `c${table.columns.indexOf('_table')}`;
  const read = await connection.runAndReadAll(
    `select distinct coalesce(${foldTable(cell)}, '') from ${textTableScan(table)}`,
  );
  return new Set(read.getRowsJson().map(([name]) => String(name)));
}
