import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '#platform/duckdb/quote.ts';
import { keptFinding, type KeptFinding } from './read-findings.ts';

/** A row of the reject ledger. */
export interface KeptReject {
  readonly table: string | null;
  readonly row: number;
  readonly kind: 'rejected' | 'duplicate';
  readonly reasons: readonly string[];
  /** By column of the ledger, in its order. */
  readonly values: readonly (readonly [string, string | null])[];
  /** Whether `isCorrected` holds of it. */
  readonly corrected: boolean;
}

export interface RejectsPage {
  readonly offset: number;
  readonly limit: number;
  /** Only rows in which this rule, or a rule of this field, found something. */
  readonly rule?: string;
  readonly field?: string;
  /** Only rejected rows that `isCorrected` does not hold of. */
  readonly open?: boolean;
}

export interface RejectsSource {
  readonly connection: DuckDBConnection;
  /** SQL with the columns of a rejects file, masked already. */
  readonly rejects: string;
  readonly findings: string;
  /** SQL over `place`: whether a correction took in something for the row. */
  readonly isCorrected: string;
}

/** A page of the ledger in the order of its rows, and how many rows there are under its filter. */
export async function readRejects(
  { connection, rejects, findings, isCorrected }: RejectsSource,
  page: RejectsPage,
): Promise<{ readonly items: readonly KeptReject[]; readonly total: number }> {
  const rows = `(select *, row_number() over () as _n from ${rejects}) as place ${filter(findings, isCorrected, page)}`;
  const counted = await connection.runAndReadAll(`select count(*) from ${rows}`);
  const read = await connection.runAndReadAll(
    `select *, ${isCorrected} as _corrected from ${rows} order by _n limit ${page.limit} offset ${page.offset}`,
  );
  const items = read.getRowObjectsJson().map(({ _table, _row, _kind, _reasons, _n, _corrected, ...cells }) => ({
    table: text(_table),
    row: Number(_row),
    // The file is our own: it has these words and no others.
    kind: _kind as KeptReject['kind'],
    reasons: (text(_reasons) ?? '').split('; ').filter((reason) => reason !== ''),
    values: Object.entries(cells).map(([column, cell]) => [column, text(cell)] as const),
    corrected: _corrected === true,
  }));
  return { items, total: Number(counted.getRowsJson()[0]?.[0]) };
}

/** The findings of single rows, in the order of rows and rules. */
export async function readFindingsOf(
  connection: DuckDBConnection,
  findings: string,
  rows: readonly Pick<KeptReject, 'table' | 'row'>[],
): Promise<readonly KeptFinding[]> {
  if (rows.length === 0) return [];
  const places = rows.map(({ table, row }) => `(${table === null ? 'null' : quoteText(table)}, ${row})`);
  const read = await connection.runAndReadAll(
    `select _table, _row, rule, field, value, problem, severity, context
     from read_parquet(${quoteText(findings)}) as found
     where exists (select 1 from (values ${places.join(', ')}) as places (in_table, in_row)
       where in_row = found._row and in_table is not distinct from found._table)
     order by _n, rule_order`,
  );
  return read.getRowsJson().map(keptFinding);
}

function filter(findings: string, isCorrected: string, { rule, field, open = false }: RejectsPage): string {
  const asked = [
    ...(rule === undefined ? [] : [`rule = ${quoteText(rule)}`]),
    ...(field === undefined ? [] : [`field = ${quoteText(field)}`]),
  ];
  const found =
    `exists (select 1 from read_parquet(${quoteText(findings)}) as found` +
    ` where found._row = place._row and found._table is not distinct from place._table and ${asked.join(' and ')})`;
  const conditions = [
    ...(asked.length === 0 ? [] : [found]),
    ...(open ? [`_kind = 'rejected' and not (${isCorrected})`] : []),
  ];
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
