import type { DuckDBConnection, Json } from '@duckdb/node-api';
import type { Severity } from '#api/quality.ts';
import { quoteText } from '#platform/duckdb/quote.ts';

/** A finding as the findings file keeps it: not yet put into words. */
export interface KeptFinding {
  readonly table: string | null;
  readonly row: number;
  /** The rule's place among the contract's rules. */
  readonly rule: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly problem: string;
  readonly severity: Severity;
  /** The value is not shown as it is: nothing may be made from it. */
  readonly masked?: true;
  /** What the message needs besides; its meaning depends on the rule. */
  readonly context: string | null;
}

export interface FindingsPage {
  readonly limit: number;
  readonly offset?: number;
  readonly rule?: string;
  readonly field?: string;
}

/** A page of a findings file, in the order of rows and rules. */
export async function readFindings(
  connection: DuckDBConnection,
  file: string,
  page: FindingsPage,
): Promise<readonly KeptFinding[]> {
  const result = await connection.runAndReadAll(
    `select _table, _row, rule, field, value, problem, severity, context
     from read_parquet(${quoteText(file)}) ${filter(page)}
     order by _n, rule_order limit ${page.limit} offset ${page.offset ?? 0}`,
  );
  return result.getRowsJson().map(keptFinding);
}

/**
 * SQL of the findings, but for mere information, on the rows of a rejects file, in the order of that file. Of a row that
 * `keptFinding` reads.
 */
export function findingsOfRejects(findings: string, rejects: string): string {
  return `select _table, _row, rule, field, value, problem, severity, context
    from read_parquet(${quoteText(findings)}) as found
    where severity <> 'info' and exists (
      from read_parquet(${quoteText(rejects)}) as rejected
      where rejected._row = found._row and rejected._table is not distinct from found._table
    )
    order by _n, rule_order`;
}

export function keptFinding([
  table,
  row,
  rule,
  field,
  value,
  problem,
  severity,
  context,
]: readonly Json[]): KeptFinding {
  return {
    table: text(table),
    row: Number(row),
    rule: String(rule),
    field: text(field),
    value: text(value),
    problem: String(problem),
    // The file is our own: it has these words and no others.
    severity: severity as Severity,
    context: text(context),
  };
}

/** How many findings there are under a page's filter. */
export async function countFindings(
  connection: DuckDBConnection,
  file: string,
  page: Omit<FindingsPage, 'limit' | 'offset'>,
): Promise<number> {
  const result = await connection.runAndReadAll(
    `select count(*) from read_parquet(${quoteText(file)}) ${filter(page)}`,
  );
  return Number(result.getRowsJson()[0]?.[0]);
}

function filter({ rule, field }: { readonly rule?: string; readonly field?: string }): string {
  const conditions = [
    ...(rule === undefined ? [] : [`rule = ${quoteText(rule)}`]),
    ...(field === undefined ? [] : [`field = ${quoteText(field)}`]),
  ];
  return conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
